/** Names of the server's rights this module asks for. */
export const rights = { read: 'system.read', jobs: 'jobs.read', manage: 'jobs.manage' } as const
