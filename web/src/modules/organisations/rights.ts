/** Names of the server's rights this module asks for. */
export const rights = {
  read: 'organisations.read',
  write: 'organisations.write',
  ask: 'setups.ask',
  posts: 'organisations.posts',
  countersign: 'organisations.countersign',
  people: 'people.read',
} as const
