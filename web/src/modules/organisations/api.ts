import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, body, type Answer } from '@/api/client'
import type { TreeNode } from '@/ui/tree'

export type Organisation = Answer<'/v1/organisations/{id}', 'get'>

export const useOrganisation = (id: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['organisation', toValue(id)]),
    queryFn: () => body(api.GET('/v1/organisations/{id}', { params: { path: { id: toValue(id)! } } })),
    enabled: computed(() => Boolean(toValue(id))),
  })

/** The organisations in the reader's scope as nodes of a tree. */
export const useOrganisationTree = (asOf?: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['organisation', 'tree', toValue(asOf) ?? '']),
    queryFn: async (): Promise<TreeNode[]> => {
      const { items } = await body(
        api.GET('/v1/organisations', { params: { query: { as_of: toValue(asOf) || undefined } } }),
      )
      return items.map((item) => ({
        id: item.id,
        parent: item.parent,
        title: item.short_name || item.name,
        note: item.members,
      }))
    },
    staleTime: 60_000,
  })

/** The people of a branch as far as the server lets this reader see them, page by page. */
export const useBranchRoll = (organisation: MaybeRefOrGetter<string | undefined>) =>
  useInfiniteQuery({
    queryKey: computed(() => ['person', 'of', toValue(organisation)]),
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/v1/people', {
          params: { query: { organisation: toValue(organisation), limit: 30, cursor: pageParam || undefined } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
    enabled: computed(() => Boolean(toValue(organisation))),
  })
