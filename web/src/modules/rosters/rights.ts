/** Names of the server's rights this module asks for. */
export const rights = {
  read: 'rosters.read',
  write: 'rosters.write',
  writeCommon: 'rosters.write_common',
  plan: 'rosters.plan',
} as const
