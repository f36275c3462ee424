// Passwords of one's own, as a member on the phone and as an administrator at the desk; a role that goes to a successor.
import assert from 'node:assert/strict'
import { agree, newcomer, pageOf, password, settled, signIn } from './newcomers.mjs'

const better = 'six slow herons over the wide marsh'

/** Fills the form of the own password. */
async function change(page, current, replacement, again = replacement) {
  for (const [field, value] of Object.entries({ current, replacement, again }))
    await page.locator(`[name=${field}]`).fill(value)
  await page.getByRole('button', { name: '修改密码' }).click()
}

export default [
  ...[
    { who: 'a member on the phone', path: '/m/me/password', invited: { viewport: { width: 390, height: 844 } } },
    { who: 'a system administrator', path: '/console/account?tab=password', invited: { role: '系统管理员' } },
  ].map(({ who, path, invited }, index) => ({
    name: `${who} changes the own password: refusals stand beside their fields, other devices are out`,
    async run(tools) {
      const { site } = tools
      const { page, login } = await newcomer(tools, { name: `韦自新${'甲乙'[index]}`, ...invited })
      const elsewhere = await pageOf(tools, undefined)
      await signIn(elsewhere, site, login)
      await page.goto(site.url + path)
      await settled(page)
      await change(page, password, 'too short')
      await page.locator('[data-field=replacement]').getByText('至少 12 个字符').last().waitFor()
      await change(page, password, better, `${better}!`)
      await page.locator('[data-field=again]').getByText('两次输入的新密码不一致').waitFor()
      await change(page, 'not what it is, my friend', better)
      await page.locator('[data-field=current] .error').waitFor()
      assert.equal(await page.locator('[name=replacement]').inputValue(), better)
      await change(page, password, better)
      await page.getByText('密码已修改，其他设备已退出').waitFor()
      // This device goes on; the other one is asked to sign in.
      await page.reload()
      await settled(page)
      assert.equal(await page.locator('[name=current]').count(), 1)
      await elsewhere.reload()
      await elsewhere.waitForURL(/sign-in/)
      await elsewhere.locator('[name=login]').fill(login)
      await elsewhere.locator('[name=password]').fill(password)
      await elsewhere.getByRole('button', { name: '登录', exact: true }).click()
      await elsewhere.getByText(/账号或密码不正确/).waitFor()
      await signIn(elsewhere, site, login, better)
      await elsewhere.context().close()
      await page.context().close()
    },
  })),
  {
    name: 'a secretary hands over: agreed to by another administrator, the successor begins, the former one is out',
    async run(tools) {
      const { as, open, page, accessible, site } = tools
      const former = await newcomer(tools, { name: '纪前任', role: '支部书记', organisation: '儿科党支部' })
      const next = await newcomer(tools, { name: '纪接任', viewport: { width: 390, height: 844 } })
      assert.match(former.page.url(), /\/console\/$/)
      assert.match(next.page.url(), /\/m\/$/)
      await as('security_admin')
      await open('/console/role-grants?role=branch_secretary')
      await settled(page)
      await page.getByRole('button', { name: '移交 纪前任 支部书记' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('combobox').fill('纪接任')
      await page.getByRole('option', { name: /纪接任/ }).click()
      await accessible('hand-over')
      await dialog.getByRole('button', { name: '移交' }).click()
      // Nothing has changed yet: a second person agrees first.
      await page.getByText('已提出移交，等待第二人复核').waitFor()
      await former.page.reload()
      await settled(former.page)
      assert.match(former.page.url(), /\/console\/$/)
      await agree(tools, '纪接任')
      await former.page.reload()
      await former.page.waitForURL(/sign-in/)
      await signIn(next.page, site, next.login)
      assert.match(next.page.url(), /\/console\/$/)
      await next.page.goto(`${site.url}/console/people`)
      await next.page.locator('.ui-table tbody tr').first().waitFor()
      for (const row of await next.page.locator('.ui-table tbody tr').allTextContents()) assert.match(row, /儿科党支部/)
      await signIn(former.page, site, former.login)
      await former.page.goto(`${site.url}/console/people`)
      await settled(former.page)
      assert.equal(await former.page.locator('.ui-table tbody tr').count(), 0)
      await former.page.context().close()
      await next.page.context().close()
    },
  },
]
