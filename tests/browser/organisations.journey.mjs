// The party office keeps the tree: a change with its preview, the way back, a past day, the committee and its term.
import assert from 'node:assert/strict'
import { newcomer, pageOf, settled } from './newcomers.mjs'

const phone = { width: 390, height: 844 }

/** Opens one organisation by the filter of the tree. */
async function openOrganisation({ open, page }, name) {
  await open('/console/organisations')
  await settled(page)
  await page.locator('.organisations .ui-tree input').fill(name)
  await page.getByRole('treeitem', { name }).first().click()
  await page.waitForURL(/\/organisations\/\d+/)
  await settled(page)
}

async function begin(page, kind) {
  await page.getByRole('button', { name: '变更', exact: true }).click()
  await page.locator('.ui-menu .box').getByRole('button', { name: kind, exact: true }).click()
  return page.getByRole('dialog')
}

export default [
  {
    name: 'what is due and what the rules advise stand beside the tree, with the article',
    async run({ as, open, page, accessible, noSidewaysScroll, picture }) {
      await as('party_office')
      await open('/console/organisations?view=terms')
      await settled(page)
      assert.ok((await page.locator('.ui-table tbody tr').count()) >= 20)
      await accessible('organisations')
      await page.getByRole('tab', { name: /规定提示/ }).click()
      await page.locator('.finding-list .article').first().waitFor()
      await accessible('advice')
      await open('/console/organisations?view=late')
      await settled(page)
      assert.equal(await page.getByRole('tab', { name: /待复核/ }).getAttribute('aria-selected'), 'true')
      await noSidewaysScroll()
      await picture('console-organisations')
    },
  },
  {
    name: 'a new branch: what is missing is said, the preview shows what happens, and it is taken back',
    async run(tools) {
      const { as, page, accessible } = tools
      await as('party_office')
      await openOrganisation(tools, '内科系统')
      const dialog = await begin(page, '新增下级组织')
      await dialog.getByRole('button', { name: '查看影响' }).click()
      await dialog.getByRole('alert').waitFor()
      await accessible('change refused')
      await dialog.locator('[name=name]').fill('中共云澜市第一人民医院风湿免疫科支部委员会')
      await dialog.locator('[name=short_name]').fill('风湿免疫科党支部')
      await dialog.locator('[name=phone]').fill('123')
      await dialog.locator('[name=reason]').fill('科室新设')
      await dialog.getByRole('button', { name: '查看影响' }).click()
      // The server's own complaint stands beside the field, and nothing typed is lost.
      await dialog.locator('[data-field=phone]').getByText('带区号').waitFor()
      assert.equal(await dialog.locator('[name=short_name]').inputValue(), '风湿免疫科党支部')
      await dialog.locator('[name=phone]').fill('0600-8801299')
      await dialog.getByRole('button', { name: '查看影响' }).click()
      await dialog.getByText('将发生的变化').waitFor()
      assert.match(await dialog.textContent(), /成立党支部/)
      assert.match(await dialog.textContent(), /《中国共产党章程》第三十条/)
      await accessible('preview')
      // A preview changes nothing.
      assert.equal(await page.getByRole('treeitem', { name: '风湿免疫科党支部' }).count(), 0)
      await dialog.getByRole('button', { name: '确认新增下级组织' }).click()
      await page.getByRole('heading', { level: 1, name: '风湿免疫科党支部' }).waitFor()
      await page.getByRole('tab', { name: '变更记录' }).click()
      await page.getByRole('button', { name: '撤回' }).click()
      await page.getByRole('dialog').locator('[name=reason]').fill('录错了')
      await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await openOrganisationIsGone(tools)
    },
  },
  {
    name: 'a branch is moved and renamed by keyboard alone; the old day shows the old name',
    async run(tools) {
      const { as, open, page } = tools
      await as('party_office')
      await openOrganisation(tools, '骨科')
      const here = page.url()
      const name = (await page.textContent('h1')).trim()
      const menu = page.getByRole('button', { name: '变更', exact: true })
      await menu.focus()
      await page.keyboard.press('Enter')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog', { name: '更名' })
      await dialog.locator('[name=short_name]').focus()
      await page.keyboard.press('Control+a')
      await page.keyboard.type('骨科与运动医学科党支部')
      await dialog.locator('[name=reason]').focus()
      await page.keyboard.type('科室更名')
      await page.keyboard.press('Enter')
      await dialog.getByText('简称由').waitFor()
      await dialog.getByRole('button', { name: '确认更名' }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name: '骨科与运动医学科党支部' }).waitFor()
      await open(`${new URL(here).pathname}?as_of=2026-01-05`)
      await page.getByText('只能看，不能改').waitFor()
      await page.getByRole('heading', { level: 1, name }).waitFor()
      assert.equal(await page.getByRole('button', { name: '变更', exact: true }).count(), 0)
      // What is due today is no part of a past day.
      await open('/console/organisations?as_of=2010-01-01')
      await page.getByText('从左边选择一个党组织').waitFor()
      assert.equal(await page.getByRole('link', { name: '办理换届' }).count(), 0)
      assert.equal(await page.getByRole('tab').count(), 0)
    },
  },
  {
    name: 'the committee: a post is ended and given, an election begins a new term, the former ones are kept',
    async run(tools) {
      const { as, page, accessible } = tools
      await as('party_office')
      await openOrganisation(tools, '消化内科')
      await page.getByRole('tab', { name: /领导班子/ }).click()
      const posts = page.locator('.organisation-posts')
      assert.ok((await posts.locator('li').count()) >= 5)
      await posts.locator('li', { hasText: '宣传委员' }).getByRole('button', { name: '免职' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.locator('[name=reason]').fill('调离')
      await dialog.getByRole('button', { name: '免职' }).click()
      await dialog.waitFor({ state: 'detached' })
      await posts.getByRole('button', { name: '任职' }).click()
      await dialog.locator('[name=kind]').selectOption({ label: '宣传委员' })
      await dialog.locator('[name=holder]').fill('何人可')
      await accessible('giving a post')
      await dialog.getByRole('button', { name: '任职' }).click()
      await posts.getByText('何人可').waitFor()
      await page.getByRole('button', { name: '登记换届' }).click()
      await dialog.locator('[name=approval]').fill('同意提前换届的批复')
      await dialog.getByText('班子成员不变').click()
      await dialog.getByRole('button', { name: '保存' }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: '历届与历任' }).click()
      await posts.getByText(/当选，.*结束/).waitFor()
      assert.match(await posts.textContent(), /何人可/)
      await accessible('committee')
    },
  },
  {
    name: 'a late entry waits for somebody else: invited, given the role by two administrators, the second person countersigns',
    async run(tools) {
      const { as, open, page } = tools
      await as('party_office')
      await openOrganisation(tools, '药学')
      const dialog = await begin(page, '更名')
      await dialog.locator('[name=short_name]').fill('医院药学党支部')
      await dialog.locator('[name=effective_on]').fill('2026-03-02')
      await dialog.locator('[name=reason]').fill('春季更名，补录')
      await dialog.getByRole('button', { name: '查看影响' }).click()
      await dialog.getByText('要由另一人复核').waitFor()
      await dialog.getByRole('button', { name: '确认更名' }).click()
      await page.getByRole('heading', { level: 1, name: '医院药学党支部' }).waitFor()
      await open('/console/organisations?view=late')
      await settled(page)
      // One does not countersign one's own entry.
      await page.getByText('须由他人复核').waitFor()

      const { page: guest } = await newcomer(tools, { name: '程复核', role: '党委办公室', organisation: '医院党委' })
      await guest.locator('.duties').getByRole('link', { name: /去复核/ }).click()
      await settled(guest)
      assert.equal(await guest.locator('#console-menu a', { hasText: '待我确认' }).locator('.count').textContent(), '1')
      await guest.getByRole('button', { name: '复核 医院药学党支部：补录更名' }).click()
      await guest.getByRole('dialog').getByRole('button', { name: '复核', exact: true }).click()
      await guest.getByText('没有等待您确认的事项').waitFor()
      assert.equal(await guest.locator('#console-menu .count').count(), 0)
      await guest.context().close()
    },
  },
  {
    name: 'a secretary asks for a new name of the own branch; the office agrees, and so it is called',
    async run(tools) {
      const { page, as, open, accessible } = tools
      await as('branch_secretary')
      await open('/console/organisations')
      await settled(page)
      await page.getByRole('treeitem').first().click()
      await page.waitForURL(/\/organisations\/\d+/)
      await settled(page)
      await page.getByRole('button', { name: '申请调整' }).click()
      const menu = page.locator('.ui-menu .box')
      assert.equal(await menu.getByRole('button', { name: '合并' }).count(), 0)
      await menu.getByRole('button', { name: '更名', exact: true }).click()
      const dialog = page.getByRole('dialog', { name: '更名' })
      const name = dialog.locator('[name=name]')
      const before = await name.inputValue()
      const after = before.replace(/支部/, '中心支部')
      await name.fill(after)
      await dialog.locator('[name=reason]').fill('科室更名')
      await dialog.getByRole('button', { name: '查看影响' }).click()
      await dialog.getByText('将发生的变化').waitFor()
      await accessible('asking for a change')
      await dialog.getByRole('button', { name: '提交申请' }).click()
      await page.waitForURL(/approvals\/\d+$/)
      await page.getByText(/科室更名/).first().waitFor()
      const request = new URL(page.url()).pathname

      const office = await pageOf(tools, 'party_office')
      await office.goto(tools.site.url + request)
      await office.getByRole('button', { name: '同意', exact: true }).click()
      await office.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click()
      await office.getByText('已同意').first().waitFor()
      await office.getByRole('link', { name: '查看原事项' }).first().click()
      await office.getByText(after).first().waitFor()
      await office.getByRole('tab', { name: '变更记录' }).click()
      await office.getByRole('button', { name: '撤回' }).first().click()
      await office.getByRole('dialog').locator('[name=reason]').fill('演练结束')
      await office.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
      await office.getByRole('dialog').waitFor({ state: 'detached' })
      await office.context().close()
    },
  },
  {
    name: 'on a phone the tree, a profile and a change fit, and nobody else may change the tree',
    viewport: phone,
    async run(tools) {
      const { as, open, page, accessible, noSidewaysScroll } = tools
      await as('branch_secretary')
      await open('/console/organisations')
      await settled(page)
      await noSidewaysScroll()
      await page.getByRole('treeitem').first().click()
      await settled(page)
      await accessible('profile on a phone')
      await noSidewaysScroll()
      assert.equal(await page.getByRole('button', { name: '变更', exact: true }).count(), 0)
    },
  },
  {
    name: 'who may not read people is led to no roster, and the search promises what it finds',
    async run(tools) {
      const { as, open, page } = tools
      await as('security_admin')
      await openOrganisation(tools, '心血管')
      assert.equal(await page.getByRole('link', { name: '看名册' }).count(), 0)
      await page.getByRole('tab', { name: /领导班子/ }).click()
      await page.locator('.organisation-posts li').first().waitFor()
      assert.equal(await page.locator('.organisation-posts li a').count(), 0)
      await page.getByRole('button', { name: '搜索组织、账号（支持拼音）' }).waitFor()
      await as('audit_admin')
      await open('/console/')
      await page.getByRole('button', { name: '查找页面' }).waitFor()
    },
  },
]

async function openOrganisationIsGone({ open, page }) {
  await open('/console/organisations')
  await settled(page)
  await page.locator('.organisations .ui-tree input').fill('风湿免疫')
  await page.locator('.organisations .ui-tree .none').waitFor()
}
