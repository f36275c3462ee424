/** Names of the server's rights this module asks for. */
export const rights = {
  read: 'people.read',
  write: 'people.write',
  identity: 'people.write_identity',
  bulk: 'people.bulk',
  reveal: 'people.reveal',
  export: 'people.export',
  approveExport: 'people.approve_export',
  transition: 'members.transition',
  transfer: 'members.transfer',
} as const
