import { t } from './locales'

/** Shanghai is eight hours ahead all year: times of the platform are shown in this zone wherever the reader is. */
const offset = 8 * 3600_000
const two = (value: number) => String(value).padStart(2, '0')

/** An instant of the server: RFC 3339 text, or milliseconds as number or digits. */
function shanghai(instant: string | number): Date | undefined {
  const ms = typeof instant === 'number' ? instant : /^\d+$/.test(instant) ? Number(instant) : Date.parse(instant)
  return Number.isFinite(ms) ? new Date(ms + offset) : undefined
}

/** "2026-11-22 14:32". */
export function dateTime(instant: string | number | undefined): string {
  const at = instant === undefined || instant === '' ? undefined : shanghai(instant)
  return at ? `${isoDay(at)} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}` : ''
}

function isoDay(at: Date): string {
  return `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`
}

/** The day of now in Shanghai, "2026-11-22". */
export function today(now = Date.now()): string {
  return isoDay(new Date(now + offset))
}

/** "11 月 22 日 周日" for a day as ISO text. */
export function dayLabel(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return day
  return `${t.monthDay(at.getUTCMonth() + 1, at.getUTCDate())} ${t.weekdays[at.getUTCDay()]}`
}

/** Whole days from `from` to `to`, both ISO text. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** Fen as "38.50 元". */
export function money(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const whole = Math.abs(fen)
  return t.yuan(`${sign}${Math.floor(whole / 100)}.${two(whole % 100)}`)
}
