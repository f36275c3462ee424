import { expect, it } from 'vitest'
import { commandOf, emptyPart, startValues } from './change_command'
import type { Profile } from './office'

const branch = {
  id: '7',
  code: 'Z1B01',
  name: '全称',
  short_name: '简称',
  phone: '0600-8800001',
  address: '',
  unit: '骨科',
  published: true,
} as Profile

it('sends only what the kind of change needs', () => {
  const values = { ...startValues('move', branch, '2026-11-22'), parent_id: '9', reason: ' 调整 ' }
  expect(commandOf('move', branch, values, true)).toEqual({
    kind: 'move',
    dry_run: true,
    effective_on: '2026-11-22',
    reason: '调整',
    basis: '',
    organisation_id: '7',
    parent_id: '9',
  })
})

it('creates beneath the organisation one looks at', () => {
  const values = { ...startValues('create', branch, '2026-11-22'), name: '新支部', phone: '', unit: '' }
  expect(commandOf('create', branch, values, false)).toMatchObject({
    parent_id: '7',
    to_kind: 'branch',
    name: '新支部',
  })
  expect(commandOf('create', branch, values, false).organisation_id).toBeUndefined()
})

it('puts the chosen people into the new part and drops empty choices of a merge', () => {
  const parts = [
    { ...emptyPart(), name: '二支部', people: ['1', '2'] },
    { ...emptyPart(), name: ' 三支部 ', people: ['3'] },
  ]
  const split = { ...startValues('split', branch, '2026-11-22'), parts }
  expect(commandOf('split', branch, split, false).parts).toMatchObject([
    { name: '二支部', people: ['1', '2'], code: undefined },
    { name: '三支部', people: ['3'] },
  ])
  const merge = { ...startValues('merge', branch, '2026-11-22'), sources: ['3', undefined] }
  expect(commandOf('merge', branch, merge, false).source_ids).toEqual(['3'])
})

it('begins a rename with the present names and a creation with none', () => {
  expect(startValues('rename', branch, '2026-11-22')).toMatchObject({ name: '全称', short_name: '简称' })
  expect(startValues('create', branch, '2026-11-22').name).toBe('')
})
