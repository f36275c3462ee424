import type { Grant } from './api'

/** Where a grant stands on a day; `valid_to` is its last day. An agreed grant counts only between its days. */
export function grantState(
  grant: Pick<Grant, 'state' | 'valid_from' | 'valid_to'>,
  day: string,
): Grant['state'] | 'future' {
  if (grant.state !== 'active') return grant.state
  if (grant.valid_from > day) return 'future'
  return grant.valid_to && grant.valid_to < day ? 'ended' : 'active'
}

/** Roles about oneself: they reach the own record only, whatever part of the tree stands beside them. */
export const baseRoles = ['member', 'applicant', 'staff']
