// Files come in: upload, check, mending in place, answers, commit with progress, the way back, the same file again.
import assert from 'node:assert/strict'
import { csv, residentId, xlsx } from './sheets.mjs'

const HEADER = ['姓名', '工号', '所在党支部', '身份证号', '性别', '出生日期', '人员类别', '入党时间', '转正时间', '手机号']

/** One lawful row; `more` replaces cells by their header. */
function person(serial, more = {}) {
  const born = '1988-03-12'
  const usual = {
    姓名: `试${'甲乙丙丁戊己庚辛壬癸'[serial % 10]}${'山水云林石泉松竹梅兰'[Math.floor(serial / 10) % 10]}`,
    工号: `E8${String(serial).padStart(4, '0')}`,
    所在党支部: '骨科党支部',
    身份证号: residentId(born, (serial * 2 + 1) % 1000),
    性别: '男',
    出生日期: born,
    人员类别: '正式党员',
    入党时间: '2012-07-01',
    转正时间: '2013-07-01',
    手机号: `1540000${String(serial).padStart(4, '0')}`,
  }
  return HEADER.map((name) => more[name] ?? usual[name])
}

/** Sends a file and waits until it is checked (or asks what its columns mean). */
async function bring({ page, open }, file, kind = '党员名册') {
  await open('/console/imports')
  await page.getByRole('button', { name: '导入文件' }).click()
  const dialog = page.getByRole('dialog', { name: '导入文件' })
  await dialog.getByLabel(kind).check()
  await dialog.locator('input[type=file]').setInputFiles(file)
  await dialog.getByRole('button', { name: '上传并检查' }).click()
  await page.waitForURL(/\/imports\/\d+/)
  await subtitle(page, /检查完毕|需要指明各列|没有成功/)
  return new URL(page.url()).pathname
}
const subtitle = (page, words) => page.locator('.subtitle', { hasText: words }).waitFor({ timeout: 30_000 })
const counts = async (page) =>
  Object.fromEntries(
    await page.locator('.import-counts > div').evaluateAll((all) =>
      all.map((one) => [one.querySelector('dt').textContent, Number(one.querySelector('dd').textContent)]),
    ),
  )
