import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, body, type Answer, type Body, type Item, type Query } from '@/api/client'

export type Import = Answer<'/v1/imports/{id}', 'get'>
export type ImportRow = Item<'/v1/imports', 'get'>
export type Finding = Item<'/v1/imports/{id}/findings', 'get'>
export type Row = Item<'/v1/imports/{id}/rows', 'get'>
export type Sheet = Import['sheets'][number]
export type GivenAnswer = NonNullable<Body<'/v1/imports/{id}/answers', 'put'>['answers']>[number]

/** While a job works on it, the import is asked again every second (the push may be cut off by a proxy). */
const busy = ['reading', 'committing', 'reversing']
export const isBusy = (state: string | undefined) => busy.includes(state ?? '')

export const useImports = (cursor: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['import', 'list', toValue(cursor) ?? '']),
    queryFn: () => body(api.GET('/v1/imports', { params: { query: { cursor: toValue(cursor), limit: 20 } } })),
  })

export const useImport = (id: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: computed(() => ['import', toValue(id)]),
    queryFn: () => body(api.GET('/v1/imports/{id}', { params: { path: { id: toValue(id) } } })),
    refetchInterval: (query) => (isBusy(query.state.data?.state) ? 1000 : false),
  })

export const useImportJob = (id: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['job', toValue(id)]),
    queryFn: () => body(api.GET('/v1/jobs/{id}', { params: { path: { id: toValue(id)! } } })),
    enabled: computed(() => Boolean(toValue(id))),
    refetchInterval: (query) => (['waiting', 'running'].includes(query.state.data?.state ?? '') ? 500 : false),
  })

export const useImportFindings = (
  id: MaybeRefOrGetter<string>,
  query: MaybeRefOrGetter<Query<'/v1/imports/{id}/findings', 'get'>>,
) =>
  useQuery({
    queryKey: computed(() => ['import', toValue(id), 'findings', toValue(query)]),
    queryFn: () =>
      body(api.GET('/v1/imports/{id}/findings', { params: { path: { id: toValue(id) }, query: toValue(query) } })),
    placeholderData: (before) => before,
  })

export const useImportRows = (
  id: MaybeRefOrGetter<string>,
  query: MaybeRefOrGetter<Query<'/v1/imports/{id}/rows', 'get'>>,
) =>
  useQuery({
    queryKey: computed(() => ['import', toValue(id), 'rows', toValue(query)]),
    queryFn: () =>
      body(api.GET('/v1/imports/{id}/rows', { params: { path: { id: toValue(id) }, query: toValue(query) } })),
    placeholderData: (before) => before,
  })

export const startImport = (upload_id: string, kind: ImportRow['kind']) =>
  body(api.POST('/v1/imports', { body: { upload_id, kind } }))
const at = (id: string) => ({ params: { path: { id } } })
export const answer = (id: string, answers: GivenAnswer[]) =>
  body(api.PUT('/v1/imports/{id}/answers', { ...at(id), body: { answers } }))
/** One masked cell as it stands, for mending it; the server writes it down. */
export const revealCell = async (id: string, cell: Omit<Body<'/v1/imports/{id}/reveals', 'post'>, 'id'>) =>
  (await body(api.POST('/v1/imports/{id}/reveals', { ...at(id), body: cell }))).value
export const acceptAll = (id: string) =>
  body(api.PUT('/v1/imports/{id}/answers', { ...at(id), body: { answers: [], accept_all: true } }))
export const choose = (id: string, mapping: Body<'/v1/imports/{id}/mapping', 'put'>) =>
  api.PUT('/v1/imports/{id}/mapping', { ...at(id), body: mapping })
export const commit = (id: string) => api.PUT('/v1/imports/{id}/commit', at(id))
export const reverse = (id: string) => api.POST('/v1/imports/{id}/reversal', at(id))
export const discard = (id: string) => api.DELETE('/v1/imports/{id}', at(id))
