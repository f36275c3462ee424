import { useQuery } from '@tanstack/vue-query'
import { api, body, type Answer } from '@/api/client'

export type Duty = Answer<'/v1/home', 'get'>['duties'][number]

/** What this person has to do now: at most five, the most urgent first, and how many stand behind them. */
export const useDuties = () => useQuery({ queryKey: ['duty', 'home'], queryFn: () => body(api.GET('/v1/home')) })

/** All of it, as far as the server lists it. */
export const useAllDuties = () =>
  useQuery({
    queryKey: ['duty', 'all'],
    queryFn: () => body(api.GET('/v1/home', { params: { query: { limit: 200 } } })),
  })
