// A ward's grid comes in, what is not known is said, it holds, times to meet come out of it, and it is taken back.
import assert from 'node:assert/strict'
import { csv } from './sheets.mjs'

/** A month no demo grid is about. */
const later = new Date(Date.now() + 120 * 86_400_000)
const month = `${later.getFullYear()}年${later.getMonth() + 1}月`
const grid = (rows) => csv('排班.csv', [[`心血管内科 ${month}排班表（合成）`], ['工号', '姓名', '1', '2', '3', '4'], ...rows])

const looks = [
  { look: 'light', viewport: { width: 1440, height: 900 } },
  { look: 'dark', dark: true, viewport: { width: 1440, height: 900 } },
  { look: 'phone', viewport: { width: 390, height: 844 } },
  { look: 'phone in large print', large: true, viewport: { width: 390, height: 844 } },
]

async function bring(page, open, file) {
  await open('/console/rosters')
  await page.getByRole('button', { name: '导入排班表' }).click()
  const dialog = page.getByRole('dialog', { name: '导入排班表' })
  await dialog.locator('input[type=file]').setInputFiles(file)
  await dialog.getByRole('button', { name: '上传并检查' }).click()
  return dialog
}

export default [
  {
    name: 'a grid with unknown cells: refused with its faults, mended, let hold, shown without codes, taken back',
    async run({ page, as, open }) {
      await as('branch_secretary')
      const dialog = await bring(page, open, grid([['E01001', '林明旭', '白', '值', '下值', '休'], ['E01001', '林明旭', '白', '白', '白', '白']]))
      await dialog.getByText('第4行：工号E01001与第3行重复').first().waitFor()
      await bring(page, open, grid([['E01001', '林明旭', '白', '值', '', '休'], ['E01002', '韦家薇', '门诊', '产假', '门诊', '早']]))
      await page.waitForURL(/\/rosters\/\d+/)
      await page.getByText('还有 2 格不认识').waitFor()
      const commit = page.getByRole('button', { name: '启用', exact: true })
      assert.equal(await commit.isDisabled(), true)
      await page.getByRole('button', { name: '说明 韦家薇 1日' }).click()
      const mend = page.getByRole('dialog', { name: '韦家薇 1日' })
      await mend.getByLabel('是什么班次').fill('无此码')
      await mend.getByRole('button', { name: '保存' }).click()
      await mend.getByText('代码表里没有“无此码”').first().waitFor()
      await mend.getByLabel('是什么班次').fill('白')
      await mend.getByRole('button', { name: '保存' }).click()
      await page.getByText('还有 2 格不认识').waitFor({ state: 'detached' })
      await commit.click()
      await page.getByRole('dialog').getByRole('button', { name: '启用', exact: true }).click()
      await page.locator('.subtitle', { hasText: '正在使用' }).waitFor()
      const table = page.getByRole('table')
      assert.equal(await table.getByText('产假').count(), 0)
      assert.deepEqual(
        await table.locator('tbody tr').nth(1).locator('td').evaluateAll((all) => all.slice(0, 4).map((one) => one.textContent.trim())),
        ['占', '占', '占', '占'],
      )
      await page.getByRole('button', { name: '撤回' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
      await page.locator('.subtitle', { hasText: '已撤回' }).waitFor()
    },
  },
  {
    name: 'codes of a ward: a contradiction is told at its field, a change holds for the ward',
    async run({ page, as, open }) {
      await as('branch_secretary')
      await open('/console/shift-codes?ward=' + encodeURIComponent('心血管内科'))
      await page.getByRole('button', { name: '修改“早”' }).click()
      const dialog = page.getByRole('dialog', { name: '修改“早”' })
      await dialog.getByLabel('结束', { exact: true }).fill('07:00')
      await dialog.getByRole('button', { name: '保存' }).click()
      await dialog.getByText('结束早于开始').first().waitFor()
      await dialog.getByLabel('结束', { exact: true }).fill('15:30')
      await dialog.getByRole('button', { name: '保存' }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.getByRole('cell', { name: '08:00–15:30' }).waitFor()
    },
  },
  {
    name: 'three times to meet, with who can come and why not; two sittings for study',
    async run({ page, as, open }) {
      await as('branch_secretary')
      await open('/console/slots')
      await page.getByLabel('有表决的大会（一场）').check()
      await page.getByRole('button', { name: '查找时间' }).click()
      await page.locator('.slot-proposal').nth(2).waitFor()
      assert.match(await page.locator('.slot-proposal p').first().innerText(), /应到\d+人中\d+人能到/)
      await page.getByLabel('学习、党课、主题党日').check()
      await page.getByRole('group', { name: '最多分几场' }).getByLabel('2').check()
      await page.getByRole('button', { name: '查找时间' }).click()
      await page.getByText(/^分2场：/).first().waitFor()
      await page.locator('.slot-proposal summary').first().click()
      await page.locator('.slot-proposal').first().getByText('能到', { exact: true }).first().waitFor()
    },
  },
  {
    name: 'on the phone each sees the own shifts, and says whether the rest after a night is given to meetings',
    viewport: { width: 390, height: 844 },
    async run({ page, as, open, accessible, noSidewaysScroll, picture }) {
      await as('member')
      await open('/m/me')
      await page.getByRole('link', { name: /我的班次/ }).click()
      await page.getByRole('heading', { name: '我的班次' }).waitFor()
      assert.ok((await page.locator('.own-shifts li').count()) > 5, 'the demo has a roster of the coming weeks')
      const rest = page.getByLabel('下夜班的休息时间，开会可以找我')
      assert.equal(await rest.isChecked(), false)
      await rest.check()
      await page.getByText('已记下').waitFor()
      await accessible('own shifts')
      await noSidewaysScroll()
      await picture('m-shifts')
      await page.reload()
      await rest.waitFor()
      assert.equal(await rest.isChecked(), true)
      await rest.uncheck()
      await page.getByText('已记下').waitFor()
    },
  },
  ...looks.map((look) => ({
    ...look,
    name: `grids, codes and times are accessible and fit: ${look.look}`,
    async run(tools) {
      const { page, as, open } = tools
      await as('branch_secretary')
      const check = async (what) => {
        if (look.large) await page.evaluate(() => (document.documentElement.dataset.size = 'large'))
        await tools.accessible(`${what} (${look.look})`)
        await tools.noSidewaysScroll()
        await tools.picture(`rosters-${what}-${look.look.replaceAll(' ', '-')}`)
      }
      await open('/console/rosters')
      await page.getByRole('link', { name: '心血管内科' }).first().waitFor()
      await check('list')
      await page.getByRole('link', { name: '心血管内科' }).first().click()
      await page.locator('.roster-grid').waitFor()
      await check('grid')
      await open('/console/shift-codes')
      await page.getByRole('cell', { name: '12小时夜班' }).waitFor()
      await check('codes')
      await open('/console/slots')
      await page.getByRole('button', { name: '查找时间' }).click()
      await page.locator('.slot-proposal').first().waitFor()
      await check('slots')
    },
  })),
]
