import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, body, type Answer, type Item, type Query } from '@/api/client'

export type Entry = Item<'/v1/audit/entries', 'get'>
export type Verification = Answer<'/v1/audit/verification', 'get'>

export const useEntries = (query: MaybeRefOrGetter<Query<'/v1/audit/entries', 'get'>>) =>
  useQuery({
    queryKey: computed(() => ['audit', 'entries', toValue(query)]),
    queryFn: () => body(api.GET('/v1/audit/entries', { params: { query: toValue(query) } })),
    placeholderData: (previous) => previous,
  })

/** Recomputes the whole chain: asked for, never on its own. */
export const verify = () => body(api.GET('/v1/audit/verification'))

/** What a recount of a counted ballot needs: slips, receipts and the key, nothing of who voted. The asking is on the trail. */
export const recount = (id: string, purpose: string) =>
  body(api.POST('/v1/ballots/{id}/records', { params: { path: { id } }, body: { purpose } }))

/** The whole trail as JSON lines: a plain download, streamed by the server. */
export const exportAddress = '/v1/audit/export'
