/** Rights of this module as the server names them. */
export const rights = {
  read: 'accounts.read',
  manage: 'accounts.manage',
  invite: 'accounts.invite',
  grant: 'accounts.grant',
  readGrants: 'accounts.read_grants',
  confirm: 'accounts.confirm',
  permissions: 'accounts.permissions',
}
