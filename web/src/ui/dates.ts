/** How exactly a date is asked for: a day, a month, or whatever is known (a year, a month or a day). */
export type Precision = 'day' | 'month' | 'partial'

const two = (value: number) => String(value).padStart(2, '0')
/** Days of a month; `month` counts from 1. */
export const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/**
 * Reads a date as people type it (2026-11-22, 2026/11/22, 2026.11.22, 20261122, 2026年11月22日, 2026-11, 202611, 2026)
 * into ISO text; undefined when it is no date of that precision.
 */
export function parseDate(text: string, precision: Precision): string | undefined {
  const folded = text.normalize('NFKC').trim()
  const parts =
    /^(\d{4})(\d{2})(\d{2})$/.exec(folded) ??
    /^(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D?$/.exec(folded) ??
    /^(\d{4})(\d{2})$/.exec(folded) ??
    /^(\d{4})\D+(\d{1,2})\D?$/.exec(folded) ??
    /^(\d{4})\D?$/.exec(folded)
  if (!parts) return undefined
  const [year, month, day] = parts.slice(1).map(Number)
  if (!year || year < 1900 || year > 2999) return undefined
  if (month === undefined) return precision === 'partial' ? String(year) : undefined
  if (month < 1 || month > 12) return undefined
  if (day === undefined) return precision === 'day' ? undefined : `${year}-${two(month)}`
  if (day < 1 || day > daysIn(year, month)) return undefined
  return precision === 'month' ? `${year}-${two(month)}` : `${year}-${two(month)}-${two(day)}`
}

/** Six weeks of a month, Monday first: ISO days, those of the neighbouring months included. */
export function monthGrid(year: number, month: number): string[] {
  const first = new Date(Date.UTC(year, month - 1, 1))
  const lead = (first.getUTCDay() + 6) % 7
  return Array.from({ length: 42 }, (_, index) =>
    new Date(Date.UTC(year, month - 1, 1 + index - lead)).toISOString().slice(0, 10),
  )
}

/** A day so many days later (or earlier). */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The same day so many months later, or the month's last day when it is shorter. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const count = year * 12 + (month - 1) + months
  const [y, m] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1]
  return `${y}-${two(m)}-${two(Math.min(date, daysIn(y, m)))}`
}
