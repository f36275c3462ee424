// The plan of a year: on the phone the secretary moves a line, leaves one out with a reason and adds one; the office reads it.
import assert from 'node:assert/strict'
import { settled } from './newcomers.mjs'

const phone = { width: 390, height: 844 }
const api = (page, path) => page.evaluate((to) => fetch(to).then((answer) => answer.json()), path)

export default [
  {
    name: 'the secretary moves, notes, leaves out and adds on the phone; what the rules fix stays',
    viewport: phone,
    async run({ as, open, page, accessible, noSidewaysScroll, picture }) {
      await as('branch_secretary')
      await open('/console/year-plan')
      await settled(page)
      await page
        .getByRole('heading', {
          name: `${Number(new Date(Date.now() + 8 * 3600_000).toISOString().slice(5, 7))} 月`,
        })
        .first()
        .waitFor()
      await accessible('the plan')
      await noSidewaysScroll()
      await picture('c-year-plan')
      const next = new Date().getUTCFullYear() + 1
      await open(`/console/year-plan?year=${next}`)
      await settled(page)
      const before = await api(page, `/v1/year-plans?year=${next}`)
      const meeting = before.lines.find((one) => one.what === 'members_meeting')
      const target = meeting.month === meeting.last_month ? meeting.first_month : meeting.last_month
      await page.getByRole('button', { name: `调整：${meeting.month} 月支部党员大会` }).click()
      const form = page.locator('.plan-line-form')
      await form.locator('[name=month]').selectOption(String(target))
      await form.getByLabel('备注').fill('避开春节值班')
      await accessible('a line being changed')
      await noSidewaysScroll()
      await picture('c-year-plan-line')
      await form.getByRole('button', { name: '保存' }).click()
      await page.getByText('避开春节值班').waitFor()
      await page.getByText(`原定 ${meeting.month} 月`).waitFor()

      await page.getByRole('button', { name: /^调整：.+民主评议党员$/ }).click()
      await form.getByLabel('今年这一次不安排').check()
      await form.getByRole('button', { name: '保存' }).click()
      await form.getByRole('alert').waitFor()
      await form.getByLabel('不安排的原因').fill('上级统一安排在次年一月')
      await form.getByRole('button', { name: '保存' }).click()
      await page.getByText('不安排的原因：上级统一安排在次年一月').waitFor()

      await page.getByRole('button', { name: /^调整：.+组织生活会$/ }).click()
      await form.getByText('规定必须开展，不能去掉').waitFor()
      assert.equal(await form.getByLabel('今年这一次不安排').count(), 0)
      await form.getByRole('button', { name: '收起' }).click()

      await page.getByRole('button', { name: '增加安排' }).click()
      await page.getByLabel('内容').fill('义诊进社区')
      await page.locator('[name=month]').selectOption('5')
      await accessible('a line to be added')
      await page.getByRole('button', { name: '保存' }).click()
      await page.getByText('义诊进社区').waitFor()

      const after = await api(page, `/v1/year-plans?year=${next}`)
      assert.equal(after.lines.length, before.lines.length + 1)
      assert.equal(after.lines.find((one) => one.key === meeting.key).month, target)
      assert.equal(after.lines.find((one) => one.what === 'democratic_appraisal').state, 'dropped')

      await page.getByRole('button', { name: `调整：5 月义诊进社区` }).click()
      await form.getByRole('button', { name: '删除' }).click()
      await page.getByText('义诊进社区').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'the office reads the plan of a branch beside what was held',
    async run({ as, open, page, accessible, picture }) {
      await as('branch_secretary')
      await open('/console/year-plan')
      await settled(page)
      const { branch, lines } = await api(page, '/v1/year-plans')
      assert.ok(
        lines.some((one) => one.state === 'done' && one.meeting),
        'the demo held meetings this year',
      )
      await as('party_office')
      await open(`/console/year-plan?branch=${branch}`)
      await settled(page)
      await page.locator('.year-plan summary').click()
      await page
        .getByRole('link', { name: /第\d+次支部党员大会/ })
        .first()
        .waitFor()
      assert.doesNotMatch(await page.textContent('main'), /排名|名次|得分|积分/)
      await accessible('the plan of a branch')
      await picture('c-year-plan-office')
    },
  },
  ...[
    { look: 'dark', dark: true, viewport: { width: 1440, height: 900 } },
    { look: 'phone dark', dark: true, viewport: phone },
    { look: 'phone in large print', large: true, viewport: phone },
    {
      look: 'in large print',
      large: true,
      viewport: { width: 1440, height: 900 },
    },
  ].map(({ look, viewport, dark, large }) => ({
    name: `the plan is accessible and fits: ${look}`,
    viewport,
    dark,
    async run({ as, open, page, accessible, noSidewaysScroll, picture }) {
      await as('branch_secretary')
      await open('/console/')
      await settled(page)
      if (large) await page.getByRole('button', { name: '大字版' }).click()
      await open('/console/year-plan')
      await settled(page)
      await accessible(`the plan, ${look}`)
      await noSidewaysScroll()
      await picture(`year-plan-${look.replaceAll(' ', '-')}`)
      if (large) {
        await open('/console/')
        await page.getByRole('button', { name: '标准版' }).click()
        await page.waitForTimeout(300)
      }
    },
  })),
]
