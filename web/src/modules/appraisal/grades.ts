import type { Person } from './api'

/** What is written beside each member, by person. */
export type Lines = Record<string, { grade: string; note: string }>

/** The lines as the round has them; who has left is graded elsewhere. */
export const of = (people: Person[]): Lines =>
  Object.fromEntries(
    people.filter((one) => !one.gone).map((one) => [one.person, { grade: one.grade ?? '', note: one.note }]),
  )

/** The lines somebody changed since `before`. */
export const typed = (before: Lines, now: Lines): Lines =>
  Object.fromEntries(
    Object.entries(now).filter(([person, one]) => {
      const was = before[person] ?? { grade: '', note: '' }
      return one.grade !== was.grade || one.note !== was.note
    }),
  )

/** The round as it is now with what was typed laid over it. */
export const merged = (now: Lines, kept: Lines): Lines =>
  Object.fromEntries(Object.entries(now).map(([person, one]) => [person, { ...(kept[person] ?? one) }]))
