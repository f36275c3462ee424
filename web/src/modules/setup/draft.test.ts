import { expect, it } from 'vitest'
import { administratorProblems, command, emptyAnswers, stepOf } from './draft'

const three = (change: Partial<{ login: string; password: string }>[]) =>
  emptyAnswers().administrators.map((one, index) => ({
    ...one,
    login: `a${index}`,
    password: 'x'.repeat(12),
    ...change[index],
  }))

it('finds short passwords by their characters, not their bytes', () => {
  expect(administratorProblems(three([{}, { password: '一二三四五六七八九十一' }, {}]), 12)).toEqual({
    'administrators/1/password': '至少 12 个字符',
  })
  expect(administratorProblems(three([{}, { password: '一二三四五六七八九十一二' }, {}]), 12)).toEqual({})
})

it('refuses one sign-in name for two administrators', () => {
  expect(administratorProblems(three([{}, {}, { login: ' a0 ' }]), 12)).toEqual({
    'administrators/2/login': '三个账号不能相同',
  })
})

it('knows the step of each field', () => {
  expect(['institution', 'organisation/name', 'administrators/1/login'].map(stepOf)).toEqual([0, 1, 2])
})

it('leaves an empty password out: that administrator gets a link', () => {
  expect(command('token', emptyAnswers()).administrators![0]).toMatchObject({
    role: 'system_admin',
    password: undefined,
  })
})

it('trims what is sent', () => {
  const answers = emptyAnswers()
  answers.institution = ' 某医院 '
  expect(command('token', answers)).toMatchObject({ token: 'token', institution: '某医院', kind: 'hospital' })
})
