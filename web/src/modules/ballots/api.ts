import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, body, type Answer, type Body } from '@/api/client'
import { offline, problemFrom } from '@/api/problem'
import { queries } from '@/app/queries'

export type Ballot = Answer<'/v1/ballots/{id}', 'get'>
export type Mark = Ballot['lines'][number]['marks'][number]['code']
export type Slip = Body<'/v1/anonymous/ballot-casts', 'post'>
export type Opening = Body<'/v1/meetings/{id}/items/{item}/ballots', 'post'>

/** How often an open page looks, in ms; the same whatever happens. */
const every = 5000

export const useBallot = (id: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: computed(() => ['ballot', 'one', toValue(id)]),
    queryFn: () => body(api.GET('/v1/ballots/{id}', { params: { path: { id: toValue(id) } } })),
    // Voters are told nothing of their own: a push would have to go to all, and a question after one's slip would date it.
    refetchInterval: (query) => (['open', 'closed'].includes(query.state.data?.state ?? '') ? every : false),
  })
export const useOwnBallots = () =>
  useQuery({
    queryKey: ['ballot', 'own'],
    queryFn: async () => (await body(api.GET('/v1/own-ballots'))).items,
    refetchInterval: 4 * every,
  })

/** The ballots of a meeting; follows roughly how many slips are in. */
export function useMeetingBallots(meeting: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['ballot', 'meeting', toValue(meeting)]),
    queryFn: async () =>
      (await body(api.GET('/v1/meetings/{id}/ballots', { params: { path: { id: toValue(meeting) } } }))).items,
    refetchInterval: (query) =>
      query.state.data?.some((one) => ['open', 'closed'].includes(one.state)) ? every : false,
  })
}

/** Which points of a meeting have an electronic ballot that is open or waits for its count: no hand count beside it. */
export function useBalloting(meeting: MaybeRefOrGetter<string>) {
  const { data } = useMeetingBallots(meeting)
  return (item: string) =>
    data.value?.some((one) => one.part === item && ['open', 'closed'].includes(one.state)) ?? false
}

export const openBallot = (meeting: string, item: string, wish: Opening) =>
  body(api.POST('/v1/meetings/{id}/items/{item}/ballots', { params: { path: { id: meeting, item } }, body: wish }))
export const closeBallot = (id: string) => body(api.PUT('/v1/ballots/{id}/closing', { params: { path: { id } } }))
export const confirmBallot = (id: string) => body(api.PUT('/v1/ballots/{id}/counting', { params: { path: { id } } }))
export const giveUpBallot = (id: string, reason: string) =>
  body(api.PUT('/v1/ballots/{id}/cancellation', { params: { path: { id } }, body: { reason } }))
export const askPermit = async (id: string, blinded: string) =>
  (await body(api.PUT('/v1/own-ballots/{id}/permit', { params: { path: { id } }, body: { blinded } }))).signature

/**
 * Hands a slip in. Not through the client of the session: no cookie, no token, no key of anybody's goes with it.
 * @returns the receipt as the server made it
 */
export async function castSlip(slip: Slip): Promise<string> {
  let answer: Response
  try {
    answer = await fetch('/v1/anonymous/ballot-casts', {
      method: 'POST',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(slip),
    })
  } catch {
    throw offline()
  }
  if (!answer.ok) throw await problemFrom(answer)
  return ((await answer.json()) as { receipt: string }).receipt
}

export const refresh = () =>
  Promise.all(['ballot', 'meeting', 'duty'].map((kind) => queries.invalidateQueries({ queryKey: [kind] })))
