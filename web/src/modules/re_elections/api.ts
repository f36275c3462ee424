import { useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, toValue, type MaybeRefOrGetter } from 'vue'
import { api, body, type Answer, type Body } from '@/api/client'
import { onChange } from '@/app/live'
import { queries } from '@/app/queries'

export type Chain = Answer<'/v1/re-elections/{id}', 'get'>
export type Step = Chain['steps'][number]['step']
export type Line = Answer<'/v1/re-elections', 'get'>['items'][number]
export type Written = Body<'/v1/re-elections/{id}/steps/{step}', 'put'>
export type Post = NonNullable<Chain['people'][number]['post']>
export type NewTerm = Answer<'/v1/re-elections/{id}/new-term', 'put'>

export const refresh = () =>
  Promise.all(
    ['re_election', 'duty', 'meeting', 'organisation'].map((kind) => queries.invalidateQueries({ queryKey: [kind] })),
  )

export const useLines = () =>
  useQuery({
    queryKey: ['re_election', 'list'],
    queryFn: async () => (await body(api.GET('/v1/re-elections'))).items,
  })
/** A chain, asked again when somebody above decided or its meeting moved on. */
export function useChain(id: MaybeRefOrGetter<string>) {
  onScopeDispose(
    onChange((change) => {
      if (['re_election', 'meeting'].includes(change.kind))
        void queries.invalidateQueries({ queryKey: ['re_election'] })
    }),
  )
  return useQuery({
    queryKey: computed(() => ['re_election', 'one', toValue(id)]),
    queryFn: () => body(api.GET('/v1/re-elections/{id}', { params: { path: { id: toValue(id) } } })),
  })
}
/** Letters and sheets of the chain. */
export const usePapers = (chain: MaybeRefOrGetter<Chain | undefined>) =>
  useQuery({
    queryKey: computed(() => ['re_election', 'papers', toValue(chain)?.id, toValue(chain)?.version]),
    queryFn: async () =>
      (await body(api.GET('/v1/re-elections/{id}/documents', { params: { path: { id: toValue(chain)!.id } } }))).items,
    enabled: computed(() => Boolean(toValue(chain))),
  })

/** Full members of the organisation and of those beneath it. */
export const useMembers = (organisation: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: computed(() => ['people', 're-election', toValue(organisation)]),
    queryFn: async () =>
      (
        await body(
          api.GET('/v1/people', {
            params: { query: { organisation: toValue(organisation), state: 'full', limit: 200 } },
          }),
        )
      ).items,
  })

const seen = (chain: Chain) => ({ 'If-Match': `"${chain.version}"` })
export const begin = (organisation: string) => body(api.POST('/v1/re-elections', { body: { organisation } }))
export const takeStep = (chain: Chain, step: Step, written: Written = {}) =>
  body(
    api.PUT('/v1/re-elections/{id}/steps/{step}', {
      params: { path: { id: chain.id, step } },
      headers: seen(chain),
      body: written,
    }),
  )
export const planMeeting = (chain: Chain, when: Body<'/v1/re-elections/{id}/meetings', 'post'>) =>
  body(
    api.POST('/v1/re-elections/{id}/meetings', {
      params: { path: { id: chain.id } },
      headers: seen(chain),
      body: when,
    }),
  )
export const standCandidates = (id: string) =>
  body(api.PUT('/v1/re-elections/{id}/standing', { params: { path: { id } } }))
export const newTerm = (chain: Chain, dry_run: boolean) =>
  body(
    api.PUT('/v1/re-elections/{id}/new-term', {
      params: { path: { id: chain.id } },
      headers: seen(chain),
      body: { dry_run },
    }),
  )
export const askExtension = (chain: Chain, until: string, reason: string) =>
  body(
    api.PUT('/v1/re-elections/{id}/extension', {
      params: { path: { id: chain.id } },
      headers: seen(chain),
      body: { until, reason },
    }),
  )
export const giveUp = (chain: Chain, reason: string) =>
  body(
    api.PUT('/v1/re-elections/{id}/withdrawal', {
      params: { path: { id: chain.id } },
      headers: seen(chain),
      body: { reason },
    }),
  )
