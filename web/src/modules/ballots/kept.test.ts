import { afterEach, expect, it } from 'vitest'
import { drafts } from '@/ui/form'
import { keepPermit, keepReceipt, keptPermit } from './kept'

afterEach(() => localStorage.clear())

it('a permit and a receipt outlive the session, and belong to their account', () => {
  const permit = { token: 'aa', nonce: 'bb', signature: 'cc' }
  drafts.owner = '7'
  keepPermit('7', '100', permit)
  drafts.clear() // sign-out
  drafts.owner = ''
  expect(keptPermit('7', '100')).toEqual(permit)
  expect(keptPermit('8', '100')).toBeUndefined()
  expect(keptPermit('', '100')).toBeUndefined()
  // The session ended while the slip was under way: the receipt is kept all the same, and nothing else.
  keepReceipt('7', '100', 'dd')
  expect(keptPermit('7', '100')?.receipt).toBe('dd')
  expect(JSON.stringify({ ...localStorage })).not.toMatch(/bb|cc/)
})
