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
  { key: 'organisation', title: t.columns.organisation, text: (row) => row.organisation_name },
  { key: 'department', title: t.columns.department, off: true },
  { key: 'sex', title: t.columns.sex, off: true },
  { key: 'birth', title: t.columns.birth, off: true },
  { key: 'phone', title: t.columns.phone, off: true },
]
