import { useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose } from 'vue'
import { api, body, type Item } from '@/api/client'
import { onChange } from '@/app/live'
import { queries } from '@/app/queries'
import { useSession } from '@/app/session'
import { rights } from './rights'

export type Waiting = Item<'/v1/confirmations', 'get'>

/** Kinds of things whose change may bring or take a step that waits. */
const moving = ['grant', 'organisation', 'person', 'export', 'meeting', 'approval']

/** Steps of others that wait for this person's word. */
export function useWaiting() {
  const session = useSession()
  onScopeDispose(
    onChange((change) => {
      if (moving.includes(change.kind)) void queries.invalidateQueries({ queryKey: ['confirmation'] })
    }),
  )
  return useQuery({
    queryKey: ['confirmation', 'mine'],
    queryFn: async () => (await body(api.GET('/v1/confirmations'))).items,
    enabled: computed(() => Boolean(session.me) && session.can(...rights)),
  })
}

/** The second person's word; each kind has its own resource. */
/** Approvals are decided on their own page, where what one agrees to stands whole. */
export function decide(one: { id: string; kind: Exclude<Waiting['kind'], 'approval'> }, agreed: boolean) {
  const params = { path: { id: one.id } }
  switch (one.kind) {
    case 'role_grant':
      return api.PUT('/v1/role-grants/{id}/confirmation', { params, body: { accepted: agreed } })
    case 'clear_export':
      return api.PUT('/v1/people-exports/{id}/decision', { params, body: { approved: agreed } })
    case 'membership_step':
      return api.PUT('/v1/step-proposals/{id}/decision', { params, body: { approved: agreed } })
    case 'late_change':
      return api.PUT('/v1/organisation-changes/{id}/countersignature', { params })
  }
}

/** After a decision everything it may have changed is asked again. */
export const refresh = () =>
  Promise.all(['confirmation', 'duty', ...moving].map((kind) => queries.invalidateQueries({ queryKey: [kind] })))
