import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, body, type Answer, type Body } from '@/api/client'

export type Year = Answer<'/v1/calendar-days', 'get'>
export type SpecialDay = Year['days'][number]
export type DayWish = Body<'/v1/calendar-days/{day}', 'put'>

export const useYear = (year: MaybeRefOrGetter<number>) =>
  useQuery({
    queryKey: computed(() => ['calendar', toValue(year)]),
    queryFn: () => body(api.GET('/v1/calendar-days', { params: { query: { year: toValue(year) } } })),
    placeholderData: (before) => before,
  })
export const setDay = (day: string, wish: DayWish) =>
  api.PUT('/v1/calendar-days/{day}', { params: { path: { day } }, body: wish })
export const takeBackDay = (day: string) => api.DELETE('/v1/calendar-days/{day}', { params: { path: { day } } })
export const checkYear = (year: number, source: string) =>
  api.PUT('/v1/calendar-years/{year}', { params: { path: { year } }, body: { source } })
