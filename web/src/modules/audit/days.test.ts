import { expect, it } from 'vitest'
import { dayEnd, dayStart } from './days'

it('takes days as Shanghai counts them', () => {
  expect(dayStart('2026-11-22')).toBe('2026-11-21T16:00:00.000Z')
  expect(dayEnd('2026-11-22')).toBe('2026-11-22T16:00:00.000Z')
})
