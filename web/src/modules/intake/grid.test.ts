import { expect, it } from 'vitest'
import { gridOf } from './grid'
import type { Import, Row } from './api'

const sheets = [
  {
    position: 0,
    columns: [
      { position: 0, header: '姓 名', meaning: 'name', meaning_title: '姓名', found_by: 'header' },
      { position: 1, header: '备注', found_by: 'nothing' },
      { position: 2, header: '身份证', meaning: 'resident_id', meaning_title: '公民身份号码', found_by: 'words' },
    ],
  },
] as Import['sheets']
const finding = (column: string, handling: string, text: string) =>
  ({
    sheet: 0,
    row: 4,
    staff_no: '',
    column,
    code: 'X',
    handling,
    cell: '',
    value: '',
    text,
  }) as Row['findings'][number]

it('paints a cell by the gravest thing said about it, and leaves untaken columns alone', () => {
  const row = {
    sheet: 0,
    row: 4,
    state: 'held',
    cells: ['吴　仲颖', '无', '123'],
    findings: [
      finding('公民身份号码', 'auto', '改为半角'),
      finding('公民身份号码', 'error', '校验位不符'),
      finding('(row)', 'drop', '重复'),
    ],
  } as Row
  const grid = gridOf(sheets, [row])
  expect(grid.columns).toEqual(['姓 名', '备注', '身份证'])
  const [name, note, id] = grid.rows[0]!.cells
  expect(name).toMatchObject({ column: '姓名', tone: '', said: '' })
  expect(note).toMatchObject({ column: '', tone: '' })
  expect(id).toMatchObject({ tone: 'red', said: '校验位不符；改为半角' })
  expect(grid.rows[0]!.said).toBe('重复')
})

it('copes with a sheet it does not know', () => {
  const row = { sheet: 9, row: 1, state: 'held', cells: ['x'], findings: [] } as unknown as Row
  expect(gridOf(sheets, [row]).rows[0]!.cells[0]).toMatchObject({ column: '', tone: '' })
})
