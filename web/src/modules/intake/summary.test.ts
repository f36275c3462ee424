import { expect, it } from 'vitest'
import { chipsOf, worst } from './summary'

const found = (handling: string, count: number) => ({ code: 'X', handling, title: 'x', count })

it('adds up the kinds and begins with what waits for a person', () => {
  const findings = [found('auto', 100), found('confirm', 3), found('confirm', 2)]
  expect(chipsOf(findings).find((chip) => chip.id === 'confirm')?.count).toBe(5)
  expect(worst(findings)).toBe('confirm')
  expect(worst([...findings, found('error', 1)])).toBe('error')
  expect(worst([])).toBe('')
})
