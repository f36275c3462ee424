import { useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, type Ref } from 'vue'
import { api, body, type Item } from '@/api/client'
import { onChange } from '@/app/live'
import { queries } from '@/app/queries'

export type Row = Item<'/v1/approvals', 'get'>
export type Delegation = Item<'/v1/approval-delegations', 'get'>
export type Show = 'waiting' | 'asked'
export type Outcome = 'approve' | 'send_back'

/** A decision moves the thing itself, too. */
const moving = ['meeting', 'approval']
const follow = () =>
  onScopeDispose(
    onChange((change) => {
      if (moving.includes(change.kind)) void queries.invalidateQueries({ queryKey: ['approval'] })
    }),
  )

export function useCases(show: Ref<Show>, cursor: Ref<string | undefined>) {
  follow()
  return useQuery({
    queryKey: computed(() => ['approval', 'list', show.value, cursor.value]),
    queryFn: () =>
      body(api.GET('/v1/approvals', { params: { query: { show: show.value, limit: 50, cursor: cursor.value } } })),
  })
}

export type Case = NonNullable<ReturnType<typeof useCase>['data']['value']>
export function useCase(id: Ref<string>) {
  follow()
  return useQuery({
    queryKey: computed(() => ['approval', id.value]),
    queryFn: () => body(api.GET('/v1/approvals/{id}', { params: { path: { id: id.value } } })),
  })
}

export const decide = (one: Pick<Case, 'id' | 'version'>, outcome: Outcome, reason?: string) =>
  body(
    api.PUT('/v1/approvals/{id}/decision', {
      params: { path: { id: one.id } },
      headers: { 'If-Match': `"${one.version}"` },
      body: { outcome, reason },
    }),
  )
export const withdraw = (id: string) =>
  body(api.PUT('/v1/approvals/{id}/withdrawal', { params: { path: { id } }, body: {} }))

export const useDelegations = () =>
  useQuery({ queryKey: ['approval', 'delegations'], queryFn: () => body(api.GET('/v1/approval-delegations')) })
export const giveDelegation = (made: { person: string; from: string; to: string; reason: string }) =>
  body(api.POST('/v1/approval-delegations', { body: made }))
export const endDelegation = (id: string) =>
  body(api.DELETE('/v1/approval-delegations/{id}', { params: { path: { id } } }))

/** People by name or staff number. */
export async function lookPeople(words: string, signal: AbortSignal) {
  const found = await body(api.GET('/v1/search', { params: { query: { q: words } }, signal }))
  return found.items.map((one) => ({ value: one.id, title: one.name, detail: one.organisation_name }))
}

/** After an act everything it may have changed is asked again. */
export const refresh = () =>
  Promise.all(
    ['approval', 'confirmation', 'duty', 'meeting'].map((kind) => queries.invalidateQueries({ queryKey: [kind] })),
  )
