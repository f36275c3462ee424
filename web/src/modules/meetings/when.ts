import { dateTime, dayLabel } from '@/ui/format'
import { t } from './locales'

/** "11 月 25 日 周三 17:30–19:00"; both days when it ends on another. */
export function meetingTime(one: { starts_at: string; ends_at: string }): string {
  const [from, starts] = dateTime(one.starts_at).split(' ') as [string, string]
  const [to, ends] = dateTime(one.ends_at).split(' ') as [string, string]
  return from === to ? t.span(dayLabel(from), starts, ends) : t.spanOver(dayLabel(from), starts, dayLabel(to), ends)
}

/** A day and a time of day in Shanghai as an instant: "2026-11-25", "17:30" → "2026-11-25T17:30:00+08:00". */
export const instantOf = (day: string, time: string) => `${day}T${time.padStart(5, '0')}:00+08:00`

/** So many minutes later, as the server writes instants. */
export const later = (instant: string, minutes: number) =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString().replace('.000Z', 'Z')
