// Changes that carry people from one organisation to another: previewed, done, seen, taken back.
import assert from 'node:assert/strict'
import { settled } from './newcomers.mjs'

async function openOrganisation({ open, page }, name) {
  await open('/console/organisations')
  await settled(page)
  await page.locator('.organisations .ui-tree input').fill(name)
  await page.getByRole('treeitem', { name }).first().click()
  await page.waitForURL(/\/organisations\/\d+/)
  await settled(page)
}
/** The heads the tree shows beside an organisation; 0 where it is not there. */
async function heads({ open, page }, name) {
  await open('/console/organisations')
  await settled(page)
  await page.locator('.organisations .ui-tree input').fill(name)
  await page.waitForTimeout(200)
  const items = page.getByRole('treeitem', { name: new RegExp(`^${name}`) })
  if (!(await items.count())) return 0
  return Number((await items.first().locator('.note').textContent()).trim())
}
async function begin(page, kind) {
  await page.getByRole('button', { name: '变更', exact: true }).click()
  await page.locator('.ui-menu .box').getByRole('button', { name: kind, exact: true }).click()
  return page.getByRole('dialog').first()
}
async function choose(page, dialog, label, name) {
  await dialog.getByRole('combobox', { name: label }).click()
  const tree = page.getByRole('dialog').last()
  await tree.getByRole('searchbox').fill(name)
  await tree.getByRole('treeitem', { name }).last().click()
}
async function takeBack(page) {
  await page.getByRole('tab', { name: '变更记录' }).click()
  await page.getByRole('button', { name: '撤回' }).first().click()
  await page.getByRole('dialog').locator('[name=reason]').fill('试行后恢复')
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

export default [
  {
    name: 'two branches become one: people, posts and term in the preview; taking it back restores all of it',
    async run(tools) {
      const { as, page, accessible } = tools
      await as('party_office')
      const [first, second] = [await heads(tools, '行政第一党支部'), await heads(tools, '行政第二党支部')]
      await openOrganisation(tools, '行政第二党支部')
      const other = page.url()
      const posts = await page.getByRole('tab', { name: /领导班子/ }).textContent()
      await openOrganisation(tools, '行政第一党支部')
      const dialog = await begin(page, '合并')
      await choose(page, dialog, '并入的组织', '行政第二')
      await dialog.locator('[name=reason]').fill('机构合并')
      await dialog.getByRole('button', { name: '查看影响' }).click()
      await dialog.getByText(`${second}人从“行政第二党支部”转入“行政第一党支部”`).waitFor()
      for (const text of ['“行政第二党支部”的职务自然免除', '“行政第二党支部”本届任期结束', '“行政第二党支部”撤销'])
        await dialog.getByText(text).waitFor()
      await accessible('merge preview')
      await dialog.getByRole('button', { name: '确认合并' }).click()
      await page.getByText('已变更').waitFor()
      assert.equal(await heads(tools, '行政第一党支部'), first + second)
      assert.equal(await heads(tools, '行政第二党支部'), 0)
      await openOrganisation(tools, '行政第一党支部')
      await takeBack(page)
      assert.equal(await heads(tools, '行政第一党支部'), first)
      assert.equal(await heads(tools, '行政第二党支部'), second)
      await tools.open(new URL(other).pathname)
      await settled(page)
      assert.equal(await page.getByRole('tab', { name: /领导班子/ }).textContent(), posts)
    },
  },
  {
    name: 'a branch that still has people needs an heir, named beside the field; its people go there',
    async run(tools) {
      const { as, page, accessible } = tools
      await as('party_office')
      const [gone, heir] = [await heads(tools, '泌尿外科党支部'), await heads(tools, '普外科党支部')]
      await openOrganisation(tools, '泌尿外科党支部')
      const address = new URL(page.url()).pathname
      const dialog = await begin(page, '撤销')
      await dialog.locator('[name=reason]').fill('科室并入普外科')
      await dialog.getByRole('button', { name: '查看影响' }).click()
      await dialog.locator('[data-field=heir_id]').getByText(`还有${gone}名人员，请先选择承接的党组织`).waitFor()
      await accessible('dissolve refused')
      await choose(page, dialog, '人员和下级组织归入', '普外科')
      await dialog.getByRole('button', { name: '查看影响' }).click()
      await dialog.getByText(`${gone}人从“泌尿外科党支部”转入“普外科党支部”`).waitFor()
      await dialog.getByRole('button', { name: '确认撤销' }).click()
      await page.getByRole('heading', { level: 1, name: '外科系统党总支部' }).waitFor()
      assert.equal(await heads(tools, '普外科党支部'), heir + gone)
      // What has ended is still there to be looked at, and cannot be changed.
      await tools.open(address)
      await settled(page)
      assert.equal(await page.getByRole('button', { name: '变更', exact: true }).count(), 0)
      await takeBack(page)
      assert.equal(await heads(tools, '泌尿外科党支部'), gone)
      assert.equal(await heads(tools, '普外科党支部'), heir)
    },
  },
  {
    name: 'a branch is split into two new ones at once; complaints stand beside the inputs of their part',
    async run(tools) {
      const { as, page, accessible } = tools
      await as('party_office')
      const before = await heads(tools, '妇产科党支部')
      await openOrganisation(tools, '妇产科党支部')
      const dialog = await begin(page, '拆分')
      await dialog.locator('.choose-people input').first().waitFor()
      const all = await dialog.locator('.choose-people input').count()
      await dialog.getByRole('button', { name: '再拆出一个' }).click()
      for (const [index, name] of ['产科', '妇科'].entries()) {
        await dialog.locator(`[name="parts/${index}/name"]`).fill(index ? '' : `中共云澜市第一人民医院${name}支部委员会`)
        await dialog.locator(`[name="parts/${index}/short_name"]`).fill(`${name}党支部`)
        const part = dialog.locator('.split-part').nth(index)
        for (const at of [0, 1, 2]) await part.locator('.choose-people input').nth(at).check()
      }
      // Whoever goes into one part cannot be chosen for the other.
      const [first, second] = await Promise.all(
        [0, 1].map((at) => dialog.locator('.split-part').nth(at).locator('.choose-people input').count()),
      )
      assert.deepEqual([first, second], [all - 3, all - 3])
      await dialog.locator('[name=reason]').fill('人数较多，分设支部')
      await dialog.getByRole('button', { name: '查看影响' }).click()
      await dialog.locator('[data-field="parts/1/name"] .error').waitFor()
      await accessible('split refused')
      await dialog.locator('[name="parts/1/name"]').fill('中共云澜市第一人民医院妇科支部委员会')
      await dialog.getByRole('button', { name: '查看影响' }).click()
      for (const name of ['产科', '妇科']) await dialog.getByText(`3人从“妇产科党支部”转入“${name}党支部”`).waitFor()
      await dialog.getByRole('button', { name: '确认拆分' }).click()
      await page.getByText('已变更').waitFor()
      assert.equal(await heads(tools, '妇产科党支部'), before - 6)
      assert.equal(await heads(tools, '产科党支部'), 3)
      await openOrganisation(tools, '妇产科党支部')
      await takeBack(page)
      assert.equal(await heads(tools, '妇产科党支部'), before)
    },
  },
  {
    name: 'an upgrade: refused with its article where it cannot stand, done where the rules allow it',
    async run(tools) {
      const { as, page, accessible } = tools
      await as('party_office')
      await openOrganisation(tools, '心血管内科党支部')
      let dialog = await begin(page, '升格')
      await dialog.locator('[name=kind]').selectOption({ label: '党委' })
      await dialog.locator('[name=reason]').fill('人数增加')
      await dialog.getByRole('button', { name: '查看影响' }).click()
      await dialog.getByText('党委不能设在党总支部之下').waitFor()
      await dialog.getByText('《中国共产党章程》第三十条').first().waitFor()
      assert.ok(await dialog.getByRole('button', { name: '确认升格' }).isDisabled())
      await accessible('upgrade refused')
      await openOrganisation(tools, '医技门诊系统党总支部')
      dialog = await begin(page, '升格')
      await dialog.locator('[name=kind]').selectOption({ label: '党委' })
      await dialog.locator('[name=name]').fill('中共云澜市第一人民医院医技门诊系统委员会')
      await dialog.locator('[name=short_name]').fill('医技门诊系统党委')
      await dialog.locator('[name=reason]').fill('党员超过一百人')
      await dialog.locator('[name=basis]').fill('关于同意设立党委的批复')
      await dialog.getByRole('button', { name: '查看影响' }).click()
      await dialog.getByText('由党总支部改设为党委').waitFor()
      await dialog.getByRole('button', { name: '确认升格' }).click()
      await page.getByRole('heading', { level: 1, name: '医技门诊系统党委' }).waitFor()
      await takeBack(page)
      await page.getByRole('heading', { level: 1, name: '医技门诊系统党总支部' }).waitFor()
    },
  },
]
