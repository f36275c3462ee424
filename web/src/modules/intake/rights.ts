/** Names of the server's rights this module asks for. */
export const rights = { run: 'intake.run' } as const
