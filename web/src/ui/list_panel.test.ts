import { mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { ref } from 'vue'
import UiListPanel from './UiListPanel.vue'

function panel(items: string[] | undefined, error?: unknown) {
  const refetch = vi.fn()
  const next = vi.fn()
  const apply = vi.fn()
  const data = ref(items && { items, next: 'c2' })
  const wrapper = mount(UiListPanel, {
    props: {
      query: { data, error: ref(error), isPending: ref(!items && !error), isFetching: ref(true), refetch },
      pages: { page: ref(1), next, previous: vi.fn(), apply },
      emptyTitle: '没有内容',
    },
    slots: {
      filters: '<button type="submit">查找</button>',
      above: '<p class="chips">分类</p>',
      default: `<template #default="{ items, busy }"><ul :data-busy="busy"><li v-for="one in items" :key="one">{{ one }}</li></ul></template>`,
    },
  })
  return { wrapper, refetch, next, apply, data }
}

it('shows the rows with what stands above them, and goes on by the cursor the server gave', async () => {
  const { wrapper, next, apply } = panel(['甲', '乙'])
  expect(wrapper.findAll('li').map((one) => one.text())).toEqual(['甲', '乙'])
  expect(wrapper.find('ul').attributes('data-busy')).toBe('true')
  expect(wrapper.find('.chips').exists()).toBe(true)
  await wrapper.findAll('.ui-pager button')[1]!.trigger('click')
  expect(next).toHaveBeenCalledWith('c2')
  await wrapper.find('form').trigger('submit')
  expect(apply).toHaveBeenCalled()
})

it('keeps the filters when nothing was found, and when it went wrong', async () => {
  const { wrapper, data } = panel([])
  expect(wrapper.text()).toContain('没有内容')
  expect(wrapper.find('form').exists()).toBe(true)
  data.value = { items: ['丙'], next: 'c2' }
  await wrapper.vm.$nextTick()
  expect(wrapper.findAll('li')).toHaveLength(1)
  const failed = panel(undefined, new Error('x'))
  await failed.wrapper.find('[role=alert] button').trigger('click')
  expect(failed.refetch).toHaveBeenCalled()
  expect(failed.wrapper.find('form').exists()).toBe(true)
})
