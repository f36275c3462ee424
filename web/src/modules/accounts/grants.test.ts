import { expect, it } from 'vitest'
import { grantState } from './grants'

it.each([
  ['active', '2026-11-23', undefined, 'future'],
  ['active', '2026-11-22', undefined, 'active'],
  ['active', '2026-01-01', '2026-11-22', 'active'],
  ['active', '2026-01-01', '2026-11-21', 'ended'],
  ['proposed', '2026-01-01', undefined, 'proposed'],
  ['refused', '2026-01-01', '2026-11-21', 'refused'],
] as const)('a grant that is %s from %s to %s stands as %s on 2026-11-22', (state, valid_from, valid_to, stands) => {
  expect(grantState({ state, valid_from, valid_to }, '2026-11-22')).toBe(stands)
})
