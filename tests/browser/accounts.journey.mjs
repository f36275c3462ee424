// The separated administrators: invitation by link, accepted on a phone; a grant that waits for a second person; the trail.
import assert from 'node:assert/strict'

async function settled(page) {
  await page.waitForSelector('h1')
  await page.waitForFunction(() => !document.querySelector('.ui-skeleton'))
}

export default [
  {
    name: 'the security administrator sees who can do what, and neither people nor the trail',
    async run({ as, open, page, accessible, noSidewaysScroll }) {
      await as('security_admin')
      for (const path of ['/console/accounts', '/console/role-grants', '/console/invitations', '/console/permissions']) {
        await open(path)
        await settled(page)
        // Nobody has been invited yet: that list says what to do next instead.
        assert.ok(await page.locator(path.endsWith('invitations') ? '.ui-state' : '.ui-table tbody tr').count(), path)
        await accessible(path)
        await noSidewaysScroll()
      }
      await open('/console/audit')
      await settled(page)
      assert.equal(await page.textContent('h1'), '没有权限')
    },
  },
  {
    name: 'an invitation made as a link is accepted by the invited person, who then signs in',
    async run({ as, open, page, context, site, accessible }) {
      await as('security_admin')
      await open('/console/invitations?make=1')
      await page.getByRole('dialog').getByLabel('姓名').fill('温如玉')
      await page.getByRole('button', { name: '生成邀请' }).click()
      const link = await page.locator('.ui-copy output').textContent()
      assert.match(link, /\/m\/invitation#/)
      await page.getByRole('img', { name: '邀请二维码' }).waitFor()
      await accessible('invitation made')

      const other = await context.browser().newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
      const guest = await other.newPage()
      await guest.goto(site.url + new URL(link).pathname + new URL(link).hash)
      await settled(guest)
      const login = `wen${Date.now()}`
      await guest.locator('[name=login]').fill(login)
      await guest.locator('[name=password]').fill('three quiet lanterns by the river')
      await guest.locator('[name=again]').fill('another one altogether, my friend')
      await guest.getByRole('button', { name: '开通账号' }).click()
      await guest.getByRole('alert').waitFor()
      await guest.locator('[name=again]').fill('three quiet lanterns by the river')
      await guest.getByRole('button', { name: '开通账号' }).click()
      await guest.waitForURL(/\/m\/sign-in/)
      await guest.locator('[name=login]').fill(login)
      await guest.locator('[name=password]').fill('three quiet lanterns by the river')
      await guest.getByRole('button', { name: '登录', exact: true }).click()
      await guest.waitForURL(/\/m\/$/)
      assert.match(await guest.textContent('h1'), /温如玉/)
      await other.close()
    },
  },
  {
    name: 'search opens by Ctrl+K, and Escape gives the focus back',
    async run({ as, open, page, accessible }) {
      await as('party_office')
      await open('/console/')
      await settled(page)
      await page.locator('.console-top .search').focus()
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').waitFor()
      await page.keyboard.type('wang')
      await page.locator('#palette-hits [role=option]').first().waitFor()
      await accessible('search')
      await page.keyboard.press('Escape')
      assert.ok(await page.evaluate(() => document.activeElement.classList.contains('search')))
    },
  },
  {
    name: 'the audit administrator filters, opens an entry, and verifies the trail',
    async run({ as, open, page, accessible, noSidewaysScroll }) {
      await as('audit_admin')
      await open('/console/audit')
      await settled(page)
      await accessible('audit trail')
      await noSidewaysScroll()
      await page.locator('.ui-table tbody .ui-button').first().click()
      await page.getByRole('dialog').getByText('摘要值').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: '核验完整性' }).first().click()
      await page.getByText('完整，未被改动').waitFor()
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出全部' }).click()])
      assert.match(download.suggestedFilename(), /\.jsonl$/)
    },
  },
  {
    name: 'set-up is over in an installation that runs',
    async run({ open, page, accessible }) {
      await open('/console/setup#nothing')
      await settled(page)
      await page.getByText('系统已设置完成').waitFor()
      await accessible('set-up')
    },
  },
]
