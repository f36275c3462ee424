import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { Problem } from '../api/problem'
import UiDialog from './UiDialog.vue'
import UiHost from './UiHost.vue'
import UiMasked from './UiMasked.vue'
import UiState from './UiState.vue'
import UiTable from './UiTable.vue'
import UiTree from './UiTree.vue'
import { ask, host, toast } from './host'
import { treeRows } from './tree'

describe('the states of a list', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('waits 300 ms before it shows a skeleton', async () => {
    const wrapper = mount(UiState, { props: { loading: true } })
    expect(wrapper.findAll('.row')).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(301)
    expect(wrapper.findAll('.row')).toHaveLength(4)
  })

  it.each([
    [new Problem(0, 'client.offline', ''), '网络不通', true],
    [new Problem(403, 'forbidden', ''), '没有查看权限', false],
    [new Problem(404, 'not_found', ''), '没有找到', false],
    [new Problem(500, 'fault', '', [], 'r-42'), '编号 r-42', true],
  ])('says what went wrong: %s', async (error, words, retry) => {
    const wrapper = mount(UiState, { props: { error } })
    expect(wrapper.text()).toContain(words)
    expect(wrapper.find('button').exists()).toBe(retry)
    if (retry) {
      await wrapper.find('button').trigger('click')
      expect(wrapper.emitted('retry')).toHaveLength(1)
    }
  })
})

describe('a table', () => {
  const rows = [
    { id: '1', name: '甲', note: 'x' },
    { id: '2', name: '乙', note: 'y' },
  ]
  const columns = [
    { key: 'name', title: '姓名', head: true, sort: 'name' },
    { key: 'note', title: '备注', off: true },
  ]

  it('selects rows, the page, and keeps what is chosen on other pages', async () => {
    const wrapper = mount(UiTable, {
      props: {
        rows,
        columns,
        caption: '名单',
        selectable: true,
        selected: ['9'],
        'onUpdate:selected': (to: string[]) => wrapper.setProps({ selected: to }),
      },
    })
    await wrapper.findAll('tbody input')[0]!.trigger('change')
    expect(wrapper.props('selected')).toEqual(['9', '1'])
    expect((wrapper.find('thead input').element as HTMLInputElement).indeterminate).toBe(true)
    await wrapper.find('thead input').trigger('change')
    expect(wrapper.props('selected')).toEqual(['9', '1', '2'])
    await wrapper.find('thead input').trigger('change')
    expect(wrapper.props('selected')).toEqual(['9'])
  })

  it('sorts by its header, up and then down, and says so', async () => {
    const wrapper = mount(UiTable, { props: { rows, columns, caption: '名单', sort: 'name' } })
    expect(wrapper.find('th').attributes('aria-sort')).toBe('ascending')
    await wrapper.find('th button').trigger('click')
    expect(wrapper.emitted('sort')).toEqual([['-name']])
  })

  it('shows the columns asked for', () => {
    expect(mount(UiTable, { props: { rows, columns, caption: '名单' } }).text()).not.toContain('备注')
    expect(mount(UiTable, { props: { rows, columns, caption: '名单', shown: ['note'] } }).text()).toContain('备注')
  })
})

describe('a tree', () => {
  const nodes = [
    { id: '1', title: '党委' },
    { id: '2', parent: '1', title: '内科总支' },
    { id: '3', parent: '2', title: '心内支部' },
    { id: '4', parent: '1', title: '外科总支' },
    { id: '5', parent: '99', title: '别处' },
  ]

  it('shows what is open, and a node without a known parent as a root', () => {
    expect(treeRows(nodes, new Set(['1'])).map((row) => [row.title, row.depth])).toEqual([
      ['党委', 0],
      ['内科总支', 1],
      ['外科总支', 1],
      ['别处', 0],
    ])
  })

  it('filters with the way down to each match', () => {
    expect(treeRows(nodes, new Set(), '心内').map((row) => row.title)).toEqual(['党委', '内科总支', '心内支部'])
  })

  it('is used by keys alone', async () => {
    const wrapper = mount(UiTree, { props: { nodes, label: '组织' }, attachTo: document.body })
    const tree = wrapper.find('[role=tree]')
    await tree.trigger('keydown', { key: 'ArrowDown' })
    await tree.trigger('keydown', { key: 'ArrowRight' })
    await tree.trigger('keydown', { key: 'ArrowRight' })
    await tree.trigger('keydown', { key: 'Enter' })
    expect(wrapper.emitted('update:modelValue')).toEqual([['3']])
    await tree.trigger('keydown', { key: 'ArrowLeft' })
    expect(document.activeElement?.textContent).toContain('内科总支')
  })
})

