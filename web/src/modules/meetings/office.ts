import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, body, type Answer, type Body, type Item, type Query } from '@/api/client'
import { act } from '@/ui/act'

export type MeetingRow = Item<'/v1/meetings', 'get'>
export type Meeting = Answer<'/v1/meetings/{id}', 'get'>
export type Attendee = Meeting['people'][number]
export type AgendaItem = Meeting['items'][number]
export type Figures = Meeting['figures']
export type Quorum = Figures['quorums'][number]
export type Vote = Meeting['votes'][number]
export type Election = Meeting['elections'][number]
export type Plan = Body<'/v1/meetings/{id}', 'put'>
export type NewMeeting = Body<'/v1/meetings', 'post'>
export type Kind = NewMeeting['kind']
export type Mark = NonNullable<Body<'/v1/meetings/{id}/attendance', 'put'>['marks']>[number]
export type VoteCount = Body<'/v1/meetings/{id}/items/{item}/vote', 'put'>
export type Standing = Body<'/v1/meetings/{id}/items/{item}/elections/{round}', 'put'>
export type CountSheet = Body<'/v1/meetings/{id}/items/{item}/elections/{round}/count', 'put'>
export type Minutes = Answer<'/v1/meetings/{id}/minutes', 'get'>
export type Finding = Minutes['findings'][number]
export type Statement = Minutes['statements'][number]
export type Task = Item<'/v1/meeting-tasks', 'get'>
export type NewTask = Body<'/v1/meeting-tasks', 'post'>
export type Opinion = Item<'/v1/branch-opinions', 'get'>
export type NewOpinion = Body<'/v1/branch-opinions', 'post'>
export type Ledger = Answer<'/v1/meetings-ledger', 'get'>

type Asked<T> = MaybeRefOrGetter<T>

export const useMeetings = (query: Asked<Query<'/v1/meetings', 'get'>>, on: Asked<boolean> = true) =>
  useQuery({
    queryKey: computed(() => ['meeting', 'list', toValue(query)]),
    queryFn: () => body(api.GET('/v1/meetings', { params: { query: toValue(query) } })),
    enabled: computed(() => toValue(on)),
    placeholderData: (before) => before,
  })
export const readMeeting = (id: string) => body(api.GET('/v1/meetings/{id}', { params: { path: { id } } }))
export const useMeeting = (id: Asked<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['meeting', 'one', toValue(id)]),
    queryFn: () => readMeeting(toValue(id)!),
    enabled: computed(() => Boolean(toValue(id))),
  })
/** The code of the room's screen, asked again before it changes. */
export const useArrivalCode = (id: Asked<string>, on: Asked<boolean>) =>
  useQuery({
    queryKey: computed(() => ['meeting_arrival', toValue(id)]),
    queryFn: () => body(api.GET('/v1/meetings/{id}/arrival-code', { params: { path: { id: toValue(id) } } })),
    enabled: computed(() => toValue(on)),
    staleTime: 0,
    refetchInterval: (query) => {
      const until = query.state.data?.until
      return until ? Math.min(60_000, Math.max(1_000, Date.parse(until) - Date.now())) : 60_000
    },
  })
export const useMinutes = (id: Asked<string>) =>
  useQuery({
    queryKey: computed(() => ['meeting', 'minutes', toValue(id)]),
    queryFn: () => body(api.GET('/v1/meetings/{id}/minutes', { params: { path: { id: toValue(id) } } })),
  })
export const useTasks = (query: Asked<Query<'/v1/meeting-tasks', 'get'>>) =>
  useQuery({
    queryKey: computed(() => ['meeting_task', 'list', toValue(query)]),
    queryFn: () => body(api.GET('/v1/meeting-tasks', { params: { query: toValue(query) } })),
    placeholderData: (before) => before,
  })
export const useOpinions = (query: Asked<Query<'/v1/branch-opinions', 'get'>>) =>
  useQuery({
    queryKey: computed(() => ['branch_opinion', 'list', toValue(query)]),
    queryFn: () => body(api.GET('/v1/branch-opinions', { params: { query: toValue(query) } })),
    placeholderData: (before) => before,
  })
export const useLedger = (branch: Asked<string | undefined>, year: Asked<number>) =>
  useQuery({
    queryKey: computed(() => ['meeting', 'ledger', toValue(branch), toValue(year)]),
    queryFn: () =>
      body(api.GET('/v1/meetings-ledger', { params: { query: { branch: toValue(branch), year: toValue(year) } } })),
    enabled: computed(() => Boolean(toValue(branch))),
    placeholderData: (before) => before,
  })
export const useOverview = () =>
  useQuery({ queryKey: ['meeting', 'overview'], queryFn: () => body(api.GET('/v1/meetings-overview')) })

const at = (id: string) => ({ path: { id } })
const matching = (version: number) => ({ 'If-Match': `"${version}"` })
const seen = (one: { id: string; version: number }) => ({ ...at(one.id), header: matching(one.version) })

export const planMeeting = (wanted: NewMeeting) => body(api.POST('/v1/meetings', { body: wanted }))
export const changeMeeting = (one: Meeting, plan: Plan) =>
  body(api.PUT('/v1/meetings/{id}', { params: seen(one), body: plan }))
export const callMeeting = (one: { id: string; version: number }) =>
  body(api.PUT('/v1/meetings/{id}/call', { params: seen(one) }))
