import { expect, it } from 'vitest'
import { dueTag, dutyIcon } from './duties'

it.each([
  ['2026-11-20', '已过期 2 天', 'red'],
  ['2026-11-22', '今天截止', 'red'],
  ['2026-11-23', '还剩 1 天', 'amber'],
  ['2026-12-02', '还剩 10 天', 'amber'],
  ['2026-12-03', '12-03 截止', 'plain'],
])('says when %s is due', (due, text, tone) => {
  expect(dueTag(due, '2026-11-22')).toEqual({ text, tone })
})

it('says nothing about a duty without a date', () => {
  expect(dueTag(undefined, '2026-11-22')).toBeUndefined()
})

it('has a sign for every kind', () => {
  expect(dutyIcon('people.correction')).toBe('id')
  expect(dutyIcon('something new')).toBe('pencil')
})
