import { expect, it } from 'vitest'
import { grantState } from './grants'

it.each([
  ['2026-11-23', undefined, 'future'],
  ['2026-11-22', undefined, 'now'],
  ['2026-01-01', '2026-11-22', 'now'],
  ['2026-01-01', '2026-11-21', 'ended'],
])('a grant from %s to %s is %s on 2026-11-22', (valid_from, valid_to, state) => {
  expect(grantState({ valid_from, valid_to }, '2026-11-22')).toBe(state)
})