export const cancelMeeting = (one: Meeting, reason: string) =>
  body(api.PUT('/v1/meetings/{id}/cancellation', { params: seen(one), body: { reason } }))
export const startMeeting = (one: Meeting, time?: string) =>
  body(api.PUT('/v1/meetings/{id}/start', { params: seen(one), body: { at: time } }))
export const endMeeting = (one: Meeting, time?: string) =>
  body(api.PUT('/v1/meetings/{id}/end', { params: seen(one), body: { at: time } }))
export const markPeople = (id: string, marks: Mark[]) =>
  body(api.PUT('/v1/meetings/{id}/attendance', { params: at(id), body: { marks } }))
export const countVote = (id: string, item: string, count: VoteCount) =>
  body(api.PUT('/v1/meetings/{id}/items/{item}/vote', { params: { path: { id, item } }, body: count }))
export const stand = (id: string, item: string, round: number, standing: Standing) =>
  body(
    api.PUT('/v1/meetings/{id}/items/{item}/elections/{round}', {
      params: { path: { id, item, round } },
      body: standing,
    }),
  )
export const countElection = (id: string, item: string, round: number, sheet: CountSheet) =>
  body(
    api.PUT('/v1/meetings/{id}/items/{item}/elections/{round}/count', {
      params: { path: { id, item, round } },
      body: sheet,
    }),
  )
export type Spoken = Body<'/v1/meetings/{id}/statements', 'post'>
export const addStatement = (id: string, said: Spoken) =>
  body(api.POST('/v1/meetings/{id}/statements', { params: at(id), body: said }))
export type Respoken = Body<'/v1/meetings/{id}/statements/{point}', 'put'>
export const changeStatement = (id: string, statement: string, said: Respoken) =>
  body(api.PUT('/v1/meetings/{id}/statements/{point}', { params: { path: { id, point: statement } }, body: said }))
export const removeStatement = (id: string, statement: string) =>
  api.DELETE('/v1/meetings/{id}/statements/{point}', { params: { path: { id, point: statement } } })
export const minutesVersion = (id: string, number: number) =>
  body(api.GET('/v1/meetings/{id}/minutes-versions/{number}', { params: { path: { id, number } } }))
export const closeMinutes = (one: Minutes, lateReason?: string) =>
  body(
    api.PUT('/v1/meetings/{id}/minutes', {
      params: seen({ id: one.meeting, version: one.version }),
      body: { late_reason: lateReason },
    }),
  )
export const correctMinutes = (one: Minutes, reason: string) =>
  body(
    api.PUT('/v1/meetings/{id}/minutes-correction', {
      params: seen({ id: one.meeting, version: one.version }),
      body: { reason },
    }),
  )
export const countersign = (one: Minutes) =>
  body(api.PUT('/v1/meetings/{id}/countersignature', { params: seen({ id: one.meeting, version: one.version }) }))
export const addTask = (wanted: NewTask) => body(api.POST('/v1/meeting-tasks', { body: wanted }))
export const changeTask = (one: Task, wish: Body<'/v1/meeting-tasks/{id}', 'put'>) =>
  body(api.PUT('/v1/meeting-tasks/{id}', { params: seen(one), body: wish }))
export const checkTask = (one: Task, satisfied: boolean, note?: string) =>
  body(api.PUT('/v1/meeting-tasks/{id}/check', { params: at(one.id), body: { satisfied, note } }))
export const addOpinion = (wanted: NewOpinion) => body(api.POST('/v1/branch-opinions', { body: wanted }))
export const changeOpinion = (one: Opinion, said: { matter: string; opinion: string; result?: string }) =>
  body(api.PUT('/v1/branch-opinions/{id}', { params: seen(one), body: said }))

/** People of the roster by name, pinyin or number, for a lookup. */
export const findPeople = async (q: string, signal: AbortSignal) => {
  const { items } = await body(api.GET('/v1/search', { params: { query: { q, limit: 10 } }, signal }))
  return items.map((one) => ({
    value: one.id,
    title: one.name,
    detail: [one.staff_no, one.organisation_name].filter(Boolean).join(' · '),
  }))
}

/** What happens after a change: the answer is shown at once, whatever else shows the meeting is asked again. */
export function useMeetingNews() {
  const queries = useQueryClient()
  const stale = async (...kinds: string[]) => {
    await Promise.all([...kinds, 'duty'].map((kind) => queries.invalidateQueries({ queryKey: [kind] })))
  }
  const take = async (meeting: Meeting) => {
    queries.setQueryData(['meeting', 'one', meeting.id], meeting)
    await Promise.all(
      ['list', 'minutes', 'ledger'].map((kind) => queries.invalidateQueries({ queryKey: ['meeting', kind] })),
    )
    await stale()
  }
  return {
    take,
    stale,
    /** Runs one change and says how it ended; after a refusal the meeting is read again, for somebody may have moved it. */
    async run(action: () => Promise<Meeting>, done?: string) {
      const worked = await act(async () => take(await action()), done)
      if (!worked) await stale('meeting')
      return worked
    },
    /** The same for what changes the minutes. */
    async runMinutes(action: () => Promise<unknown>, done?: string) {
      const worked = await act(action, done)
      await stale('meeting')
      return worked
    },
  }
}
