import { QueryClient } from '@tanstack/vue-query'
import { Problem } from '@/api/problem'

/** Server state of the whole app. Keys start with the kind of thing ("people"), so that a push can refresh them. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      networkMode: 'always',
      // A refusal stays a refusal; only faults and lost connections are tried again.
      retry: (count, error) => count < 2 && error instanceof Problem && (error.status === 0 || error.status >= 500),
      retryDelay: (count) => Math.min(1000 * 2 ** count, 8000),
    },
    mutations: { networkMode: 'always' },
  },
})
