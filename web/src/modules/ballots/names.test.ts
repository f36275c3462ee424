import { expect, it } from 'vitest'
import { namesOf, togetherIn } from './names'

it('names written in are told apart by lines and by the marks between them', () => {
  expect(namesOf('张三，李四\n王五、赵六, 白七 ；安八/袁九\n\n ')).toEqual([
    '张三',
    '李四',
    '王五',
    '赵六',
    '白七',
    '安八',
    '袁九',
  ])
  expect(namesOf('欧阳 一\n买买提·吐尔逊')).toEqual(['欧阳 一', '买买提·吐尔逊'])
})

it('two names with a blank between them are pointed out; a short name set apart is one person', () => {
  expect(togetherIn(namesOf('张三丰 李四光\n张 三\n买买提·吐尔逊\nAnna Schmidt'))).toEqual(['张三丰 李四光'])
})
