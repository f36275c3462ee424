import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, body, type Item } from '@/api/client'

export type Job = Item<'/v1/jobs', 'get'>

/** Asked again every ten seconds while it is looked at: pools and jobs move by themselves. */
const often = 10_000

export const useSystem = () =>
  useQuery({ queryKey: ['system'], queryFn: () => body(api.GET('/v1/system')), refetchInterval: often })
export const useJobs = (ended: MaybeRefOrGetter<boolean>) =>
  useQuery({
    queryKey: computed(() => ['job', 'list', toValue(ended)]),
    queryFn: async () => (await body(api.GET('/v1/jobs', { params: { query: { ended: toValue(ended) } } }))).items,
    refetchInterval: often,
  })
const at = (id: string) => ({ params: { path: { id } } })
export const retryJob = (id: string) => api.POST('/v1/jobs/{id}/retries', at(id))
export const cancelJob = (id: string) => api.DELETE('/v1/jobs/{id}', at(id))
