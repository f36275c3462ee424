import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api, body, type Item } from '@/api/client'

/** A document as any record offers it; which there are differs by record. */
export type Offer = Omit<Item<'/v1/meetings/{id}/documents', 'get'>, 'document'> & { document: string }
export type Format = 'docx' | 'pdf' | 'print'

/** Documents of a meeting, asked again whenever the meeting has moved on. */
export const useDocuments = (meeting: Ref<{ id: string; version: number }>) =>
  useQuery({
    queryKey: computed(() => ['meeting', meeting.value.id, 'documents', meeting.value.version]),
    queryFn: async () =>
      (await body(api.GET('/v1/meetings/{id}/documents', { params: { path: { id: meeting.value.id } } }))).items,
  })

/**
 * Where one document is; the print view opens there.
 * @param at  the record it is made of: /v1/meetings/7
 */
export function address(at: string, offer: Offer, format: Format) {
  const query = new URLSearchParams({ format })
  if (offer.item) query.set('item', offer.item)
  if (offer.round) query.set('round', String(offer.round))
  return `${at}/documents/${offer.document}?${query}`
}
