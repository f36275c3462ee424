// Another person's word: a member asks for another time of a meeting, the secretary sends it back, then agrees.
import assert from 'node:assert/strict'
import { pageOf, settled } from './newcomers.mjs'

/** One call to the server as whoever is signed in on the page. */
const call = (page, method, path, body, version) =>
  page.evaluate(
    async ([method, path, body, version]) => {
      const { csrf_token } = await (await fetch('/v1/session')).json()
      const headers = {
        'Content-Type': 'application/json',
        'X-CSRF-Token': csrf_token,
      }
      if (version) headers['If-Match'] = `"${version}"`
      const answer = await fetch(path, {
        method,
        headers,
        body: body && JSON.stringify(body),
      })
      return { status: answer.status, body: await answer.json() }
    },
    [method, path, body, version],
  )
const at = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString()

export default [
  {
    name: 'asked, sent back with a reason, asked again, agreed; the history holds all of it',
    async run(tools) {
      const { page, as, open, accessible, site } = tools
      await as('branch_secretary')
      await open('/console/')
      await settled(page)
      const branch = (await call(page, 'GET', '/v1/organisations?roots=true')).body.items[0].id
      const items = [{ kind: 'study', title: '学习' }]
      // Later journeys take over who wrote the last meeting's minutes.
      const last = (await call(page, 'GET', `/v1/meetings?branch=${branch}&state=closed&limit=1`)).body.items[0].id
      const recorder = (await call(page, 'GET', `/v1/meetings/${last}`)).body.recorder.id
      const planned = await call(page, 'POST', '/v1/meetings', {
        organisation: branch,
        kind: 'theme_day',
        starts_at: at(72),
        ends_at: at(73),
        place: '示教室',
        recorder,
        items,
      })
      const meeting = planned.body
      assert.equal((await call(page, 'PUT', `/v1/meetings/${meeting.id}/call`, {}, meeting.version)).status, 200)

      const member = await pageOf(tools, 'member')
      await member.goto(`${site.url}/m/meetings/${meeting.id}`)
      await settled(member)
      await member.getByText('这个时间不合适，申请改期').click()
      const day = new Date(Date.now() + 104 * 3_600_000).toISOString().slice(0, 10)
      await member.getByLabel('改到哪天').fill(day)
      await member.getByLabel('几点开始').fill('25:00')
      await member.getByRole('textbox', { name: /^原因/ }).fill('当天值班')
      await member.getByRole('button', { name: '提出申请' }).click()
      await member.getByText('时间请写成 17:30').first().waitFor()
      await member.getByLabel('几点开始').fill('17：30')
      await member.getByRole('button', { name: '提出申请' }).click()
      await member.getByText('已提出改期申请').waitFor()
      await member.getByRole('link', { name: '看进展' }).click()
      await member.waitForURL(/\/m\/approvals\/\d+$/)
      await member.goto(`${site.url}/m/approvals`)
      await settled(member)
      const ask = () =>
        call(member, 'POST', `/v1/own-meetings/${meeting.id}/time-change`, {
          starts_at: at(96),
          ends_at: at(97),
          reason: '当天值班',
        })
      await open('/console/confirmations')
      await settled(page)
      const waiting = page.locator('.confirmations li', { hasText: '申请改期' }).first()
      await waiting.getByRole('link', { name: /^查看/ }).click()
      await page.waitForURL(/\/approvals\/\d+$/)
      await page.getByRole('button', { name: '退回' }).click()
      const dialog = page.getByRole('dialog', { name: '退回' })
      await dialog.getByRole('button', { name: '退回' }).click()
      await dialog.getByRole('alert').waitFor()
      await dialog.getByLabel('原因').fill('那天有手术')
      await dialog.getByRole('button', { name: '退回' }).click()
      await page.locator('.ui-timeline').getByText('那天有手术').waitFor()
      assert.equal(await page.getByRole('button', { name: '同意', exact: true }).count(), 0)

      await member.getByRole('tab', { name: '我提出的' }).click()
      await member.getByText('已退回').first().waitFor()
      assert.equal((await ask()).status, 200)
      await page.reload()
      await settled(page)
      await accessible('a case')
      await page.getByRole('button', { name: '同意', exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click()
      await page.locator('.ui-timeline li').nth(3).waitFor()
      const moved = await call(page, 'GET', `/v1/meetings/${meeting.id}`)
      assert.notEqual(moved.body.starts_at, meeting.starts_at)
      await member.context().close()
    },
  },
]
