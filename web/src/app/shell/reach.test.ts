import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import { useSession } from '../session'
import { searchWords } from './reach'

beforeEach(() => setActivePinia(createPinia()))

it.each([
  [['people.read', 'organisations.read'], '搜索人员、组织（支持拼音）'],
  [['people.read', 'meetings.read'], '搜索人员、会议（支持拼音）'],
  [['organisations.read', 'accounts.read'], '搜索组织、账号（支持拼音）'],
  [['audit.read'], '查找页面'],
])('promises with %j what is found', (rights, words) => {
  useSession().me = { rights } as never
  expect(searchWords().value).toBe(words)
})
