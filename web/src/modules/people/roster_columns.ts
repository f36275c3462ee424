import type { Column } from '@/ui/table'
import type { RosterRow } from './office'
import { t } from './locales/office'

/** Columns of the roster; the first ones are on, the others can be switched on. */
export const rosterColumns: Column<RosterRow>[] = [
  { key: 'name', title: t.columns.name, head: true },
  { key: 'position', title: t.columns.position },
  { key: 'state', title: t.columns.state },
  { key: 'join', title: t.columns.join, text: (row) => row.join_date },
  { key: 'full', title: t.columns.full, text: (row) => row.full_date },
  { key: 'probation', title: t.columns.probation, off: true },
  { key: 'organisation', title: t.columns.organisation, text: (row) => row.organisation_name },
  { key: 'department', title: t.columns.department, off: true },
  { key: 'sex', title: t.columns.sex, off: true },
  { key: 'birth', title: t.columns.birth, off: true },
  { key: 'phone', title: t.columns.phone, off: true },
]

/** What the roster's columns are called in an export. */
const inExports: Record<string, string[]> = {
  name: ['name', 'staff_no'],
  join: ['join_date'],
  full: ['full_date'],
  birth: ['birth_date'],
  phone: ['mobile'],
  probation: [],
}

/** The export's columns that stand on the screen; undefined while the usual ones do. */
export function exportColumns(shown: string[] | undefined): string[] | undefined {
  if (!shown) return undefined
  return ['name', ...shown.filter((key) => key !== 'name')].flatMap((key) => inExports[key] ?? [key])
}
