import type { MenuItem } from '../descriptor'

/** Filled by the entries from the modules' descriptors. */
export const memberMenu: MenuItem[] = []
export const consoleMenu: MenuItem[] = []
