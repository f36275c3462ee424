// An empty installation: the one-time link, the wizard, three administrators, and what each finds first.
import assert from 'node:assert/strict'

async function settled(page) {
  await page.waitForSelector('h1')
  await page.waitForFunction(() => !document.querySelector('.ui-skeleton'))
}

const secret = 'three quiet lanterns by the river'

export default [
  {
    name: 'the one-time link leads through the wizard; the security administrator signs in and is told what comes first',
    async run({ install, page, accessible, noSidewaysScroll, picture }) {
      const empty = await install()
      try {
        await page.goto(empty.links[0].url)
        await settled(page)
        await accessible('wizard, first step')
        await page.getByRole('button', { name: '下一步' }).click()
        await page.getByRole('alert').waitFor()
        await page.locator('[name=institution]').fill('云澜市示例医院')
        await page.getByRole('button', { name: '下一步' }).click()
        await page.locator('[name="organisation/name"]').fill('中共云澜市示例医院委员会')
        await accessible('wizard, second step')
        await page.getByRole('button', { name: '下一步' }).click()
        const people = [
          ['王系统', 'xitong', ''],
          ['李安全', 'anquan', secret],
          ['赵审计', 'anquan', ''],
        ]
        for (const [index, [name, login, password]] of people.entries()) {
          await page.locator(`[name="administrators/${index}/name"]`).fill(name)
          await page.locator(`[name="administrators/${index}/login"]`).fill(login)
          if (password) await page.locator(`[name="administrators/${index}/password"]`).fill(password)
        }
        await page.getByRole('button', { name: '完成设置' }).click()
        await page.getByRole('alert').getByText('三个账号不能相同').waitFor()
        // Nothing typed is lost by the refusal.
        assert.equal(await page.locator('[name="administrators/0/name"]').inputValue(), '王系统')
        await page.locator('[name="administrators/2/login"]').fill('shenji')
        await accessible('wizard, third step')
        await noSidewaysScroll()
        await picture('console-setup')
        await page.getByRole('button', { name: '完成设置' }).click()
        await page.getByText('我已抄写并保管好恢复码').waitFor()
        await accessible('set-up is done')
        // Two administrators set their passwords themselves, by a link or QR shown once.
        assert.equal(await page.getByRole('img', { name: /的链接/ }).count(), 2)
        await page.getByText('我已抄写并保管好恢复码').click()
        await page.getByRole('link', { name: '去登录' }).click()
        await page.locator('[name=login]').fill('anquan')
        await page.locator('[name=password]').fill(secret)
        await page.getByRole('button', { name: '登录', exact: true }).click()
        // In earnest an administrator has nothing to do before the second factor is set up.
        await page.getByText('您的职责要求开启两步验证').waitFor()
        await accessible('second factor is due')
        await page.goto(empty.links[0].url)
        await page.getByText('系统已设置完成').waitFor()
      } finally {
        await empty.stop()
      }
    },
  },
]
