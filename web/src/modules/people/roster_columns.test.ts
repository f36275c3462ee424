import { expect, it } from 'vitest'
import { exportColumns } from './roster_columns'

it('exports the columns on the screen under the names the server knows, the person first', () => {
  expect(exportColumns(undefined)).toBeUndefined()
  expect(exportColumns(['position', 'name', 'join', 'probation', 'phone'])).toEqual([
    'name',
    'staff_no',
    'position',
    'join_date',
    'mobile',
  ])
})
