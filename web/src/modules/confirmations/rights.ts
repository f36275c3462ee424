/** Whoever holds one of these may be a second person. */
export const rights = [
  'accounts.confirm',
  'organisations.countersign',
  'people.approve_export',
  'members.transition',
  'meetings.write',
  'meetings.countersign',
] as const
