import { expect, it } from 'vitest'
import { changedValues, initialValues } from './field_values'
import type { Field } from './office'

const field = (name: string, more: Partial<Field> = {}): Field =>
  ({
    name,
    title: name,
    kind: 'text',
    masked: false,
    revealable: false,
    editable: true,
    correction: 'none',
    options: [],
    ...more,
  }) as Field

it('never fills a masked value into an input, and leaves it alone when nothing is typed', () => {
  const fields = [field('name', { value: '吴仲颖' }), field('mobile', { masked: true, shown: '154****0000' })]
  const values = initialValues(fields)
  expect(values).toEqual({ name: '吴仲颖', mobile: '' })
  expect(changedValues(fields, values)).toEqual([])
  expect(changedValues(fields, { ...values, mobile: '15400000000' })).toEqual([
    { name: 'mobile', value: '15400000000' },
  ])
})

it('sends a cleared field without a value, and blanks at the ends are no change', () => {
  const fields = [field('department', { value: '骨科' })]
  expect(changedValues(fields, { department: '' })).toEqual([{ name: 'department', value: undefined }])
  expect(changedValues(fields, { department: ' 骨科 ' })).toEqual([])
})