describe('a dialog', () => {
  it('takes the focus, closes by Escape and gives the focus back', async () => {
    const before = document.createElement('button')
    document.body.append(before)
    before.focus()
    const wrapper = mount(UiDialog, {
      props: { open: false, title: '标题' },
      slots: { default: '<input id="inside">' },
      attachTo: document.body,
    })
    await wrapper.setProps({ open: true })
    await flushPromises()
    const box = document.querySelector('[role=dialog]')!
    expect(box.contains(document.activeElement)).toBe(true)
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    expect(wrapper.emitted('close')).toHaveLength(1)
    await wrapper.setProps({ open: false })
    await flushPromises()
    expect(document.activeElement).toBe(before)
  })

  it('asks, and wants the word typed where it was demanded', async () => {
    mount(UiHost, { attachTo: document.body })
    const answer = ask({ title: '删除', confirm: '删除', typed: '某科' })
    await nextTick()
    const confirm = () => [...document.querySelectorAll<HTMLButtonElement>('[role=dialog] .foot button')].pop()!
    expect(confirm().disabled).toBe(true)
    const input = document.querySelector<HTMLInputElement>('.ui-typed input')!
    input.value = '某科'
    input.dispatchEvent(new Event('input'))
    await nextTick()
    expect(confirm().disabled).toBe(false)
    confirm().click()
    expect(await answer).toBe(true)
  })

  it('answers no when another question takes its place', async () => {
    const first = ask({ title: '一', confirm: '好' })
    const second = ask({ title: '二', confirm: '好' })
    expect(await first).toBe(false)
    host.question!.answer(true)
    expect(await second).toBe(true)
  })
})

it('offers to undo for eight seconds', async () => {
  vi.useFakeTimers()
  const undo = vi.fn()
  const wrapper = mount(UiHost)
  toast('已删除', { undo })
  await nextTick()
  await vi.advanceTimersByTimeAsync(7900)
  await wrapper.find('.toast button').trigger('click')
  expect(undo).toHaveBeenCalledOnce()
  expect(wrapper.findAll('.toast')).toHaveLength(0)
  vi.useRealTimers()
})

it('reveals a masked value for a purpose, and hides it again after 30 s', async () => {
  vi.useFakeTimers()
  const reveal = vi.fn(async () => '13800000021')
  mount(UiMasked, {
    props: { label: '手机', masked: '138****0021', purposes: [{ value: 'contact', title: '联系本人' }], reveal },
    attachTo: document.body,
  })
  document.querySelector<HTMLElement>('.ui-masked button')!.click()
  await nextTick()
  const radio = document.querySelector<HTMLInputElement>('[role=dialog] input[type=radio]')!
  radio.click()
  await nextTick()
  document
    .querySelector<HTMLFormElement>('[role=dialog] form')!
    .dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
  await vi.advanceTimersByTimeAsync(1)
  expect(reveal).toHaveBeenCalledWith('contact')
  expect(document.querySelector('.ui-masked')!.textContent).toContain('13800000021')
  await vi.advanceTimersByTimeAsync(30_001)
  expect(document.querySelector('.ui-masked')!.textContent).toContain('138****0021')
  vi.useRealTimers()
})
