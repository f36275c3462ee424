import { daysBetween } from '@/ui/format'
import type { IconName } from '@/ui/icons'
import { t } from './locales'

/** The words and colour of a due date seen from today. */
export function dueTag(
  due: string | undefined,
  today: string,
): { text: string; tone: 'red' | 'amber' | 'plain' } | undefined {
  if (!due) return undefined
  const left = daysBetween(today, due)
  if (left < 0) return { text: t.overdue(-left), tone: 'red' }
  if (left === 0) return { text: t.dueToday, tone: 'red' }
  if (left <= 10) return { text: t.daysLeft(left), tone: 'amber' }
  return { text: t.dueOn(due), tone: 'plain' }
}

const icons: [RegExp, IconName][] = [
  [/totp|password|factor|security|account/, 'shield'],
  [/correction|file|people|person|field/, 'id'],
  [/import/, 'upload'],
  [/term|election|organisation|branch|post/, 'branch'],
  [/transition|development|probation/, 'user'],
]

/** The sign of a duty by its kind. */
export function dutyIcon(kind: string): IconName {
  return icons.find(([words]) => words.test(kind))?.[1] ?? 'pencil'
}
