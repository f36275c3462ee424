import { useQueryClient } from '@tanstack/vue-query'
import { useRouter } from 'vue-router'
import { markRead, type Notice } from './api'

/** Where a notice leads, and that it was read by going there. */
export function useReading() {
  const queries = useQueryClient()
  const base = useRouter().options.history.base
  const refresh = () => queries.invalidateQueries({ queryKey: ['notice'] })
  return {
    refresh,
    /** A link inside this app as the router knows it; undefined for another app's. */
    inside: (link: string) => (link.startsWith(`${base}/`) ? link.slice(base.length) : undefined),
    async read(one: Notice) {
      if (one.read_at) return
      // That it was read is no reason to keep somebody from what it leads to.
      await markRead(one.id).catch(() => undefined)
      await refresh()
    },
  }
}
