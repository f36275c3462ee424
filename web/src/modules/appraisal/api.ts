import { useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, toValue, type MaybeRefOrGetter } from 'vue'
import { api, body, type Answer, type Body } from '@/api/client'
import { onChange } from '@/app/live'
import { queries } from '@/app/queries'
import type { Format } from '@/modules/documents'

export type Round = Answer<'/v1/appraisals/{id}', 'get'>
export type Person = Round['people'][number]
export type Own = Answer<'/v1/own-appraisals', 'get'>['items'][number]
export type Grade = NonNullable<Person['grade']>
export type Grades = Body<'/v1/appraisals/{id}/grades', 'put'>
export type Pack = Answer<'/v1/life-packs', 'get'>
export type Paper = Answer<'/v1/appraisals/{id}/documents', 'get'>['items'][number]
export type Source = Body<'/v1/life-problems', 'post'>['source']
export type LifeProblem = Pack['problems'][number]

const follow = () =>
  onScopeDispose(
    onChange((change) => {
      if (['ballot', 'approval'].includes(change.kind)) void queries.invalidateQueries({ queryKey: ['appraisal'] })
    }),
  )
export const refresh = () =>
  Promise.all(
    ['appraisal', 'ballot', 'duty', 'meeting_task'].map((kind) => queries.invalidateQueries({ queryKey: [kind] })),
  )

const kinds = ['branch', 'joint_branch', 'temporary_branch', 'temporary_joint_branch', 'floating_branch']
/** Branches in scope: each has a round a year. */
export const useBranches = () =>
  useQuery({
    queryKey: ['organisation', 'branches'],
    queryFn: async () => {
      const found: { id: string; name: string }[] = []
      let cursor: string | undefined
      do {
        const page = await body(api.GET('/v1/organisations', { params: { query: { limit: 1000, cursor } } }))
        found.push(...page.items.filter((one) => kinds.includes(one.kind)))
        cursor = page.next || undefined
      } while (cursor)
      return found
    },
    staleTime: 60_000,
    retry: false,
  })
export const useRounds = () =>
  useQuery({ queryKey: ['appraisal', 'list'], queryFn: async () => (await body(api.GET('/v1/appraisals'))).items })
export function useRound(id: MaybeRefOrGetter<string>) {
  follow()
  return useQuery({
    queryKey: computed(() => ['appraisal', 'one', toValue(id)]),
    queryFn: () => body(api.GET('/v1/appraisals/{id}', { params: { path: { id: toValue(id) } } })),
    // Slips of the test are told to nobody: the page looks now and then.
    refetchInterval: (query) =>
      query.state.data?.ballots.some((one) => ['open', 'closed'].includes(one.state)) ? 5000 : false,
  })
}
/** Papers of a round, asked again whenever it has moved on. */
export const usePapers = (round: MaybeRefOrGetter<Round>) =>
  useQuery({
    queryKey: computed(() => ['appraisal', 'papers', toValue(round).id, toValue(round).version]),
    queryFn: async () =>
      (await body(api.GET('/v1/appraisals/{id}/documents', { params: { path: { id: toValue(round).id } } }))).items,
  })
export const paperAddress = (id: string, paper: Paper['document'], format: Format) =>
  `/v1/appraisals/${id}/documents/${paper}?format=${format}`
export function useOwn() {
  follow()
  return useQuery({
    queryKey: ['appraisal', 'own'],
    queryFn: async () => (await body(api.GET('/v1/own-appraisals'))).items,
  })
}
export const openRound = (organisation: string, year: number) =>
  body(api.POST('/v1/appraisals', { body: { organisation, year } }))
export const sayOfMyself = (id: string, text: string, grade?: Grade) =>
  body(api.PUT('/v1/own-appraisals/{id}/self', { params: { path: { id } }, body: { text, grade } }))
export const openTest = (id: string, scrutineer: string) =>
  body(api.POST('/v1/appraisals/{id}/tests', { params: { path: { id } }, body: { scrutineer } }))
export const takeIn = (id: string) => body(api.POST('/v1/appraisals/{id}/members', { params: { path: { id } } }))
export const testOnPaper = (id: string, on: string) =>
  body(api.PUT('/v1/appraisals/{id}/paper-test', { params: { path: { id } }, body: { on } }))
export const annulTest = (id: string, test: string, reason: string) =>
  body(api.PUT('/v1/appraisals/{id}/tests/{test}/annulment', { params: { path: { id, test } }, body: { reason } }))
/** @param meeting nothing: it follows from the days again */
export const nameMeeting = (id: string, meeting?: string) =>
  body(api.PUT('/v1/appraisals/{id}/meeting', { params: { path: { id } }, body: { meeting } }))
export const setGrades = (round: Round, grades: Grades['grades']) =>
  body(
    api.PUT('/v1/appraisals/{id}/grades', {
      params: { path: { id: round.id } },
      headers: { 'If-Match': `"${round.version}"` },
      body: { grades },
    }),
  )
export const publish = (id: string) => body(api.PUT('/v1/appraisals/{id}/publication', { params: { path: { id } } }))

export const usePack = (organisation: MaybeRefOrGetter<string | undefined>, year: MaybeRefOrGetter<number>) =>
  useQuery({
    queryKey: computed(() => ['appraisal', 'pack', toValue(organisation), toValue(year)]),
    queryFn: () =>
      body(
        api.GET('/v1/life-packs', {
          params: { query: { organisation: toValue(organisation)!, year: toValue(year) } },
        }),
      ),
    enabled: computed(() => Boolean(toValue(organisation))),
  })
export const addTalk = (talk: Body<'/v1/talks', 'post'>) => body(api.POST('/v1/talks', { body: talk }))
export const addProblem = (problem: Body<'/v1/life-problems', 'post'>) =>
  body(api.POST('/v1/life-problems', { body: problem }))
export const removeTalk = (id: string) => body(api.DELETE('/v1/talks/{id}', { params: { path: { id } } }))
export const removeProblem = (id: string) => body(api.DELETE('/v1/life-problems/{id}', { params: { path: { id } } }))
export const addCorrection = (id: string, made: Body<'/v1/life-problems/{id}/correction', 'post'>) =>
  body(api.POST('/v1/life-problems/{id}/correction', { params: { path: { id } }, body: made }))
