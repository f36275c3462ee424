import { expect, it } from 'vitest'
import { viewQuery } from './view_query'

it('keeps the filters and forgets the page', () => {
  expect(viewQuery({ page: '3', cursor: 'abc', state: 'full', organisation: '7' })).toBe('organisation=7&state=full')
  expect(viewQuery({ page: '2', q: '' })).toBe('')
})
