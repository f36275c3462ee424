import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api, body, type Item } from '@/api/client'
import type { Format } from './papers'

export type Offer = Item<'/v1/meetings/{id}/documents', 'get'>

/** Documents of a meeting, asked again whenever the meeting has moved on. */
export const useDocuments = (meeting: Ref<{ id: string; version: number }>) =>
  useQuery({
    queryKey: computed(() => ['meeting', meeting.value.id, 'documents', meeting.value.version]),
    queryFn: async () =>
      (await body(api.GET('/v1/meetings/{id}/documents', { params: { path: { id: meeting.value.id } } }))).items,
  })

/** Where one document is; the print view opens there. */
export function address(meeting: string, offer: Offer, format: Format) {
  const query = new URLSearchParams({ format })
  if (offer.item) query.set('item', offer.item)
  if (offer.round) query.set('round', String(offer.round))
  return `/v1/meetings/${meeting}/documents/${offer.document}?${query}`
}
