import { describe, expect, it } from 'vitest'
import { readWindows, words, writeWindows } from './codes'

describe('windows of a code', () => {
  it('reads what it writes, and what people type', () => {
    const text = '12:00-14:30 17:30-24:00?'
    expect(writeWindows(readWindows(text)!)).toBe(text)
    expect(readWindows('12：00—14：30，17:30至24:00？')).toEqual(readWindows(text))
    expect(readWindows('')).toEqual([])
  })
  it('refuses other forms instead of guessing', () => {
    for (const text of ['中午', '12-14', '12:00', '12:00-14:30-15:00']) expect(readWindows(text)).toBeUndefined()
  })
  it('splits aliases', () => {
    expect(words('A、A班 早班')).toEqual(['A', 'A班', '早班'])
  })
})
