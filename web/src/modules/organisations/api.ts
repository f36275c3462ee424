import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, body, type Answer } from '@/api/client'
import { useSession } from '@/app/session'
import type { TreeNode } from '@/ui/tree'
import { rights } from './rights'

export type Organisation = Answer<'/v1/organisations/{id}', 'get'>

export const useOrganisation = (id: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['organisation', toValue(id)]),
    queryFn: () => body(api.GET('/v1/organisations/{id}', { params: { path: { id: toValue(id)! } } })),
    enabled: computed(() => Boolean(toValue(id))),
  })

/** Every organisation in the reader's scope, in tree order: page after page until the list ends. */
async function readTree(asOf: string | undefined): Promise<TreeNode[]> {
  const nodes: TreeNode[] = []
  let cursor: string | undefined
  do {
    const page = await body(
      api.GET('/v1/organisations', { params: { query: { as_of: asOf || undefined, limit: 1000, cursor } } }),
    )
    for (const item of page.items)
      nodes.push({
        id: item.id,
        parent: item.parent,
        title: item.short_name || item.name,
        note: asOf ? undefined : item.members,
      })
    cursor = page.next || undefined
  } while (cursor)
  return nodes
}

/** The organisations in the reader's scope as nodes of a tree. Asked only by those who may read it: the others have no tree to choose from. */
export const useOrganisationTree = (asOf?: MaybeRefOrGetter<string | undefined>) => {
  const session = useSession()
  return useQuery({
    enabled: computed(() => session.can(rights.read)),
    queryKey: computed(() => ['organisation', 'tree', toValue(asOf) ?? '']),
    queryFn: () => readTree(toValue(asOf)),
    staleTime: 60_000,
    retry: false,
  })
}
