// The roster and the person's file as the party office and a branch secretary work with them.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'

/** Opens the console and waits until the lists stand. */
async function roster({ open, page }, query = '') {
  await open(`/console/people${query}`)
  await page.locator('.ui-table tbody tr').first().waitFor()
}
const names = (page) => page.locator('.ui-table tbody th a').allTextContents()
const people = async (page) => Number(/，(\d+) 人/.exec(await page.locator('.subtitle').textContent())[1])
const said = (page, text) => page.locator('.ui-toasts, [role=status]').getByText(text).first().waitFor()
/** The name of a person and the way to the file, found by staff number. */
async function file(tools, staffNo, query = '') {
  await roster(tools, `?q=${staffNo}`)
  await tools.page.locator('.ui-table tbody th a').first().click()
  await tools.page.getByRole('tab').first().waitFor()
  if (query) await tools.open(new URL(tools.page.url()).pathname + query)
}

const looks = [
  { look: 'light', viewport: { width: 1440, height: 900 } },
  { look: 'dark', dark: true, viewport: { width: 1440, height: 900 } },
  { look: 'phone', viewport: { width: 390, height: 844 } },
  { look: 'phone in large print', large: true, viewport: { width: 390, height: 844 } },
]

export default [
  ...looks.map((look) => ({
    ...look,
    name: `roster, file, corrections and exports are accessible and fit: ${look.look}`,
    async run(tools) {
      const { page, as, open } = tools
      await as('party_office')
      const check = async (what) => {
        // The account's own choice would stay with the next journey: only this page is enlarged.
        if (look.large) await page.evaluate(() => (document.documentElement.dataset.size = 'large'))
        await tools.accessible(`${what} (${look.look})`)
        await tools.noSidewaysScroll()
        await tools.picture(`people-${what}-${look.look.replaceAll(' ', '-')}`)
      }
      await roster(tools)
      await check('roster')
      await page.locator('.ui-table tbody th a').first().click()
      await page.getByRole('tab').first().waitFor()
      await check('file')
      if (look.dark || look.large) return
      for (const [path, what] of [['/console/corrections', 'corrections'], ['/console/exports', 'exports']]) {
        await open(path)
        await page.locator('.ui-state, .ui-table').first().waitFor()
        await check(what)
      }
    },
  })),
  {
    name: 'the roster by keyboard: tree, search by pinyin, filters that stand in the address',
    async run(tools) {
      const { page, as, open } = tools
      await as('party_office')
      await roster(tools)
      const all = await people(page)
      await page.getByRole('treeitem').first().focus()
      for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
      await page.waitForURL(/organisation=\d+/)
      await page.waitForFunction((before) => !document.querySelector('.subtitle').textContent.includes(`${before} 人`), all)
      assert.ok((await people(page)) < all)
      await roster(tools)
      await page.getByRole('searchbox', { name: /拼音/ }).fill('gaoyongyue')
      await page.keyboard.press('Enter')
      await page.waitForURL(/q=gaoyongyue/)
      await page.getByRole('link', { name: '高永悦' }).waitFor()
      assert.deepEqual(await names(page), ['高永悦'])
      await roster(tools)
      await page.getByLabel('党员状态').selectOption({ label: '预备党员' })
      await page.waitForURL(/state=probationary/)
      await page.reload()
      await page.locator('.ui-table tbody tr').first().waitFor()
      assert.equal(await page.getByLabel('党员状态').inputValue(), 'probationary')
      const tags = await page.locator('.ui-table tbody .ui-tag').allTextContents()
      assert.ok(tags.length > 0 && tags.every((text) => text.trim() === '预备党员'))
      await open('/console/people?exception=file.probation_overdue')
      const chip = page.getByRole('button', { name: /预备期已满未转正/ })
      await chip.waitFor()
      await page.locator('.ui-table tbody tr').first().waitFor()
      assert.equal(await page.locator('.ui-table tbody tr').count(), Number(await chip.locator('b').textContent()))
    },
  },
  {
    name: 'columns and a saved view come back as they were left',
    async run(tools) {
      const { page, as } = tools
      await as('party_office')
      await roster(tools, '?kind=development')
      await page.getByRole('button', { name: '显示列' }).click()
      await page.getByRole('checkbox', { name: '手机尾号' }).check()
      await page.keyboard.press('Escape')
      await page.getByRole('columnheader', { name: '手机尾号' }).waitFor()
      await page.getByRole('button', { name: '常用筛选' }).click()
      await page.getByRole('button', { name: '保存当前筛选' }).click()
      await page.getByLabel('名称').fill('发展对象等')
      await page.keyboard.press('Enter')
      await said(page, '已保存')
      await roster(tools)
      assert.equal(await page.getByRole('columnheader', { name: '手机尾号' }).count(), 0)
      await page.getByRole('button', { name: '常用筛选' }).click()
      await page.getByRole('button', { name: '发展对象等', exact: true }).click()
      await page.waitForURL(/kind=development/)
      await page.getByRole('columnheader', { name: '手机尾号' }).waitFor()
      await page.getByRole('button', { name: '常用筛选' }).click()
      await page.getByRole('button', { name: '删除“发展对象等”' }).click()
      await said(page, '已删除')
    },
  },
  {
    name: 'a past day is shown as it was and cannot be changed',
    async run(tools) {
      const { page, as } = tools
      await as('party_office')
      await roster(tools)
      await page.getByRole('textbox', { name: '查看日期' }).fill('2020-5-1')
      await page.keyboard.press('Enter')
      await page.waitForURL(/as_of=2020-05-01/)
      await page.getByText('正在查看 2020-05-01 的名册').waitFor()
      await page.locator('.ui-table:not(.busy) tbody tr').first().waitFor()
      for (const name of ['新增人员', '导出']) assert.equal(await page.getByRole('button', { name }).count(), 0)
      assert.equal(await page.locator('.ui-table tbody input').count(), 0)
      for (const date of await page.locator('.ui-table tbody td').allTextContents())
        if (/^\d{4}-\d{2}-\d{2}$/.test(date.trim())) assert.ok(date.trim() <= '2020-05-01', date)
      await page.locator('.ui-table tbody th a').first().click()
      await page.getByText('正在查看 2020-05-01 的名册').waitFor()
      await page.getByRole('tab').first().waitFor()
      assert.equal(await page.getByRole('button', { name: /^编辑/ }).count(), 0)
      await page.getByRole('button', { name: '回到今天' }).click()
      await page.getByRole('button', { name: /^编辑/ }).waitFor()
    },
  },
  {
    name: 'moving several people names how many, keeps what was typed on a refusal, and can be undone',
    async run(tools) {
      const { page, as } = tools
      await as('party_office')
      await roster(tools, '?kind=member')
      const chosen = []
      for (const row of [1, 2]) {
        const line = page.locator('.ui-table tbody tr').nth(row)
        chosen.push((await line.locator('th a').textContent()).trim())
        await line.getByRole('checkbox').check()
      }
      const from = (await page.locator('.ui-table tbody tr').nth(1).locator('td').last().textContent()).trim()
      await page.getByRole('button', { name: '转到其他支部' }).click()
      const dialog = page.getByRole('dialog', { name: '把 2 人转到其他支部' })
      await dialog.getByLabel('原因').fill('科室调整')
      await dialog.getByRole('button', { name: '转 2 人' }).click()
      await dialog.getByText('请选择转往').first().waitFor()
      assert.equal(await dialog.getByLabel('原因').inputValue(), '科室调整')
      await tools.accessible('transfer with an error')
      await dialog.getByRole('combobox', { name: '转往' }).click()
      const tree = page.getByRole('dialog', { name: '转往', exact: true })
      await tree.getByRole('searchbox').fill('骨科')
      await tree.getByRole('treeitem', { name: /骨科/ }).click()
      await dialog.getByRole('button', { name: '转 2 人' }).click()
      await said(page, '已转 2 人')
      await page.getByRole('button', { name: '撤销' }).click()
      await said(page, '已撤销')
      for (const name of chosen) {
        await roster(tools, `?q=${encodeURIComponent(name)}`)
        const rows = page.locator('.ui-table tbody tr', { hasText: name })
        assert.ok((await rows.allTextContents()).some((text) => text.includes(from)), `${name} is back in ${from}`)
      }
    },
  },
  {
    name: 'an export equals the filter and the columns on the screen, masked',
    async run(tools) {
      const { page, as } = tools
      await as('party_office')
      await roster(tools, '?state=probationary&columns=state.join.phone')
      const shown = await people(page)
      await page.getByRole('button', { name: '导出' }).click()
      const dialog = page.getByRole('dialog', { name: '导出名册' })
      await dialog.getByLabel('CSV（UTF-8）').check()
      await dialog.getByLabel('只导出名册上显示的列').check()
      await tools.accessible('export dialog')
      await dialog.getByRole('button', { name: '导出' }).click()
      const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('link', { name: '下载' }).click()])
      const lines = readFileSync(await download.path(), 'utf8').replace('\uFEFF', '').trim().split(/\r?\n/)
      assert.equal(lines[0], '姓名,工号,人员类别,加入党组织日期,手机号码')
      assert.equal(lines.length - 1, shown)
      assert.ok(lines.slice(1).every((line) => line.includes('预备党员') && !/\d{11}/.test(line)), 'masked')
    },
  },
  {
    name: 'an export has the columns one picked, in the order of the file, and none is told before it is sent',
    async run(tools) {
      const { page, as } = tools
      await as('party_office')
      await roster(tools, '?state=probationary')
      const shown = await people(page)
      await page.getByRole('button', { name: '导出' }).click()
      const dialog = page.getByRole('dialog', { name: '导出名册' })
      await dialog.getByLabel('CSV（UTF-8）').check()
      await dialog.getByLabel('自己选列').check()
      await dialog.getByLabel('手机号码').waitFor()
      await dialog.getByRole('button', { name: '导出' }).click()
      await dialog.getByText('请至少选一列').first().waitFor()
      await dialog.getByLabel('手机号码').check()
      await dialog.getByLabel('姓名').check()
      await tools.accessible('export columns')
      await page.screenshot({ path: '.cache/pictures/c-export-columns.png' }).catch(() => undefined)
      await dialog.getByRole('button', { name: '导出' }).click()
      const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('link', { name: '下载' }).click()])
      const lines = readFileSync(await download.path(), 'utf8').replace('\uFEFF', '').trim().split(/\r?\n/)
      assert.equal(lines[0], '姓名,手机号码')
      assert.equal(lines.length - 1, shown)
      assert.ok(lines.slice(1).every((line) => !/\d{11}/.test(line)), 'masked')
    },
  },
  {
    name: 'an export in clear waits for somebody else, and stands in the records',
    async run(tools) {
      const { page, as } = tools
      await as('party_office')
      await roster(tools, '?state=probationary')
      await page.getByRole('button', { name: '导出' }).click()
      const dialog = page.getByRole('dialog', { name: '导出名册' })
      await dialog.getByLabel('党员基本信息汇总表（16 项）').check()
      await dialog.getByLabel(/包含完整/).check()
      await dialog.getByRole('button', { name: '导出' }).click()
      await dialog.getByText('请填写用途').first().waitFor()
      await dialog.getByLabel('用途').fill('年度统计上报')
      await dialog.getByRole('button', { name: '导出' }).click()
      await dialog.getByText(/由另一人同意|已生成/).waitFor()
      await dialog.getByRole('link', { name: '导出记录' }).click()
      await page.locator('.ui-table tbody tr', { hasText: '年度统计上报' }).first().waitFor()
      await page.getByRole('tab', { name: '待我同意' }).click()
      // Nobody consents to their own.
      await page.getByText('没有等待同意的导出').waitFor()
    },
  },
  {
    name: 'a sensitive value is shown for a stated purpose only',
    async run(tools) {
      const { page, as } = tools
      await as('party_office')
      await file(tools, 'E01008')
      const field = page.locator('.file-section dl > div', { hasText: '公民身份号码' })
      assert.match(await field.textContent(), /\*{4,}/)
      await field.getByRole('button', { name: '查看完整公民身份号码' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: '查看', exact: true }).click()
      await dialog.getByText(/查看用途/).first().waitFor()
      await dialog.getByLabel('核对档案').check()
      await dialog.getByRole('button', { name: '查看', exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
      assert.match(await field.textContent(), /\d{17}[\dX]/)
    },
  },
  {
    name: 'every tab of a file opens; a change keeps the old value, its source and its reason',
    async run(tools) {
      const { page, as } = tools
      await as('party_office')
      await file(tools, 'E01011')
      const tabs = await page.getByRole('tab').count()
      assert.ok(tabs >= 12, `${tabs} tabs`)
      await page.getByRole('tab').first().focus()
      for (let i = 1; i < tabs; ++i) {
        await page.keyboard.press('ArrowRight')
        await page.locator('[role=tabpanel] :is(dl, ul, ol, .ui-state)').first().waitFor()
      }
      await tools.accessible('timeline')
      await page.keyboard.press('Home')
      const field = page.locator('.file-section dl > div', { hasText: '出生日期' })
      const before = (await field.locator('dd').first().textContent()).trim()
      assert.match(before, /^\d{4}-\d{2}-\d{2}$/)
      await page.getByRole('button', { name: '编辑基本信息' }).click()
      const dialog = page.getByRole('dialog', { name: '编辑基本信息' })
      await dialog.getByLabel('出生日期').fill('1990-13-45')
      await dialog.getByLabel('原因').fill('核对原始档案')
      await dialog.getByRole('button', { name: '保存' }).click()
      await dialog.getByText(/请填写日期|日期请写成/).first().waitFor()
      assert.equal(await dialog.getByLabel('原因').inputValue(), '核对原始档案')
      await dialog.getByLabel('籍贯').fill('湖北云澜')
      await dialog.getByLabel('出生日期').fill(before)
      await dialog.getByLabel('原来登记错了').check()
      await dialog.getByRole('button', { name: '保存' }).click()
      await said(page, '已保存')
      // A day that was known to the day stays known to the day.
      assert.equal((await field.locator('dd').first().textContent()).trim(), before)
      const place = page.locator('.file-section dl > div', { hasText: '籍贯' })
      await place.getByText('湖北云澜').waitFor()
      await place.getByRole('button').click()
      const history = page.getByRole('dialog', { name: '籍贯的变更历史' })
      await history.getByText('核对原始档案').waitFor()
      await page.keyboard.press('Escape')
      await history.waitFor({ state: 'detached' })
    },
  },
  {
    name: 'an unlawful step is refused with its rule, its article and the first lawful day',
    async run(tools) {
      const { page, as } = tools
      await as('party_office')
      await file(tools, 'E01122')
      await page.getByRole('button', { name: '办理' }).click()
      await page.getByRole('button', { name: '按期转为正式党员' }).click()
      const dialog = page.getByRole('dialog', { name: /按期转为正式党员/ })
      assert.match(await dialog.locator('.before-after').textContent(), /预备党员.*正式党员/s)
      await dialog.getByLabel('原因').fill('支部大会通过')
      await dialog.getByRole('button', { name: '按期转为正式党员' }).click()
      await dialog.getByText(/最早可在\d{4}-\d{2}-\d{2}转正/).waitFor()
      await dialog.getByText(/《中国共产党发展党员工作细则》/).waitFor()
      assert.equal(await dialog.getByLabel('原因').inputValue(), '支部大会通过')
      await tools.accessible('refused step')
    },
  },
  {
    name: 'a new member needs the dates a membership begins with',
    async run(tools) {
      const { page, as } = tools
      await as('party_office')
      await roster(tools)
      await page.getByRole('button', { name: '新增人员' }).click()
      const dialog = page.getByRole('dialog', { name: '新增人员' })
      await dialog.getByLabel('姓名').fill('顾清越')
      await dialog.getByLabel('工号').fill('E09901')
      await dialog.getByRole('button', { name: '新增人员' }).click()
      for (const text of ['请选择所在党组织', '请填写入党日期', '请填写转正日期'])
        await dialog.getByText(text).first().waitFor()
      assert.equal(await dialog.getByLabel('姓名').inputValue(), '顾清越')
      await dialog.getByRole('combobox', { name: '所在党组织' }).click()
      const tree = page.getByRole('dialog', { name: '所在党组织', exact: true })
      await tree.getByRole('searchbox').fill('骨科')
      await tree.getByRole('treeitem', { name: /骨科/ }).click()
      await dialog.getByLabel('入党日期').fill('2015-06')
      await dialog.getByLabel('转正日期').fill('2016-06')
      await dialog.getByRole('button', { name: '新增人员' }).click()
      await page.getByRole('heading', { level: 1, name: '顾清越' }).waitFor()
      assert.match(await page.locator('.subtitle').textContent(), /E09901.*骨科.*正式党员/)
    },
  },
  {
    name: 'Ctrl+K finds by pinyin, initials and staff number from any page',
    async run(tools) {
      const { page, as, open } = tools
      await as('party_office')
      await open('/console/corrections')
      await page.getByRole('heading', { level: 1 }).waitFor()
      for (const words of ['gaoyongyue', 'gyy', 'E01006', '高永悦']) {
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox', { name: '全站搜索' }).fill(words)
        await page.getByRole('option', { name: /高永悦/ }).waitFor()
        if (words === 'gyy') await tools.accessible('search')
        await page.keyboard.press('Escape')
        await page.getByRole('dialog').waitFor({ state: 'detached' })
      }
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: '全站搜索' }).fill('E01006')
      await page.getByRole('option', { name: /高永悦/ }).waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name: '高永悦' }).waitFor()
    },
  },
  {
    name: 'a member asks for a correction, the office sees before and after and decides; both read the outcome',
    async run({ page, as, open, accessible, context }) {
      await as('member')
      await open('/m/me/file')
      await page.getByRole('tab').first().waitFor()
      const correct = page.getByRole('link', { name: '更正学历' })
      await correct.click()
      const after = page.getByRole('combobox')
      const options = await after.locator('option').evaluateAll((all) => all.map((one) => one.value))
      const now = await page.locator('.now').textContent()
      const labels = await after.locator('option').allTextContents()
      const wanted = labels.findIndex((label, at) => options[at] && !now.includes(label.trim()))
      await after.selectOption(options[wanted])
      await page.getByLabel('说明').fill('去年取得学历')
      await page.getByRole('button', { name: '核对更正' }).click()
      await page.getByText('请核对').waitFor()
      await page.getByRole('button', { name: '提交更正' }).click()
      await page.locator('.my-field', { has: page.getByText('学历', { exact: true }) }).getByText('更正待审').waitFor()
      await context.clearCookies()
      await as('party_office')
      await open('/console/')
      await page.getByRole('link', { name: /去审核/ }).click()
      const row = page.locator('.ui-table tbody tr', { hasText: '学历' }).filter({ hasText: labels[wanted].trim() }).first()
      await row.getByRole('button', { name: '审核' }).click()
      const dialog = page.getByRole('dialog', { name: '审核' })
      await dialog.getByText('去年取得学历').waitFor()
      assert.match(await dialog.locator('.before-after').textContent(), new RegExp(labels[wanted].trim()))
      await accessible('decision')
      await dialog.getByRole('button', { name: '不通过' }).click()
      await dialog.getByText(/请.*(填写|写明).*/).first().waitFor()
      await dialog.getByLabel('不通过的原因').fill('请附毕业证书')
      await dialog.getByRole('button', { name: '不通过' }).click()
      await dialog.waitFor({ state: 'detached' })
      await context.clearCookies()
      await as('member')
      await open('/m/me/file?set=corrections')
      await page.getByText('请附毕业证书').waitFor()
    },
  },
  ...['party_office', 'branch_secretary'].map((role) => ({
    name: `every duty on the home of ${role} leads to a screen with its people`,
    async run({ page, as, open }) {
      await as(role)
      await open('/console/')
      await page.locator('.duties li, .duties .ui-state').first().waitFor()
      const links = await page.locator('.duties .end a').evaluateAll((all) => all.map((one) => one.getAttribute('href')))
      for (const link of links) {
        await open(link)
        await page.locator('.ui-table tbody tr, [role=tab], .ui-tree, .confirmations li, .meeting-rows li, .re-elections li, main .ui-panel h2').first().waitFor()
        assert.ok(!(await page.textContent('h1')).includes('没有找到'), link)
      }
      const probation = links.find((link) => link.includes('state=probationary'))
      if (!probation) return
      await open(probation)
      await page.getByRole('columnheader', { name: '预备期满' }).waitFor()
      await page.locator('.ui-table .ui-tag.red').first().waitFor()
    },
  })),
  {
    name: 'a branch secretary sees the own branch, and neither steps nor identity edits',
    async run(tools) {
      const { page, as } = tools
      await as('branch_secretary')
      await roster(tools)
      assert.ok((await people(page)) < 100)
      assert.equal(await page.getByRole('button', { name: '新增人员' }).count(), 0)
      assert.equal(await page.locator('.ui-table tbody input').count(), 0, 'no boxes to tick without an act for them')
      await page.locator('.ui-table tbody th a').nth(1).click()
      await page.getByRole('tab', { name: '联系方式' }).click()
      await page.getByRole('button', { name: '编辑联系方式' }).waitFor()
      assert.equal(await page.getByRole('button', { name: '办理' }).count(), 0)
      assert.equal(await page.getByRole('button', { name: '转到其他支部' }).count(), 0)
      await tools.accessible('file of the branch')
    },
  },
  {
    name: 'a probation is extended once, with the resolution and the reason',
    async run(tools) {
      const { page, as, picture, accessible } = tools
      await as('party_office')
      await roster(tools, '?state=probationary')
      await page.locator('.ui-table tbody th a').last().click()
      await page.getByRole('tab').first().waitFor()
      await page.getByRole('button', { name: '办理' }).click()
      await page.getByRole('button', { name: '延长预备期' }).click()
      const dialog = page.getByRole('dialog', { name: /延长预备期/ })
      await accessible('extend a probation')
      await picture('person-extension')
      await dialog.getByRole('button', { name: '延长预备期' }).click()
      await dialog.locator('[data-field=reason].invalid').waitFor()
      await dialog.locator('[name=reason]').fill('支部党员大会决议，继续考察')
      await dialog.getByRole('button', { name: '延长预备期' }).click()
      await said(page, '预备期已延长')
      await dialog.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: '办理' }).click()
      await page.getByRole('button', { name: '按期转为正式党员' }).waitFor()
      assert.equal(await page.getByRole('button', { name: '延长预备期' }).count(), 0)
    },
  },
]
