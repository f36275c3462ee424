import { useQuery, type QueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, body, type Answer, type Body, type Item } from '@/api/client'

/** Calls of the console: profiles, changes of the tree, posts and terms. */
export type Profile = Answer<'/v1/organisations/{id}', 'get'>
export type Post = Profile['posts'][number]
export type DueTerm = Item<'/v1/terms-due', 'get'>
export type Finding = Profile['advice'][number]
export type Change = Item<'/v1/organisations/{id}/history', 'get'>
export type ChangeCommand = Body<'/v1/organisation-changes', 'post'>
export type ChangeAnswer = Answer<'/v1/organisation-changes', 'post'>
export type ChangeKind = ChangeCommand['kind']

export const useProfile = (id: MaybeRefOrGetter<string | undefined>, asOf: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['organisation', toValue(id), 'profile', toValue(asOf) ?? '']),
    queryFn: () =>
      body(
        api.GET('/v1/organisations/{id}', {
          params: { path: { id: toValue(id)! }, query: { as_of: toValue(asOf) || undefined } },
        }),
      ),
    enabled: computed(() => Boolean(toValue(id))),
  })

export const useHistory = (id: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: computed(() => ['organisation', toValue(id), 'history']),
    queryFn: async () =>
      (
        await body(
          api.GET('/v1/organisations/{id}/history', { params: { path: { id: toValue(id) }, query: { limit: 100 } } }),
        )
      ).items,
  })

export const useAdvice = () =>
  useQuery({
    queryKey: ['organisation', 'advice'],
    queryFn: async () => (await body(api.GET('/v1/organisation-advice', { params: { query: { limit: 50 } } }))).items,
  })
/** Late entries of others and of oneself that wait for a second person. */
export const useWaiting = (enabled: MaybeRefOrGetter<boolean>) =>
  useQuery({
    queryKey: ['organisation', 'waiting'],
    queryFn: async () => (await body(api.GET('/v1/organisation-changes', { params: { query: {} } }))).items,
    enabled: computed(() => toValue(enabled)),
  })
/** Everybody who ever held a post, and every term, newest first. */
export const usePast = (id: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: computed(() => ['organisation', toValue(id), 'past']),
    queryFn: async () => {
      const params = { path: { id: toValue(id) } }
      const [posts, terms] = await Promise.all([
        body(api.GET('/v1/organisations/{id}/posts', { params })),
        body(api.GET('/v1/organisations/{id}/terms', { params })),
      ])
      return {
        posts: posts.items.filter((post) => post.to),
        terms: terms.items.filter((term) => term.ended_on),
      }
    },
  })
export const useDueTerms = () =>
  useQuery({
    queryKey: ['organisation', 'terms-due'],
    queryFn: async () => (await body(api.GET('/v1/terms-due', { params: { query: {} } }))).items,
  })
/** People of one organisation, to choose who goes into a new part. */
export const usePeopleOf = (id: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: computed(() => ['person', 'choose', toValue(id)]),
    queryFn: async () =>
      (await body(api.GET('/v1/people', { params: { query: { organisation: toValue(id), limit: 200 } } }))).items,
  })

export const change = (command: ChangeCommand) => body(api.POST('/v1/organisation-changes', { body: command }))
/** The same change as a request to the organisation above: it is made once somebody there agrees. */
export const askChange = (command: ChangeCommand) => body(api.POST('/v1/organisation-requests', { body: command }))
const at = (id: string) => ({ params: { path: { id } } })
export const undo = (id: string, reason: string) =>
  api.PUT('/v1/organisation-changes/{id}/reversal', { ...at(id), body: { reason } })
export const countersign = (id: string) => api.PUT('/v1/organisation-changes/{id}/countersignature', at(id))
export const givePost = (command: Body<'/v1/posts', 'post'>) => body(api.POST('/v1/posts', { body: command }))
export const endPost = (id: string, command: Body<'/v1/posts/{id}/end', 'put'>) =>
  body(api.PUT('/v1/posts/{id}/end', { ...at(id), body: command }))
/** The number kept with a post; the look stands on the trail. */
export const revealPhone = async (id: string, purpose: string) =>
  (await body(api.POST('/v1/posts/{id}/reveals', { ...at(id), body: { purpose } }))).value
export const beginTerm = (id: string, command: Body<'/v1/organisations/{id}/terms', 'post'>) =>
  body(api.POST('/v1/organisations/{id}/terms', { ...at(id), body: command }))
export const extendTerm = (id: string, command: Body<'/v1/terms/{id}/extension', 'put'>) =>
  body(api.PUT('/v1/terms/{id}/extension', { ...at(id), body: command }))
export const lookPeople = async (words: string, signal: AbortSignal) =>
  (await body(api.GET('/v1/search', { params: { query: { q: words, limit: 10 } }, signal }))).items.map((one) => ({
    value: one.id,
    title: one.name,
    detail: [one.staff_no, one.organisation_name].filter(Boolean).join('，'),
  }))

/** After a change of the tree everything that shows it is asked again. */
export const refreshTree = (queries: QueryClient) =>
  Promise.all([
    queries.invalidateQueries({ queryKey: ['organisation'] }),
    queries.invalidateQueries({ queryKey: ['person'] }),
    queries.invalidateQueries({ queryKey: ['duty'] }),
  ])
