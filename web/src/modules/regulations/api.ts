import { useQuery } from '@tanstack/vue-query'
import { api, body, type Body, type Item } from '@/api/client'

export type Regulation = Item<'/v1/regulations', 'get'>
export type Parameter = Regulation['parameters'][number]

export const useRegulations = () =>
  useQuery({
    queryKey: ['regulation', 'list'],
    queryFn: () => body(api.GET('/v1/regulations')),
  })

export const setValue = (command: Body<'/v1/regulation-settings', 'post'>) =>
  body(api.POST('/v1/regulation-settings', { body: command }))
