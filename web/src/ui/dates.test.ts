import { describe, expect, it } from 'vitest'
import { addDays, addMonths, monthGrid, parseDate } from './dates'

describe('a typed date', () => {
  it.each([
    ['2026-11-22', 'day', '2026-11-22'],
    ['2026/1/2', 'day', '2026-01-02'],
    ['2026.11.22', 'day', '2026-11-22'],
    ['20261122', 'day', '2026-11-22'],
    ['2026年11月22日', 'day', '2026-11-22'],
    ['２０２６－１１－２２', 'day', '2026-11-22'],
    ['2024-02-29', 'day', '2024-02-29'],
    ['2026-02-29', 'day', undefined],
    ['2026-11', 'day', undefined],
    ['2026-11', 'month', '2026-11'],
    ['202611', 'month', '2026-11'],
    ['2026年3月', 'partial', '2026-03'],
    ['2026', 'partial', '2026'],
    ['2026', 'month', undefined],
    ['2026-13', 'month', undefined],
    ['22/11/2026', 'day', undefined],
    ['', 'day', undefined],
  ] as const)('%s as %s is %s', (text, precision, iso) => {
    expect(parseDate(text, precision)).toBe(iso)
  })
})

it('shows a month from Monday on, in six weeks', () => {
  const days = monthGrid(2026, 11)
  expect(days).toHaveLength(42)
  expect(days[0]).toBe('2026-10-26')
  expect(days[6]).toBe('2026-11-01')
})

it('moves by days and months', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
})
