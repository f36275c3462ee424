/** Rights of this module as the server names them. */
export const rights = { read: 'audit.read', export: 'audit.export' }
