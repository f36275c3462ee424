import { useQuery, type QueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { Problem } from '@/api/problem'
import { t } from './locales/office'
import { api, body, type Answer, type Body, type Item, type Query } from '@/api/client'

/** Calls of the console: files of other people. The own file's calls are in api.ts. */
export type PersonFile = Answer<'/v1/people/{id}', 'get'>
export type Section = PersonFile['sections'][number]
export type Field = Section['fields'][number]
export type Entry = Section['entries'][number]
export type Step = PersonFile['steps'][number]
export type Correction = Item<'/v1/corrections', 'get'>
export type FieldValue = Body<'/v1/people/{id}/sections/{section}', 'put'>['fields'] extends (infer T)[] | undefined
  ? T
  : never

export const usePerson = (id: MaybeRefOrGetter<string>, asOf: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['person', toValue(id), 'file', toValue(asOf) ?? '']),
    queryFn: () =>
      body(
        api.GET('/v1/people/{id}', {
          params: { path: { id: toValue(id) }, query: { as_of: toValue(asOf) || undefined } },
        }),
      ),
  })

export const useFindings = (id: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: computed(() => ['person', toValue(id), 'findings']),
    queryFn: async () =>
      (await body(api.GET('/v1/people/{id}/findings', { params: { path: { id: toValue(id) } } }))).items,
  })

export const fieldHistory = async (id: string, field: string) =>
  (await body(api.GET('/v1/people/{id}/fields/{field}/history', { params: { path: { id, field } } }))).items

export const reveal = async (id: string, field: string, entry: string | undefined, purpose: string) =>
  (await body(api.POST('/v1/people/{id}/reveals', { params: { path: { id } }, body: { field, entry, purpose } }))).value

const matching = (version: number) => ({ 'If-Match': `"${version}"` })

export const saveSection = (
  id: string,
  section: string,
  version: number,
  command: Body<'/v1/people/{id}/sections/{section}', 'put'>,
) =>
  body(
    api.PUT('/v1/people/{id}/sections/{section}', {
      params: { path: { id, section } },
      headers: matching(version),
      body: command,
    }),
  )

export const addEntry = (id: string, section: string, version: number, fields: FieldValue[]) =>
  body(
    api.POST('/v1/people/{id}/sections/{section}/entries', {
      params: { path: { id, section } },
      headers: matching(version),
      body: { fields },
    }),
  )

export const saveEntry = (id: string, entry: string, version: number, fields: FieldValue[]) =>
  body(
    api.PUT('/v1/people/{id}/entries/{entry}', {
      params: { path: { id, entry } },
      headers: matching(version),
      body: { fields },
    }),
  )

export const removeEntry = (id: string, entry: string, version: number, reason: string) =>
  body(
    api.DELETE('/v1/people/{id}/entries/{entry}', {
      params: { path: { id, entry }, query: { reason } },
      headers: matching(version),
    }),
  )

export const extendProbation = (
  id: string,
  command: Omit<Body<'/v1/people/{id}/probation-extensions', 'post'>, 'id'>,
) => body(api.POST('/v1/people/{id}/probation-extensions', { params: { path: { id } }, body: command }))
export const takeStep = (id: string, command: Body<'/v1/people/{id}/transitions', 'post'>) =>
  body(api.POST('/v1/people/{id}/transitions', { params: { path: { id } }, body: command }))
export const transfer = (id: string, command: Body<'/v1/people/{id}/transfers', 'post'>) =>
  body(api.POST('/v1/people/{id}/transfers', { params: { path: { id } }, body: command }))
export const setFlag = (id: string, flag: string, command: Body<'/v1/people/{id}/flags/{flag}', 'put'>) =>
  body(api.PUT('/v1/people/{id}/flags/{flag}', { params: { path: { id, flag } }, body: command }))
export const createPerson = (command: Body<'/v1/people', 'post'>) => body(api.POST('/v1/people', { body: command }))

export const useWaitingCorrections = (filter: MaybeRefOrGetter<{ state?: string; cursor?: string }>) =>
  useQuery({
    queryKey: computed(() => ['correction', 'list', toValue(filter)]),
    queryFn: () => body(api.GET('/v1/corrections', { params: { query: { ...toValue(filter), limit: 30 } } })),
  })
