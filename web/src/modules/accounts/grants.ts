/** Whether a grant is in force on a day; `valid_to` is its last day. */
export function grantState(grant: { valid_from: string; valid_to?: string }, day: string): 'future' | 'now' | 'ended' {
  if (grant.valid_from > day) return 'future'
  return grant.valid_to && grant.valid_to < day ? 'ended' : 'now'
}
