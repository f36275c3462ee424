// Holidays of the institution: the office compares the year with the notice and sets a day; the secretary only reads.
import assert from 'node:assert/strict'
import { settled } from './newcomers.mjs'

const api = (page, path) => page.evaluate((to) => fetch(to).then((answer) => answer.json()), path)
const next = new Date(Date.now() + 8 * 3600_000).getUTCFullYear() + 1

export default [
  {
    name: 'the office confirms a year and sets a day of the next; taken back, the week decides again',
    async run({ as, open, page, accessible, noSidewaysScroll, picture }) {
      await as('party_office')
      await open('/console/calendar')
      await settled(page)
      await page.getByText('未核对', { exact: true }).waitFor()
      await accessible('the calendar')
      await picture('c-calendar')
      await page.getByRole('button', { name: '确认已核对' }).click()
      await page.getByText('已核对', { exact: true }).waitFor()

      await open(`/console/calendar?year=${next}`)
      await settled(page)
      await page.getByText('没有数据', { exact: true }).waitFor()
      await page.getByRole('button', { name: '调整一天' }).click()
      const form = page.locator('.calendar-day-form')
      await form.locator('[name=day]').fill(`${next}-05-03`)
      await form.getByRole('button', { name: '保存' }).click()
      await form.getByRole('alert').waitFor()
      await form.locator('[name=name]').fill('劳动节')
      await form.locator('[name=basis]').fill('放假通知')
      await accessible('a day to be set')
      await form.getByRole('button', { name: '保存' }).click()
      await page.getByText('本院设置').waitFor()
      await noSidewaysScroll()
      await picture('c-calendar-own')
      const days = (await api(page, `/v1/calendar-days?year=${next}`)).days
      assert.deepEqual(
        days.map((one) => [one.day, one.day_kind, one.own]),
        [[`${next}-05-03`, 'holiday', true]],
      )
      await page.getByRole('button', { name: `恢复内置数据：${next}-05-03` }).click()
      await page.getByText('没有录入', { exact: true }).waitFor()
    },
  },
  ...[
    { look: 'phone', viewport: { width: 390, height: 844 } },
    { look: 'phone dark', dark: true, viewport: { width: 390, height: 844 } },
    { look: 'in large print', large: true, viewport: { width: 1440, height: 900 } },
  ].map(({ look, viewport, dark, large }) => ({
    name: `the secretary reads the calendar and sets nothing: ${look}`,
    viewport,
    dark,
    async run({ as, open, page, accessible, noSidewaysScroll, picture }) {
      await as('branch_secretary')
      await open('/console/')
      await settled(page)
      if (large) await page.getByRole('button', { name: '大字版' }).click()
      await open('/console/calendar')
      await settled(page)
      await page.getByText('国庆节').first().waitFor()
      assert.equal(await page.getByRole('button', { name: '调整一天' }).count(), 0)
      await accessible(`the calendar, ${look}`)
      await noSidewaysScroll()
      await picture(`calendar-${look.replaceAll(' ', '-')}`)
      if (large) {
        await open('/console/')
        await page.getByRole('button', { name: '标准版' }).click()
        await page.waitForTimeout(300)
      }
    },
  })),
]
