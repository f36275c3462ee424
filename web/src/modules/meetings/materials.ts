import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, body, type Answer, type Body } from '@/api/client'
import { queries } from '@/app/queries'
import type { OwnMeeting } from './api'

export type Material = OwnMeeting['files'][number]
export type Prepared = Answer<'/v1/kept-meetings/{id}/materials', 'get'>
export type PreparedMaterial = Prepared['items'][number]
type Change = Body<'/v1/kept-meetings/{id}/materials/{material}', 'put'>

/** Where a material is read: as somebody who was asked, or as who runs the branch's meetings. */
export type Reader = 'own-meetings' | 'meetings' | 'kept-meetings'
export const addressOf = (reader: Reader, meeting: string, material: string) =>
  `/v1/${reader}/${meeting}/materials/${material}`

const pictures = ['png', 'jpg', 'gif', 'webp']
export const isPicture = (one: { extension: string }) => pictures.includes(one.extension)

/** What a file picker offers; the server looks at the content. */
export const accepted = '.pdf,.docx,.pptx,.xlsx,.png,.jpg,.jpeg,.gif,.webp,.txt'

/** "812 KB", "1.3 MB". */
export function sizeText(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.ceil(bytes / 1024))} KB`
  const tenths = Math.round((bytes / 1024 / 1024) * 10)
  return `${tenths % 10 ? (tenths / 10).toFixed(1) : tenths / 10} MB`
}

const key = (id: string) => ['meeting', 'materials', id]

export const useMaterials = (id: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: computed(() => key(toValue(id))),
    queryFn: () => body(api.GET('/v1/kept-meetings/{id}/materials', { params: { path: { id: toValue(id) } } })),
  })

/** The answer is shown at once; the meeting, which names its files too, is asked again. */
async function take(id: string, prepared: Prepared) {
  queries.setQueryData(key(id), prepared)
  await Promise.all(
    ['own', 'one', 'minutes', 'kept'].map((kind) => queries.invalidateQueries({ queryKey: ['meeting', kind, id] })),
  )
}
const at = (id: string, one: PreparedMaterial) => ({
  path: { id, material: one.id },
  header: { 'If-Match': `"${one.version}"` },
})

export const attach = async (id: string, upload_id: string, item?: string) =>
  take(
    id,
    await body(api.POST('/v1/kept-meetings/{id}/materials', { params: { path: { id } }, body: { upload_id, item } })),
  )
export const changeMaterial = async (id: string, one: PreparedMaterial, said: Change) =>
  take(id, await body(api.PUT('/v1/kept-meetings/{id}/materials/{material}', { params: at(id, one), body: said })))
export const removeMaterial = async (id: string, one: PreparedMaterial) =>
  take(id, await body(api.DELETE('/v1/kept-meetings/{id}/materials/{material}', { params: at(id, one) })))
/** Somebody else was first: what stands there now. */
export const readAgain = (id: string) => queries.invalidateQueries({ queryKey: key(id) })
