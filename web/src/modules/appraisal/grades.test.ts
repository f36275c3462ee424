import { describe, expect, it } from 'vitest'
import { merged, of, typed } from './grades'
import type { Person } from './api'

const person = (person: string, more: Partial<Person> = {}) =>
  ({ person, name: person, full: true, self_text: '', note: '', gone: false, ...more }) as Person

describe('grades on the sheet', () => {
  it('has no line for who has left', () => {
    expect(Object.keys(of([person('1'), person('2', { gone: true })]))).toEqual(['1'])
  })
  it('keeps what was typed when the round moves, and takes what others changed', () => {
    const before = of([person('1'), person('2'), person('3')])
    const now = { ...before, '1': { grade: 'excellent', note: '夜班骨干' } }
    const kept = typed(before, now)
    expect(Object.keys(kept)).toEqual(['1'])
    const after = of([person('1'), person('2', { note: '会上口头自评' }), person('4')])
    expect(merged(after, kept)).toEqual({
      '1': { grade: 'excellent', note: '夜班骨干' },
      '2': { grade: '', note: '会上口头自评' },
      '4': { grade: '', note: '' },
    })
  })
})
