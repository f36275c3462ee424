import { expect, test } from 'vitest'
import { addressOf, isPicture, sizeText } from './materials'

test('sizes are said as the server says them', () => {
  expect([1, 1024, 1024 * 1024 - 1, 1024 * 1024, 1_400_000, 52_428_800].map(sizeText)).toEqual([
    '1 KB',
    '1 KB',
    '1024 KB',
    '1 MB',
    '1.3 MB',
    '50 MB',
  ])
})

test('pictures are looked at, other files are fetched, each by the road its reader has', () => {
  expect(isPicture({ extension: 'jpg' })).toBe(true)
  expect(isPicture({ extension: 'pdf' })).toBe(false)
  expect(addressOf('own-meetings', '7', '9')).toBe('/v1/own-meetings/7/materials/9')
})
