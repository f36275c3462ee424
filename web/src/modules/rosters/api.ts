import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, body, type Answer, type Body, type Item, type Query } from '@/api/client'

export type RosterRow = Item<'/v1/rosters', 'get'>
export type Roster = Answer<'/v1/rosters/{id}', 'get'>
export type Cell = Roster['rows'][number]['cells'][number]
export type OpenCell = Roster['open'][number]
export type Codes = Answer<'/v1/shift-codes', 'get'>
export type Code = Codes['codes'][number]
export type SlotWish = Body<'/v1/slot-searches', 'post'>
export type Slots = Answer<'/v1/slot-searches', 'post'>
export type SlotProposal = Slots['proposals'][number]
export type Sitting = SlotProposal['sittings'][number]

export const useRosters = (query: MaybeRefOrGetter<Query<'/v1/rosters', 'get'>>) =>
  useQuery({
    queryKey: computed(() => ['roster', 'list', toValue(query)]),
    queryFn: () => body(api.GET('/v1/rosters', { params: { query: toValue(query) } })),
    placeholderData: (before) => before,
  })
export const useRoster = (id: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: computed(() => ['roster', toValue(id)]),
    queryFn: () => body(api.GET('/v1/rosters/{id}', { params: { path: { id: toValue(id) } } })),
  })
export const useCodes = (ward: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: computed(() => ['shift-codes', toValue(ward)]),
    queryFn: () => body(api.GET('/v1/shift-codes', { params: { query: { ward: toValue(ward) } } })),
  })

export const useOwnShifts = (from: string, to: string) =>
  useQuery({
    queryKey: ['roster', 'own', from, to],
    queryFn: () => body(api.GET('/v1/own-shifts', { params: { query: { from, to } } })),
  })
export const giveRest = (given: boolean) => api.PUT('/v1/own-shifts/rest', { body: { given } })

const at = (id: string) => ({ params: { path: { id } } })
const matching = (version: number) => ({ 'If-Match': `"${version}"` })
export const startRoster = (wanted: Body<'/v1/rosters', 'post'>) => body(api.POST('/v1/rosters', { body: wanted }))
export const answer = (roster: Roster, said: Body<'/v1/rosters/{id}/answers', 'put'>) =>
  api.PUT('/v1/rosters/{id}/answers', {
    params: { path: { id: roster.id }, header: matching(roster.version) },
    body: said,
  })
export const commit = (id: string) => api.PUT('/v1/rosters/{id}/commit', at(id))
export const reverse = (id: string) => api.POST('/v1/rosters/{id}/reversal', at(id))
export const discard = (id: string) => api.DELETE('/v1/rosters/{id}', at(id))
export const putCodes = (table: Codes, codes: Code[]) =>
  body(
    api.PUT('/v1/shift-codes', {
      params: { header: matching(table.version) },
      body: { ward: table.ward, codes },
    }),
  )
export const findSlots = (wish: SlotWish) => body(api.POST('/v1/slot-searches', { body: wish }))
