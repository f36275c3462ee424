import { useQuery } from '@tanstack/vue-query'
import { api, body, type Answer, type Body } from '@/api/client'

export type Setup = Body<'/v1/setup', 'post'>

export type SetupResult = Answer<'/v1/setup', 'post'>

export const useSetupState = () =>
  useQuery({ queryKey: ['setup'], queryFn: () => body(api.GET('/v1/setup')), retry: false })
export const setUp = (command: Setup) => body(api.POST('/v1/setup', { body: command }))
