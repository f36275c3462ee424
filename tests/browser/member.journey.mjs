// A member on the phone: home, own file, a correction that takes effect at once, branch, large print, keyboard.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { readXlsx } from './sheets.mjs'

const phone = { width: 390, height: 844 }

/** The page once its content stands. */
async function settled(page) {
  await page.waitForSelector('h1')
  await page.waitForFunction(() => !document.querySelector('.ui-skeleton'))
}

export default [
  {
    name: 'home shows at most five things, each with its button, and no ranking',
    viewport: phone,
    async run({ as, open, page, accessible, noSidewaysScroll, picture }) {
      await as('member')
      await open('/m/')
      await settled(page)
      assert.match(await page.textContent('h1'), /您好/)
      const duties = page.locator('.duties li')
      assert.ok((await duties.count()) <= 5)
      for (const duty of await duties.all()) assert.equal(await duty.locator('.ui-button').count(), 1)
      assert.match(await page.textContent('body'), /演示数据.*仅本机可打开/)
      await accessible('member home')
      await noSidewaysScroll()
      await picture('m-home')
    },
  },
  {
    name: 'the own file says where each field came from; a low-risk field is corrected at once',
    viewport: phone,
    async run({ as, open, page, accessible }) {
      await as('member')
      await open('/m/me/file?set=contact')
      await settled(page)
      await accessible('own file')
      const correct = page.getByRole('link', { name: '更正电子邮箱' })
      await correct.click()
      await settled(page)
      const address = `new${Date.now()}@example.org`
      await page.locator('[name=value]').fill(address)
      await page.getByRole('button', { name: '核对更正' }).click()
      assert.match(await page.locator('.before-after .after').textContent(), new RegExp(address))
      await accessible('correction to check')
      await page.getByRole('button', { name: '提交更正' }).click()
      await page.getByRole('link', { name: '更正电子邮箱' }).waitFor()
      await page.getByText(address).waitFor()
      await page.getByRole('tab', { name: '更正记录' }).click()
      await page.getByText('已生效').first().waitFor()
    },
  },
  {
    name: 'the own resident ID is masked at first sight and shown by a press; the form for a correction starts empty',
    viewport: phone,
    async run({ as, open, page, accessible }) {
      await as('member')
      await open('/m/me/file')
      await settled(page)
      const field = page.locator('.my-field', { has: page.getByText('公民身份号码', { exact: true }) })
      assert.match(await field.locator('.value').textContent(), /^\s*\d{6}\*{8}\w{4}/)
      assert.doesNotMatch(await page.textContent('main'), /\d{17}/)
      await field.getByRole('button', { name: '查看完整公民身份号码' }).click()
      await page.waitForFunction(() => /\d{17}[\dX]/.test(document.querySelector('main').textContent))
      await accessible('own number shown')
      await field.getByRole('button', { name: '隐藏' }).click()
      assert.doesNotMatch(await page.textContent('main'), /\d{17}/)
      await field.getByRole('link', { name: '更正公民身份号码' }).click()
      await settled(page)
      assert.equal(await page.locator('[name=value]').inputValue(), '')
    },
  },
  {
    name: 'a copy of everything kept about oneself is told what it holds, downloaded, and opened to print',
    viewport: phone,
    async run({ as, open, page, context, accessible, noSidewaysScroll }) {
      await as('member')
      await open('/m/me')
      await settled(page)
      await page.getByRole('link', { name: /下载本人信息/ }).click()
      await page.getByText('敏感信息被查看的记录').waitFor()
      await accessible('own data')
      await noSidewaysScroll()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: '下载 Excel 表格' }).click(),
      ])
      assert.match(download.suggestedFilename(), /本人信息副本.*\.xlsx$/)
      const rows = readXlsx(readFileSync(await download.path()))
      assert.deepEqual(rows[0], ['类别', '项目', '内容', '来源', '时间'])
      assert.ok(rows.some(([, item, value]) => item === '公民身份号码' && /^\d{17}[\dX]$/.test(value)), 'one’s own copy is whole')
      assert.ok(rows.some(([group]) => group === '登录'))
      const [paper] = await Promise.all([
        context.waitForEvent('page'),
        page.getByRole('link', { name: '打开打印页' }).click(),
      ])
      await paper.waitForLoadState()
      assert.match(await paper.textContent('h1'), /本人信息副本/)
    },
  },
  {
    name: 'the own branch names its leaders and members, and no contacts of colleagues',
    viewport: phone,
    async run({ as, open, page, accessible, noSidewaysScroll }) {
      await as('member')
      await open('/m/branch')
      await settled(page)
      assert.match(await page.textContent('h1'), /支部/)
      assert.doesNotMatch(await page.textContent('main'), /\b1[3-9]\d{9}\b/)
      await accessible('own branch')
      await noSidewaysScroll()
    },
  },
  {
    name: 'who has applied learns whom to ask: the secretary and the branch, and nobody else',
    viewport: phone,
    async run({ as, open, page, accessible, noSidewaysScroll, picture }) {
      await as('applicant')
      const failed = []
      page.on('response', (answer) => answer.status() >= 400 && failed.push(`${answer.status()} ${answer.url()}`))
      await open('/m/branch')
      await settled(page)
      await page.getByText('书记', { exact: true }).waitFor()
      assert.ok(await page.locator('a[href^="tel:"]').count(), 'the telephone of the branch')
      assert.equal(await page.getByRole('heading', { name: '支部党员' }).count(), 0)
      assert.deepEqual(failed, [])
      await accessible('branch of an applicant')
      await noSidewaysScroll()
      await picture('m-branch-applicant')
    },
  },
  {
    name: 'what stands behind the first five is counted, and all of it is one press away',
    viewport: phone,
    async run({ as, open, page, accessible, noSidewaysScroll, picture }) {
      await as('branch_secretary')
      for (const surface of ['/console/', '/m/']) {
        await open(surface)
        await settled(page)
        const { duties, more } = await page.evaluate(async () => (await fetch('/v1/home')).json())
        assert.equal(duties.length, 5)
        assert.ok(more > 0, 'the demo gives a secretary more than five')
        assert.equal(await page.locator('.duties li').count(), 5)
        await page.getByRole('link', { name: `全部 ${5 + more} 件` }).click()
        await page.getByRole('heading', { level: 1, name: '全部待办' }).waitFor()
        await settled(page)
        assert.equal(await page.locator('.duties li').count(), 5 + more)
        assert.equal(await page.locator('.duties .ui-button.primary').count(), 1)
        await accessible(`all duties at ${surface}`)
        await noSidewaysScroll()
        await picture(`duties-${surface === '/m/' ? 'm' : 'console'}`)
      }
    },
  },
  {
    name: 'large print is switched on from the first screen and stays with the account',
    viewport: phone,
    async run({ as, open, page, accessible, noSidewaysScroll }) {
      await as('member')
      await open('/m/')
      await settled(page)
      const kept = page.waitForResponse((answer) => answer.url().endsWith('/v1/account/preferences') && answer.ok())
      await page.getByRole('button', { name: '切换为大字版' }).click()
      await kept
      const size = await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('.member-tabs a span')).fontSize))
      assert.ok(size >= 18, `the smallest text is ${size} px`)
      await page.evaluate(() => localStorage.clear())
      await page.reload()
      await settled(page)
      assert.equal(await page.getAttribute('html', 'data-size'), 'large')
      await accessible('home in large print')
      await noSidewaysScroll()
      await page.getByRole('button', { name: '切换为标准版' }).click()
      await page.waitForSelector('html[data-size=standard]')
    },
  },
  {
    name: 'every page of the member app is reached by keyboard, with the skip link first',
    viewport: phone,
    async run({ as, open, page }) {
      await as('member')
      await open('/m/')
      await settled(page)
      await page.keyboard.press('Tab')
      assert.equal(await page.evaluate(() => document.activeElement.className), 'skip-link')
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab')
        if (await page.evaluate(() => document.activeElement.closest('.member-tabs')?.contains(document.activeElement))) break
      }
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/m\/meetings$/)
    },
  },
  {
    name: 'a stranger is asked to sign in, and a wrong password says so beside the form',
    viewport: phone,
    async run({ open, page, accessible }) {
      await open('/m/me/file')
      await page.waitForURL(/\/m\/sign-in/)
      await page.getByText('演示数据').waitFor()
      await accessible('sign-in')
      await page.locator('[name=login]').fill('nobody')
      await page.locator('[name=password]').fill('not the password')
      await page.getByRole('button', { name: '登录', exact: true }).click()
      await page.getByRole('alert').waitFor()
      assert.match(await page.getByRole('alert').textContent(), /账号或密码不正确/)
      assert.equal(await page.locator('[name=login]').inputValue(), 'nobody')
    },
  },
]
