import type { Code } from './api'

type Window = Code['windows'][number]

/** "12:00-14:30 17:30-24:00?" as windows; undefined when a part has another form. */
export function readWindows(text: string): Window[] | undefined {
  const parts = text
    .replace(/[～—–至]/g, '-')
    .replace(/[？]/g, '?')
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
  const windows = parts.map((part) => /^(\d{1,2}:\d{2})-(\d{1,2}:\d{2})(\??)$/.exec(part.replace(/：/g, ':')))
  if (windows.some((found) => !found)) return undefined
  return windows.map((found) => ({ from: found![1]!, to: found![2]!, soft: found![3] === '?' }))
}

export const writeWindows = (windows: Window[]) =>
  windows.map(({ from, to, soft }) => `${from}-${to}${soft ? '?' : ''}`).join(' ')

/** Words separated by blanks or list signs. */
export const words = (text: string) => text.split(/[\s,，、;；]+/).filter(Boolean)
