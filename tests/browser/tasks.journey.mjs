// Tasks after meetings: changed where they stand, and found by branch.
import assert from 'node:assert/strict'
import { settled } from './newcomers.mjs'

const api = (page, path) => page.evaluate((to) => fetch(to).then((answer) => answer.json()), path)

export default [
  {
    name: 'the secretary changes an open task on the phone; the office finds it by its branch',
    viewport: { width: 390, height: 844 },
    async run({ as, open, page, accessible, noSidewaysScroll, picture }) {
      await as('branch_secretary')
      await open('/console/meeting-tasks?state=open')
      await settled(page)
      const { items } = await api(page, '/v1/meeting-tasks?state=open')
      const task = items[0]
      assert.ok(task, 'the demo has an open task')
      await page
        .getByRole('button', { name: `改：${task.body}` })
        .first()
        .click()
      const form = page.locator('.task-change')
      await form.locator('[name=body]').fill('更新急救车药品目录')
      await form.locator('[name=due_on]').fill('2031-01-15')
      await accessible('a task being changed')
      await noSidewaysScroll()
      await picture('c-task-change')
      await form.getByRole('button', { name: '保存' }).click()
      await page.getByText('更新急救车药品目录').waitFor()
      const changed = (await api(page, '/v1/meeting-tasks?state=open&limit=200')).items.find(
        (one) => one.id === task.id,
      )
      assert.deepEqual(
        [changed.body, changed.due_on, changed.owner.id],
        ['更新急救车药品目录', '2031-01-15', task.owner.id],
      )
      await as('party_office')
      await page.setViewportSize({ width: 1440, height: 900 })
      await open(`/console/meeting-tasks?branch=${task.organisation}`)
      await settled(page)
      await page.getByText('更新急救车药品目录').waitFor()
      await accessible('the tasks of a branch')
      await picture('c-tasks-branch')
      const others = (await api(page, '/v1/organisations?limit=200')).items.map((one) => one.id)
      const elsewhere = others.find((id) => id !== task.organisation)
      await open(`/console/meeting-tasks?branch=${elsewhere}`)
      await settled(page)
      assert.equal(await page.getByText('更新急救车药品目录').count(), 0)
    },
  },
]
