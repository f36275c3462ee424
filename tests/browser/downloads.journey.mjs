// Files out of the roster: each opened, and its cells compared with the screen.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { settled } from './newcomers.mjs'
import { readXlsx } from './sheets.mjs'

/** Opens the roster under a filter and answers what it shows: heads, rows, and how many people it counts. */
async function roster({ open, page }, query) {
  await open(`/console/people?${query}`)
  await page.locator('.ui-table:not(.busy) tbody tr').first().waitFor()
  await page.waitForFunction(() => /\d 人/.test(document.querySelector('.subtitle').textContent))
  const heads = (await page.locator('.ui-table thead th:not(.check)').allTextContents()).map((text) => text.trim())
  const rows = await page.locator('.ui-table tbody tr').evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('th, td:not(.check):not(.acts)')].map((cell) => cell.textContent.trim())),
  )
  return { heads, rows, people: Number(/(\d+) 人/.exec(await page.locator('.subtitle').textContent())[1]) }
}
/** Asks for an export in the dialog and stops before the file is fetched. */
async function ask(page, format, { shown } = {}) {
  await page.getByRole('button', { name: '导出', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '导出名册' })
  await dialog.getByLabel(format).check()
  if (shown) await dialog.getByLabel('只导出名册上显示的列').check()
  await dialog.getByRole('button', { name: '导出' }).click()
  return dialog
}
async function fetched(page, dialog) {
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('link', { name: '下载' }).click()])
  return { name: download.suggestedFilename(), data: readFileSync(await download.path()) }
}
const masked = (text) => /^\d{3,6}\*+\w{4}$/.test(text) || text === ''

export default [
  {
    name: 'a workbook holds the rows and columns of the screen as text, masked',
    async run(tools) {
      const { as, page } = tools
      await as('party_office')
      const screen = await roster(tools, 'state=probationary&columns=position.state.join.organisation.phone')
      const { name, data } = await fetched(page, await ask(page, 'Excel', { shown: true }))
      assert.match(name, /\.xlsx$/)
      const [heads, ...rows] = readXlsx(data)
      assert.deepEqual(heads, ['姓名', '工号', '岗位职务', '人员类别', '加入党组织日期', '所在党组织', '手机号码'].slice(0, heads.length))
      assert.equal(rows.length, screen.people)
      for (const [at, row] of rows.entries()) {
        const [who, position, , join] = screen.rows[at]
        assert.equal(row[0] + row[1], who.replace(/\s/g, ''))
        assert.equal(row[2], position)
        assert.equal(row[3], '预备党员')
        assert.equal(row[4], join)
        assert.ok(masked(row[6]), row[6])
      }
    },
  },
  {
    name: 'the national layout has its title, sixteen numbered items, everybody once, and a total',
    async run(tools) {
      const { as, page } = tools
      await as('party_office')
      const screen = await roster(tools, 'kind=member&q=E010')
      const { name, data } = await fetched(page, await ask(page, '党员基本信息汇总表（16 项）'))
      assert.match(name, /\.xlsx$/)
      const rows = readXlsx(data)
      assert.match(rows[0][0], /党员基本信息汇总表/)
      assert.deepEqual(rows[2].slice(0, 5), ['序号', '姓名', '所在党支部', '公民身份号码', '性别'])
      assert.deepEqual(new Set(rows[3].filter(Boolean)), new Set(Array.from({ length: 16 }, (_, at) => String(at + 1))))
      const people = rows.slice(4, 4 + screen.people)
      assert.deepEqual(people.map((row) => row[0]), people.map((_, at) => String(at + 1)))
      for (const row of people) {
        assert.match(row[2], /党支部$/)
        assert.ok(masked(row[3]) && masked(row[12]), `${row[3]} ${row[12]}`)
        assert.match(row[4], /^[男女]$/)
        assert.match(row[6], /^\d{4}(-\d{2}){0,2}$/)
        assert.match(row[8], /^(正式|预备)党员$/)
      }
      assert.equal(rows[4 + screen.people][0], '合计')
      assert.equal(rows.length, 5 + screen.people)
    },
  },
  {
    name: 'the view to print opens beside the roster, on paper colours, with the same people',
    async run(tools) {
      const { as, page, context } = tools
      await as('party_office')
      const screen = await roster(tools, 'state=probationary')
      const dialog = await ask(page, '打印页')
      const [paper] = await Promise.all([context.waitForEvent('page'), dialog.getByRole('link', { name: '打印' }).click()])
      await paper.waitForLoadState()
      assert.equal(await paper.locator('tbody tr').count(), screen.people)
      const names = await paper.locator('tbody tr td:first-child').allTextContents()
      assert.deepEqual(names, screen.rows.map(([who]) => who.replace(/\s*E\d+$/, '')))
      assert.doesNotMatch(await paper.textContent('body'), /\d{11}/)
      const border = await paper.locator('td').first().evaluate((cell) => getComputedStyle(cell).borderTopStyle)
      assert.equal(border, 'solid', 'the style sheet of the print view is there')
    },
  },
  {
    name: 'the trail by its filters: days, kind and result stand in the address; one person by a click on the name',
    async run(tools) {
      const { as, open, page, accessible } = tools
      await as('audit_admin')
      await open('/console/audit')
      await settled(page)
      const table = page.locator('.ui-table:not(.busy) tbody')
      await table.locator('tr').first().waitFor()
      const all = await table.locator('tr').count()
      await page.locator('[data-field=action] select').selectOption({ label: '登录与会话' })
      await page.getByRole('button', { name: '查询' }).click()
      await page.waitForURL(/action=session\./)
      await page.waitForFunction(() => !document.querySelector('.ui-table.busy'))
      await table.locator('tr').first().waitFor()
      for (const row of await table.locator('tr').allTextContents()) assert.match(row, /登录/)
      await page.getByRole('button', { name: '清除筛选' }).click()
      await page.waitForFunction(() => !location.search.includes('action='))
      await page.locator('[data-field=from] input').fill('2020-01-01')
      await page.locator('[data-field=to] input').fill('2020-01-31')
      await page.getByRole('button', { name: '查询' }).click()
      await page.waitForURL(/from=2020-01-01&to=2020-01-31/)
      await page.locator('.ui-state').getByText(/没有/).first().waitFor()
      await accessible('a trail without entries')
      await page.getByRole('button', { name: '清除筛选' }).click()
      await table.locator('tr').first().waitFor()
      assert.equal(await table.locator('tr').count(), all)
      const who = table.locator('button.link').first()
      const name = (await who.textContent()).trim()
      await who.click()
      await page.waitForURL(/account=\d+/)
      await page.getByRole('button', { name: '看全部' }).waitFor()
      await page.waitForFunction(
        (one) => [...document.querySelectorAll('.ui-table tbody tr')].every((row) => row.textContent.includes(one)),
        name,
      )
      await page.reload()
      await table.locator('tr').first().waitFor()
      for (const row of await table.locator('tr').allTextContents()) assert.ok(row.includes(name))
    },
  },
]
