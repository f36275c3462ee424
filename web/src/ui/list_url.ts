import { computed, reactive, watch } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'

/**
 * The state of a list, held in the address: filters, sort and the cursor of the page. Going to the next page pushes history,
 * so the browser's own "back" is "previous page"; changing a filter starts again at the first page.
 * @param names  the filters of this list
 */
export function useListUrl<Name extends string>(names: readonly Name[]) {
  const route = useRoute()
  const router = useRouter()

  const read = (name: string) => {
    const value = route.query[name]
    return (Array.isArray(value) ? value[0] : value) ?? ''
  }
  const filters = computed(() => Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, string>)
  const cursor = computed(() => read('cursor') || undefined)
  const page = computed(() => Number(read('page')) || 1)
  const sort = computed(() => read('sort') || undefined)

  /** What is being typed or chosen; `apply` puts it into the address. */
  const edited = reactive({ ...filters.value }) as Record<Name, string>
  watch(filters, (now) => Object.assign(edited, now))

  function go(change: Record<string, string | undefined>, push = false) {
    const query: LocationQueryRaw = { ...route.query }
    for (const [key, value] of Object.entries(change)) {
      if (value) query[key] = value
      else delete query[key]
    }
    return push ? router.push({ query }) : router.replace({ query })
  }
  const first = { cursor: undefined, page: undefined }

  return {
    filters,
    edited,
    cursor,
    page,
    sort,
    active: computed(() => names.some((name) => filters.value[name])),
    apply: () => go({ ...(edited as Record<string, string>), ...first }),
    set: (change: Partial<Record<Name, string | undefined>>) => {
      Object.assign(edited, change)
      return go({ ...(edited as Record<string, string>), ...change, ...first })
    },
    clear: () => go({ ...Object.fromEntries(names.map((name) => [name, undefined])), ...first }),
    sortBy: (value: string) => go({ sort: value, ...first }),
    next: (to: string) => go({ cursor: to, page: String(page.value + 1) }, true),
    /** Back through history when the page before lies there, else to the first page. */
    previous: () => {
      if (page.value > 1 && window.history.state?.back?.includes(route.path)) return router.back()
      return go(first)
    },
  }
}