/** The numbers follow an answer once they are read again: those of the step before may stand a moment longer. */
async function counted(page, expected) {
  const until = Date.now() + 10_000
  let shown = await counts(page)
  const differs = () => Object.entries(expected).some(([name, number]) => shown[name] !== number)
  while (differs() && Date.now() < until) {
    await page.waitForTimeout(50)
    shown = await counts(page)
  }
  for (const [name, number] of Object.entries(expected)) assert.equal(shown[name], number, name)
}
async function commit(page) {
  await page.getByRole('button', { name: /^提交 \d+ 行$/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click()
  await subtitle(page, '已提交')
}
const tab = (page, name) => page.getByRole('tab', { name, exact: true }).click()
const at = (page) => page.locator('.import-grid td[tabindex="0"]')
const bar = (page) => page.locator('.import-cell-bar')
async function found({ page, open }, words) {
  await open(`/console/people?q=${encodeURIComponent(words)}`)
  await page.locator('.ui-state, .ui-table tbody tr').first().waitFor()
  return page.locator('.ui-table tbody tr').count()
}

const messy = () =>
  csv('骨科名册.csv', [
    ['骨科党支部党员名册（合成）'],
    HEADER,
    person(1),
    person(2, { 所在党支部: '皮肤科党支部' }),
    person(3, { 手机号: '1540000' }),
    person(4, { 转正时间: '2011-07-01' }),
    person(5, { 人员类别: '中共党员' }),
    [],
    ['合计', '5人'],
  ])

const looks = [
  { look: 'light', viewport: { width: 1440, height: 900 } },
  { look: 'dark', dark: true, viewport: { width: 1440, height: 900 } },
  { look: 'phone', viewport: { width: 390, height: 844 } },
  { look: 'phone in large print', large: true, viewport: { width: 390, height: 844 } },
]

export default [
  {
    name: 'a messy roster: mended in place by keyboard, answered, committed, unchanged by the same file, taken back',
    async run(tools) {
      const { page, as, open } = tools
      await as('party_office')
      await open('/console/imports')
      await page.getByRole('button', { name: '导入文件' }).click()
      await page.getByRole('button', { name: '上传并检查' }).click()
      await page.getByText('请选择名册文件').first().waitFor()
      const path = await bring(tools, messy())
      await page.locator('.ui-table tbody tr', { hasText: '皮肤科党支部' }).getByRole('button', { name: '改正' }).click()
      await page.getByRole('dialog').locator('datalist option[value="骨科党支部"]').waitFor({ state: 'attached' })
      await page.keyboard.press('Escape')
      await counted(page, { 数据行: 5, 可以提交: 1, 待处理: 4, 自动跳过: 0, 选择跳过: 0 })

      await tab(page, '逐行查看')
      await page.getByRole('button', { name: '下一处问题' }).click()
      await bar(page).getByText(/没有“皮肤科党支部”/).waitFor()
      // The server cannot take the value just now: it stays typed, with the reason beside it.
      const busy = { status: 503, contentType: 'application/problem+json', body: '{"code":"x","detail":"请稍后再试"}' }
      await page.route('**/answers', (route) => route.fulfill(busy), { times: 1 })
      await page.keyboard.press('Enter')
      await page.locator('.import-grid td input').fill('骨科党支部')
      await page.keyboard.press('Enter')
      await bar(page).getByRole('alert').waitFor()
      assert.equal(await page.locator('.import-grid td input').inputValue(), '骨科党支部')
      await tools.accessible('grid with a refused cell')
      await page.keyboard.press('Enter')
      await page.locator('.import-grid td input').waitFor({ state: 'detached' })
      await counted(page, { 待处理: 3 })
      await page.keyboard.press('ArrowUp')
      await bar(page).getByText('原来是“皮肤科党支部”').waitFor()
      // Taken back and given again: nothing is final before the commit.
      await bar(page).getByRole('button', { name: '改回原文' }).click()
      await bar(page).getByText(/没有“皮肤科党支部”/).waitFor()
      await at(page).focus()
      await page.keyboard.press('F2')
      await page.locator('.import-grid td input').fill('骨科党支部')
      await page.keyboard.press('Tab')
      await page.locator('.import-grid td input').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: '下一处问题' }).click()
      await bar(page).getByText(/手机号/).first().waitFor()
      // IDs and telephones are masked; the digits stand in the input only, while the cell is being mended.
      const grid = page.locator('.import-grid')
      assert.doesNotMatch(await grid.textContent(), /\d{11}|1540000/)
      await page.keyboard.press('F2')
      await page.locator('.import-grid td input').waitFor()
      assert.equal(await page.locator('.import-grid td input').inputValue(), '1540000')
      await page.keyboard.press('Escape')
      await page.locator('.import-grid td input').waitFor({ state: 'detached' })
      assert.doesNotMatch(await grid.textContent(), /1540000/)
      await page.keyboard.type('15400000003')
      await page.keyboard.press('Enter')
      await page.locator('.import-grid td input').waitFor({ state: 'detached' })

      await tab(page, '检查结果')
      await page.getByRole('button', { name: /^待确认/ }).click()
      await page.getByRole('button', { name: '采纳', exact: true }).first().click()
      await page.getByText('已处理').first().waitFor()
      await page.getByRole('button', { name: /^有错误/ }).click()
      const early = page.locator('.ui-table tbody tr', { hasText: '转正日期早于入党日期' })
      await early.waitFor()
      assert.match(await early.textContent(), /试戊山/)
      await page.getByRole('button', { name: '跳过此行' }).click()
      await page.waitForFunction(() => !document.querySelector('.import-counts .alarm'))
      await counted(page, { 数据行: 5, 可以提交: 4, 待处理: 0, 自动跳过: 0, 选择跳过: 1 })

      await commit(page)
      const done = await counts(page)
      assert.equal(done['新增'], 4)
      assert.equal(await found(tools, 'E80002'), 1)
      assert.equal(await found(tools, 'E80004'), 0)

      await bring(tools, messy())
      await commit(page)
      const again = await counts(page)
      assert.deepEqual([again['新增'], again['更新']], [0, 0])
      assert.ok(again['无变化'] >= 1)

      await open(path)
      await page.getByRole('button', { name: '整批撤回' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '整批撤回' }).click()
      await subtitle(page, '已撤回')
      assert.equal(await found(tools, 'E80002'), 0)
    },
  },
  {
    name: 'a workbook with a sheet per branch: sheets are chosen and a column is told its meaning',
    async run(tools) {
      const { page, as } = tools
      await as('party_office')
      const odd = HEADER.map((name) => (name === '手机号' ? '栏目十' : name))
      const file = xlsx('各支部.xlsx', [
        { name: '骨科', rows: [['骨科党支部'], HEADER, person(21), person(22)] },
        { name: '儿科', rows: [odd, person(23, { 所在党支部: '儿科党支部', 手机号: '待补' })] },
        { name: '填表说明', rows: [['请按要求填写']] },
      ])
      await bring(tools, file)
      await tab(page, '列与工作表')
      const sheet = (name) => page.locator('.import-sheet', { has: page.getByRole('heading', { name, exact: true }) })
      assert.equal(await page.locator('.import-sheet').count(), 3)
      await tools.accessible('columns')
      const meaning = sheet('儿科').getByRole('combobox', { name: /栏目十/ })
      assert.equal(await meaning.inputValue(), '')
      await meaning.selectOption({ label: '手机号' })
      await sheet('儿科').getByRole('button', { name: '按此重新检查' }).click()
      await page.getByText('正在重新检查').first().waitFor()
      await subtitle(page, '检查完毕')
      await page.waitForFunction(() => document.querySelector('.import-counts dd')?.textContent === '3')
      assert.equal(await sheet('儿科').getByRole('combobox', { name: /栏目十/ }).locator('option:checked').textContent(), '手机号')
      // Rows count from one in each sheet: a finding names the sheet too.
      await tab(page, '检查结果')
      await page.locator('.ui-table tbody tr', { hasText: 'E80023' }).getByRole('cell', { name: '儿科', exact: true }).waitFor()
      await tab(page, '列与工作表')
      await sheet('骨科').getByRole('checkbox', { name: '导入' }).uncheck()
      await sheet('骨科').getByRole('button', { name: '按此重新检查' }).click()
      await page.waitForFunction(() => document.querySelector('.import-counts dd')?.textContent === '1')
      await page.getByRole('button', { name: '放弃这次导入' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '放弃这次导入' }).click()
      await page.getByRole('heading', { level: 1, name: '导入' }).waitFor()
    },
  },
  {
    name: 'a personnel file shows only the differences; one tap accepts one',
    async run(tools) {
      const { page, as, open } = tools
      await as('party_office')
      await open('/console/people?q=E01017&columns=department.position')
      const row = page.locator('.ui-table tbody tr').first()
      await row.waitFor()
      const told = (await row.locator('th a').textContent()).trim()
      const [, position] = (await row.locator('td').allTextContents()).map((text) => text.trim())
      const wanted = position === '主任医师' ? '副主任医师' : '主任医师'
      const file = csv('人事.csv', [
        ['工号', '姓名', '科室/岗位'],
        ['E01017', told, wanted],
      ])
      await bring(tools, file, '人事名册（只看差异）')
      const found = page.locator('.ui-table tbody tr')
      await found.first().waitFor()
      const before = await found.count()
      assert.ok(before >= 1)
      await found.filter({ hasText: wanted }).getByRole('button', { name: '采纳', exact: true }).click()
      await page.getByText('已处理').first().waitFor()
      await page.locator('.ui-table tbody tr', { hasText: wanted }).waitFor({ state: 'detached' })
      await commit(page)
      await counted(page, { 更新: 1 })
      await open('/console/people?q=E01017&columns=department.position')
      await page.locator('.ui-table tbody tr', { hasText: wanted }).waitFor()
    },
  },
  {
    name: 'a long commit shows its progress and can be stopped: nothing of it stays',
    async run(tools) {
      const { page, as } = tools
      await as('party_office')
      const rows = Array.from({ length: 3000 }, (_, at) => {
        const born = `19${70 + (at % 20)}-0${1 + (at % 9)}-1${at % 9}`
        return person(1000 + at, { 出生日期: born, 身份证号: residentId(born, 2 * Math.floor(at / 180) + 1) })
      })
      await bring(tools, csv('大名册.csv', [HEADER, ...rows]))
      await page.getByRole('button', { name: /^提交 \d+ 行$/ }).click()
      await page.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click()
      await page.getByRole('progressbar').first().waitFor()
      await page.getByRole('button', { name: '取消任务' }).click()
      await subtitle(page, '已取消')
      assert.equal(await found(tools, 'E81000'), 0)
    },
  },
  {
    name: 'files that are no roster are refused in plain words, with the file still chosen',
    async run({ page, as, open }) {
      await as('party_office')
      await open('/console/imports')
      await page.getByRole('button', { name: '导入文件' }).click()
      const dialog = page.getByRole('dialog', { name: '导入文件' })
      const picture = { name: '照片.xlsx', mimeType: 'image/png', buffer: Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1') }
      await dialog.locator('input[type=file]').setInputFiles(picture)
      await dialog.getByRole('button', { name: '上传并检查' }).click()
      const refusal = dialog.getByRole('alert').or(page.locator('.ui-banner.red'))
      await refusal.first().waitFor()
      assert.match(await refusal.first().textContent(), /Excel|CSV|表格|文件/)
      if (await dialog.count()) await dialog.getByText('照片.xlsx').waitFor()
    },
  },
  ...looks.map((look) => ({
    ...look,
    name: `imports are accessible and fit: ${look.look}`,
    async run(tools) {
      const { page, as, open } = tools
      await as('party_office')
      const check = async (what) => {
        if (look.large) await page.evaluate(() => (document.documentElement.dataset.size = 'large'))
        await tools.accessible(`${what} (${look.look})`)
        await tools.noSidewaysScroll()
        await tools.picture(`intake-${what}-${look.look.replaceAll(' ', '-')}`)
      }
      const plain = !look.dark && !look.large
      if (plain) {
        await open('/console/imports')
        await page.locator('.ui-table tbody tr').first().waitFor()
        await check('list')
      }
      await bring(tools, messy())
      await page.locator('.ui-table tbody tr').first().waitFor()
      await check('findings')
      await tab(page, '逐行查看')
      await page.getByRole('button', { name: '下一处问题' }).click()
      await check('rows')
      await tab(page, '列与工作表')
      await page.locator('.import-sheet').first().waitFor()
      if (plain) await check('columns')
      await page.getByRole('button', { name: '放弃这次导入' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '放弃这次导入' }).click()
      await page.getByRole('heading', { level: 1, name: '导入' }).waitFor()
    },
  })),
]
