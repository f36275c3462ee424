/** Rights of this module as the server names them. */
export const rights = { read: 'regulations.read', set: 'regulations.set' }