export const decide = (id: string, approved: boolean, reason?: string) =>
  body(api.PUT('/v1/corrections/{id}/decision', { params: { path: { id } }, body: { approved, reason } }))

/** After a change of one file: the file, the lists and the duties are asked again. */
export const refreshPerson = (queries: QueryClient) =>
  Promise.all([
    queries.invalidateQueries({ queryKey: ['person'] }),
    queries.invalidateQueries({ queryKey: ['correction'] }),
    queries.invalidateQueries({ queryKey: ['duty'] }),
  ])

// ---- the roster ----
export type RosterRow = Item<'/v1/people', 'get'>
const rosterPage = (query: Query<'/v1/people', 'get'>) => body(api.GET('/v1/people', { params: { query } }))

export const useRoster = (query: MaybeRefOrGetter<Query<'/v1/people', 'get'>>) =>
  useQuery({
    queryKey: computed(() => ['person', 'list', toValue(query)]),
    queryFn: () => rosterPage(toValue(query)),
    placeholderData: (before) => before,
  })
export const useRosterCount = (
  query: MaybeRefOrGetter<Query<'/v1/people-count', 'get'>>,
  enabled: MaybeRefOrGetter<boolean>,
) =>
  useQuery({
    queryKey: computed(() => ['person', 'count', toValue(query)]),
    enabled: computed(() => toValue(enabled)),
    queryFn: async () => (await body(api.GET('/v1/people-count', { params: { query: toValue(query) } }))).people,
    placeholderData: (before) => before,
  })
export const useExceptions = (organisation: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['person', 'exceptions', toValue(organisation) ?? '']),
    queryFn: async () =>
      (await body(api.GET('/v1/people-exceptions', { params: { query: { organisation: toValue(organisation) } } })))
        .items,
  })

export const useSavedViews = () =>
  useQuery({ queryKey: ['saved-view'], queryFn: async () => (await body(api.GET('/v1/saved-views'))).items })
export const saveView = (name: string, query: string) => body(api.POST('/v1/saved-views', { body: { name, query } }))
export const dropView = (id: string) => api.DELETE('/v1/saved-views/{id}', { params: { path: { id } } })

export const bulk = (command: Body<'/v1/people-bulk', 'post'>) => body(api.POST('/v1/people-bulk', { body: command }))

export type BulkRefusal = Answer<'/v1/people-bulk', 'post'>['refused'][number]
/** Somebody to be moved, and where from when that is known. */
export interface Mover {
  id: string
  name: string
  organisation?: string | undefined
}
/** Takes a move back: everybody to where they came from, as a move of its own that the history keeps. */
export async function moveBack(people: Mover[], date: string) {
  for (const organisation of new Set(people.map((one) => one.organisation!))) {
    const ids = people.filter((one) => one.organisation === organisation).map((one) => one.id)
    const outcome = await bulk({
      action: 'transfer',
      ids,
      expected_count: ids.length,
      organisation,
      flag: '',
      on: true,
      date,
      reason: t.transferUndoReason,
    })
    if (outcome.refused.length) throw new Problem(422, 'people.bulk_refused', outcome.refused[0]!.detail)
  }
}

// ---- exports ----
export type Export = Answer<'/v1/people-exports', 'post'>
export const askExport = (command: Body<'/v1/people-exports', 'post'>) =>
  body(api.POST('/v1/people-exports', { body: command }))
/** Columns to choose from, read once they are asked for. */
export const useExportColumns = (asked: MaybeRefOrGetter<boolean>) =>
  useQuery({
    queryKey: ['export', 'columns'],
    queryFn: async () => (await body(api.GET('/v1/people-export-columns'))).items,
    enabled: computed(() => toValue(asked)),
    staleTime: Infinity,
  })
export type ExportRow = Answer<'/v1/people-exports', 'get'>['items'][number]
export const useExports = (waiting: MaybeRefOrGetter<boolean>) =>
  useQuery({
    queryKey: computed(() => ['export', toValue(waiting)]),
    queryFn: async () =>
      (await body(api.GET('/v1/people-exports', { params: { query: { waiting: toValue(waiting) } } }))).items,
  })
export const decideExport = (id: string, approved: boolean) =>
  body(api.PUT('/v1/people-exports/{id}/decision', { params: { path: { id } }, body: { approved } }))
