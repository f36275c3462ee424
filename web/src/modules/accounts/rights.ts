/** Rights of this module as the server names them. */
export const rights = {
  accounts: 'accounts.read',
  lock: 'accounts.lock',
  sessions: 'accounts.end_sessions',
  invite: 'accounts.invite',
  grant: 'accounts.grant',
  permissions: 'accounts.permissions',
}
