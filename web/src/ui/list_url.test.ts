import { flushPromises, mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { defineComponent } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useListUrl } from './list_url'

async function listAt(path: string) {
  let list!: ReturnType<typeof useListUrl<'q' | 'state'>>
  const page = defineComponent({
    setup() {
      list = useListUrl(['q', 'state'] as const)
      return () => null
    },
  })
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/list', component: page }] })
  await router.push(path)
  mount({ template: '<RouterView />' }, { global: { plugins: [router] } })
  await flushPromises()
  return { list, router }
}

it('reads its state from the address', async () => {
  const { list } = await listAt('/list?q=wang&cursor=abc&page=3&sort=-name')
  expect(list.filters.value).toEqual({ q: 'wang', state: '' })
  expect([list.cursor.value, list.page.value, list.sort.value, list.active.value]).toEqual(['abc', 3, '-name', true])
})

it('starts at the first page when a filter changes, and keeps other parts of the address', async () => {
  const { list, router } = await listAt('/list?tab=x&cursor=abc&page=3')
  await list.set({ state: 'full' })
  expect(router.currentRoute.value.query).toEqual({ tab: 'x', state: 'full' })
})

it('pages forward and back to the first', async () => {
  const { list, router } = await listAt('/list?q=a')
  await list.next('k1')
  expect(router.currentRoute.value.query).toEqual({ q: 'a', cursor: 'k1', page: '2' })
  await list.previous()
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ q: 'a' })
})

it('clears its own filters only', async () => {
  const { list, router } = await listAt('/list?q=a&state=full&tab=x')
  await list.clear()
  expect(router.currentRoute.value.query).toEqual({ tab: 'x' })
})
