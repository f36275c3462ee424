import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, body, type Answer, type Body, type Item } from '@/api/client'

export type PersonFile = Answer<'/v1/people/{id}', 'get'>
export type Section = PersonFile['sections'][number]
export type Field = Section['fields'][number]
export type Correction = Item<'/v1/corrections', 'get'>

export const useFile = (id: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['person', toValue(id), 'file']),
    queryFn: () => body(api.GET('/v1/people/{id}', { params: { path: { id: toValue(id)! } } })),
    enabled: computed(() => Boolean(toValue(id))),
  })

export const useTimeline = (id: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['person', toValue(id), 'timeline']),
    queryFn: async () =>
      (await body(api.GET('/v1/people/{id}/timeline', { params: { path: { id: toValue(id)! } } }))).items,
    enabled: computed(() => Boolean(toValue(id))),
  })

export const useCorrections = (person: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['correction', 'of', toValue(person)]),
    queryFn: async () =>
      (await body(api.GET('/v1/corrections', { params: { query: { person: toValue(person) } } }))).items,
    enabled: computed(() => Boolean(toValue(person))),
  })

/** The own branch: its name, its members and their posts, as far as every member may know. */
export const useMyBranch = (enabled: MaybeRefOrGetter<boolean>) =>
  useQuery({
    queryKey: ['person', 'my-branch'],
    queryFn: () => body(api.GET('/v1/my-branch')),
    enabled: computed(() => toValue(enabled)),
  })

export const revealOwn = async (id: string, field: string, entry?: string) =>
  (await body(api.POST('/v1/people/{id}/reveals', { params: { path: { id } }, body: { field, entry, purpose: '' } })))
    .value
export const withdrawCorrection = (id: string) => api.DELETE('/v1/corrections/{id}', { params: { path: { id } } })
export const correct = (command: Body<'/v1/corrections', 'post'>) =>
  body(api.POST('/v1/corrections', { body: command }))
