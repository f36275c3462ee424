import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, body, type Answer, type Body, type Item } from '@/api/client'

export type OwnMeeting = Answer<'/v1/own-meetings/{id}', 'get'>
export type OwnTask = Item<'/v1/own-tasks', 'get'>
export type Said = Body<'/v1/own-meetings/{id}/reply', 'put'>

/** Meetings I was asked to, the latest first. */
export const useOwnMeetings = (cursor?: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['meeting', 'own', 'list', toValue(cursor) ?? '']),
    queryFn: () => body(api.GET('/v1/own-meetings', { params: { query: { limit: 20, cursor: toValue(cursor) } } })),
    placeholderData: (before) => before,
  })
export const useOwnMeeting = (id: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: computed(() => ['meeting', 'own', toValue(id)]),
    queryFn: () => body(api.GET('/v1/own-meetings/{id}', { params: { path: { id: toValue(id) } } })),
  })
/** @param key  the Idempotency-Key: the same for every try of one answer */
export const putReply = (id: string, said: Said, key: string) =>
  body(
    api.PUT('/v1/own-meetings/{id}/reply', {
      params: { path: { id } },
      headers: { 'Idempotency-Key': key },
      body: said,
    }),
  )

/** @param code  what the screen of the room showed */
export const arrive = (id: string, code: string) =>
  body(api.PUT('/v1/own-meetings/{id}/arrival', { params: { path: { id } }, body: { code } }))

export const askOtherTime = (id: string, wanted: Body<'/v1/own-meetings/{id}/time-change', 'post'>) =>
  body(api.POST('/v1/own-meetings/{id}/time-change', { params: { path: { id } }, body: wanted }))

export const useOwnTasks = () =>
  useQuery({
    queryKey: ['meeting_task', 'own'],
    queryFn: async () => (await body(api.GET('/v1/own-tasks', { params: { query: {} } }))).items,
  })
export const useTask = (id: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: computed(() => ['meeting_task', toValue(id)]),
    queryFn: () => body(api.GET('/v1/meeting-tasks/{id}', { params: { path: { id: toValue(id) } } })),
  })
export const completeTask = (id: string, evidence: string) =>
  body(api.PUT('/v1/meeting-tasks/{id}/completion', { params: { path: { id } }, body: { evidence } }))
