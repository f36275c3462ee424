import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Parameter, Regulation } from './api'
import { figure, found, history } from './figures'
import { t } from './locales'

const parameter = (own: Partial<Parameter>): Parameter => ({
  name: 'term.branch_years',
  meaning: '党支部委员会任期',
  unit: 'years',
  used: ['换届提醒'],
  setting: true,
  choices: [],
  overridden: false,
  value: '3',
  values: [{ value: '3', from: '2018-07-01', article: '第二条', mark: 'verified' }],
  settings: [],
  ...own,
})
const regulation = (name: string, parameters: Parameter[]): Regulation => ({
  name,
  title: `《${name}》`,
  edition: '2018-07-01',
  source: '',
  parameters,
})

it('writes values as people read them', () => {
  expect(figure('3', 'years')).toBe('3 年')
  expect(figure('6,3,1,0', 'months')).toBe('6、3、1、0 个月')
  expect(figure('80', 'percent')).toBe('80%')
  expect(figure('1,3', 'fraction')).toBe('三分之一')
  expect(figure('1,100', 'fraction')).toBe('1/100')
  expect(figure('10', 'month_of_year')).toBe('10 月')
  expect(figure('2', 'nth_month')).toBe('第 2 个月')
  expect(figure('32', 'class_hours')).toBe('32 学时')
  expect(figure('present', 'choice')).toBe('以实到会人数为基数')
  expect(figure('5', 'furlongs')).toBe('5 furlongs')
})

it('finds by meaning, article and use, all words together', () => {
  const all = [
    regulation('任期', [parameter({})]),
    regulation('选举', [parameter({ setting: false, used: ['选举大会'] })]),
  ]
  expect(found(all, '换届 第二条', false).map((one) => one.name)).toEqual(['任期'])
  expect(found(all, '', true).map((one) => one.name)).toEqual(['任期'])
  expect(found(all, '', false)).toHaveLength(2)
  expect(found(all, '没有这样的', false)).toEqual([])
})

it('tells what held when, newest first, the own settings among it', () => {
  const steps = history(
    parameter({
      values: [
        { value: '4', from: '2010-01-01', to: '2018-07-01', article: '旧', mark: 'known' },
        { value: '3', from: '2018-07-01', article: '新', mark: 'verified' },
      ],
      settings: [
        { value: '5', effective_on: '2026-01-01', reason: '会议纪要', set_at: '2025-12-01T00:00:00Z', set_by: '党办' },
      ],
    }),
    () => '昨天',
  )
  expect(steps.map((one) => one.title)).toEqual(['本单位设定为 5 年', '3 年', '4 年'])
  expect(steps[0]).toMatchObject({ strong: true, source: '党办，昨天', detail: '会议纪要' })
  expect(steps[2]?.when).toBe('2010-01-01 至 2018-07-01 前')
})

it('has a Chinese word for every unit and choice of the regulations', () => {
  const root = '../regulations/'
  const files = readdirSync(root).map((name) => readFileSync(`${root}${name}/parameters.yaml`, 'utf8'))
  const all = (pattern: RegExp) => files.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))
  const units = new Set(all(/^ {4}unit: (\S+)$/gm))
  const choices = new Set(all(/^ {4}choices: \[(.*)\]$/gm).flatMap((list) => list.split(/, */)))
  expect(units.size).toBeGreaterThan(9)
  expect(choices.size).toBeGreaterThan(9)
  expect([...units].filter((unit) => t.units[unit] === undefined)).toEqual([])
  expect([...choices].filter((choice) => t.choices[choice] === undefined)).toEqual([])
})
