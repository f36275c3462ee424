import { useQuery } from '@tanstack/vue-query'
import { api, body, type Answer } from '@/api/client'

export type Duty = Answer<'/v1/home', 'get'>['duties'][number]

/** What this person has to do now: at most five, the most urgent first. */
export function useDuties() {
  return useQuery({ queryKey: ['duty', 'home'], queryFn: async () => (await body(api.GET('/v1/home'))).duties })
}
