import { useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, toValue, type MaybeRefOrGetter } from 'vue'
import { api, body, type Answer, type Body } from '@/api/client'
import { onChange } from '@/app/live'
import { queries } from '@/app/queries'

export type Kept = Answer<'/v1/kept-meetings/{id}', 'get'>
export type KeptLine = Kept['people'][number]
export type KeptPoint = Kept['statements'][number]
type Said = Body<'/v1/kept-meetings/{id}/statements', 'post'>
type Marks = NonNullable<Body<'/v1/kept-meetings/{id}/attendance', 'put'>['marks']>

const key = (id: string) => ['meeting', 'kept', id]

/** The record of a meeting I chair or record; follows what others write in it. */
export function useKept(id: MaybeRefOrGetter<string>) {
  onScopeDispose(
    onChange((change) => {
      if (change.kind === 'meeting') void queries.invalidateQueries({ queryKey: key(toValue(id)) })
    }),
  )
  return useQuery({
    queryKey: computed(() => key(toValue(id))),
    queryFn: () => body(api.GET('/v1/kept-meetings/{id}', { params: { path: { id: toValue(id) } } })),
  })
}
const take = (kept: Kept) => queries.setQueryData(key(kept.id), kept)
const nameOf = (one: KeptLine) => (one.id ? { attendee: one.id } : { person: one.person })

/** One tap: there, then away, then there again. */
export const turned = (one: KeptLine): Marks[number] => ({
  ...nameOf(one),
  presence: one.presence === 'present' ? 'absent' : 'present',
})
export const absent = (one: KeptLine, reason: string, text?: string): Marks[number] => ({
  ...nameOf(one),
  presence: 'absent',
  reason: reason as Marks[number]['reason'],
  text,
})
export const mark = async (id: string, marks: Marks) =>
  take(await body(api.PUT('/v1/kept-meetings/{id}/attendance', { params: { path: { id } }, body: { marks } })))
export const say = async (id: string, said: Said, before?: KeptPoint) =>
  take(
    before
      ? await body(
          api.PUT('/v1/kept-meetings/{id}/statements/{point}', {
            params: { path: { id, point: before.id } },
            body: { ...said, written_at: before.written_at },
          }),
        )
      : await body(api.POST('/v1/kept-meetings/{id}/statements', { params: { path: { id } }, body: said })),
  )
export async function takeOut(id: string, point: string) {
  await body(api.DELETE('/v1/kept-meetings/{id}/statements/{point}', { params: { path: { id, point } } }))
  await queries.invalidateQueries({ queryKey: key(id) })
}
