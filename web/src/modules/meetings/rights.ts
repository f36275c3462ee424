/** Names of the server's rights this module asks for. */
export const rights = {
  read: 'meetings.read',
  write: 'meetings.write',
  countersign: 'meetings.countersign',
} as const
