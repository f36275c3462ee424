import { expect, it } from 'vitest'
import { gridOf, moved, nextOpen } from './grid'
import type { Import, Row } from './api'

const sheets = [
  {
    position: 0,
    name: '内科',
    columns: [
      { position: 0, header: '姓 名', meaning: 'name', meaning_title: '姓名', found_by: 'header' },
      { position: 1, header: '备注', found_by: 'nothing' },
      { position: 2, header: '身份证', meaning: 'resident_id', meaning_title: '公民身份号码', found_by: 'words' },
    ],
  },
  { position: 1, name: '外科', columns: [{ position: 0, header: '姓名', meaning_title: '姓名', found_by: 'header' }] },
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
    keepable: false,
  }) as Row['findings'][number]
const row = (more: Partial<Row>) =>
  ({ sheet: 0, row: 4, state: 'held', cells: ['吴　仲颖', '无', '123'], findings: [], answers: [], ...more }) as Row

it('paints a cell by the gravest thing said about it, and leaves untaken columns alone', () => {
  const findings = [
    finding('公民身份号码', 'auto', '改为半角'),
    finding('公民身份号码', 'error', '校验位不符'),
    finding('(row)', 'drop', '重复'),
  ]
  const [group] = gridOf(sheets, [row({ findings })])
  expect(group!.columns).toEqual(['姓 名', '备注', '身份证'])
  const [name, note, id] = group!.rows[0]!.cells
  expect(name).toMatchObject({ column: '姓名', tone: '', said: '' })
  expect(note).toMatchObject({ column: '', tone: '' })
  expect(id).toMatchObject({ tone: 'red', said: '校验位不符；改为半角', open: { code: 'X' } })
  expect(group!.rows[0]!.said).toBe('重复')
})

it('shows what a person put in its place, and what stood there', () => {
  const answers = [{ column: '公民身份号码', action: 'mend', value: '456' }]
  const id = gridOf(sheets, [row({ answers })])[0]!.rows[0]!.cells[2]!
  expect(id).toMatchObject({ text: '456', read: '123', answered: true, tone: 'green' })
  expect(id.said).toContain('123')
})

it('begins a new group where the sheet changes', () => {
  const groups = gridOf(sheets, [row({}), row({ row: 5 }), row({ sheet: 1, row: 2, cells: ['方静'] })])
  expect(groups.map((group) => [group.name, group.rows.length, group.columns.length])).toEqual([
    ['内科', 2, 3],
    ['外科', 1, 1],
  ])
})

it('copes with a sheet it does not know', () => {
  const groups = gridOf(sheets, [row({ sheet: 9, cells: ['x'] })])
  expect(groups[0]!.rows[0]!.cells[0]).toMatchObject({ column: '', tone: '' })
})

it('moves within rows of different lengths and stops at the edges', () => {
  const lengths = [3, 1, 3]
  expect(moved({ row: 0, cell: 2 }, 'ArrowDown', lengths)).toEqual({ row: 1, cell: 0 })
  expect(moved({ row: 0, cell: 0 }, 'ArrowUp', lengths)).toEqual({ row: 0, cell: 0 })
  expect(moved({ row: 0, cell: 0 }, 'End', lengths)).toEqual({ row: 0, cell: 2 })
  expect(moved({ row: 0, cell: 0 }, 'PageDown', lengths)).toEqual({ row: 2, cell: 0 })
  expect(moved({ row: 0, cell: 0 }, 'x', lengths)).toBeUndefined()
})

it('finds the next open cell, around the end', () => {
  const rows = gridOf(sheets, [row({ findings: [finding('姓名', 'error', '空')] }), row({ row: 5 })])[0]!.rows
  expect(nextOpen({ row: 1, cell: 0 }, rows)).toEqual({ row: 0, cell: 0 })
  expect(nextOpen({ row: 0, cell: 0 }, rows)).toEqual({ row: 0, cell: 0 })
  expect(nextOpen({ row: 0, cell: 0 }, rows.slice(1))).toBeUndefined()
})
