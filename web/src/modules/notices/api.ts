import { useQuery } from '@tanstack/vue-query'
import { api, body, type Item } from '@/api/client'

export type Notice = Item<'/v1/notices', 'get'>

/** My notices, newest first, and how many are unread. */
export const useNotices = () =>
  useQuery({
    queryKey: ['notice', 'mine'],
    queryFn: () => body(api.GET('/v1/notices', { params: { query: { limit: 50 } } })),
  })
export const markRead = (id: string) => api.PUT('/v1/notices/{id}/reading', { params: { path: { id } } })
export const markAllRead = () => api.PUT('/v1/notices/reading')
