// The system administrator: how the program runs; and the list of what waits for a second person.
import assert from 'node:assert/strict'
import { newcomer, pageOf, settled } from './newcomers.mjs'

export default [
  {
    name: 'the running state: version, backups, disks and jobs, and nothing about people',
    async run({ as, open, page, accessible, noSidewaysScroll }) {
      await as('system_admin')
      await open('/console/')
      await settled(page)
      await page.getByRole('link', { name: '运行状态' }).click()
      await settled(page)
      const facts = page.locator('.system-facts')
      await facts.getByText(/^\d+\.\d+\.\d+$/).waitFor()
      await facts.getByText('SQLite').waitFor()
      await facts.getByText('还没有备份').waitFor()
      await facts.getByText(/剩余 [\d.]+ GB，共 [\d.]+ GB/).first().waitFor()
      await page.getByRole('tab', { name: '已结束' }).click()
      await page.locator('[role=tabpanel] .ui-table tbody tr, [role=tabpanel] .ui-state').first().waitFor()
      await accessible('running state')
      await noSidewaysScroll()
      await page.setViewportSize({ width: 390, height: 844 })
      await noSidewaysScroll()
    },
  },
  {
    name: 'what waits for a second person stands in one list, with the word that finishes it',
    async run(tools) {
      const { as, open, page, accessible, noSidewaysScroll, site } = tools
      const { page: guest } = await newcomer(tools, { name: '祝候任' })
      const security = await pageOf(tools, 'security_admin')
      for (const role of ['支部书记', '党委办公室']) {
        await security.goto(`${site.url}/console/role-grants`)
        await security.getByRole('button', { name: '授予角色' }).click()
        const form = security.getByRole('dialog').first()
        await form.getByRole('combobox', { name: /账号/ }).fill('祝候任')
        await security.getByRole('option', { name: /祝候任/ }).click()
        await form.locator('[name=role]').selectOption({ label: role })
        await form.locator('[name=organisation]').click()
        const tree = security.getByRole('dialog').last()
        await tree.getByRole('searchbox').fill('妇产科')
        await tree.getByRole('treeitem', { name: /妇产科/ }).click()
        await form.locator('[name=reason]').fill('岗位调整')
        await form.getByRole('button', { name: '授予', exact: true }).click()
        await form.waitFor({ state: 'detached' })
      }
      await security.context().close()

      await as('system_admin')
      await open('/console/')
      await settled(page)
      await page.locator('.duties').getByRole('link', { name: /去复核/ }).click()
      await settled(page)
      await page.getByText('岗位调整').first().waitFor()
      await accessible('what waits')
      await noSidewaysScroll()
      await page.getByRole('button', { name: '不同意 祝候任：党委办公室' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '不同意', exact: true }).click()
      await page.getByRole('button', { name: '不同意 祝候任：党委办公室' }).waitFor({ state: 'detached' })
      await page.getByRole('button', { name: '同意 祝候任：支部书记', exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click()
      await page.getByText('已同意').waitFor()
      await page.getByRole('button', { name: '同意 祝候任：支部书记', exact: true }).waitFor({ state: 'detached' })
      // What the demo itself has waiting is still there.
      await page.locator('.confirmations li').first().waitFor()
      await guest.context().close()
    },
  },
]
