// A meeting under way: the code of the room says "present" with one tap, and two secretaries who plan at once lose nothing.
import assert from 'node:assert/strict'
import { pageOf, settled } from './newcomers.mjs'

const phone = { width: 390, height: 844 }
const shared = { id: '' }

/** Calls the API as whoever is signed in on the page. */
const call = (page, method, path, body, version) =>
  page.evaluate(
    async ([method, path, body, version]) => {
      const me = await (await fetch('/v1/session')).json()
      const answer = await fetch(path, {
        method,
        headers: {
          'Content-Type': 'application/json',
          'X-CSRF-Token': me.csrf_token,
          'Idempotency-Key': crypto.randomUUID(),
          ...(version ? { 'If-Match': `"${version}"` } : {}),
        },
        body: body ? JSON.stringify(body) : undefined,
      })
      const text = await answer.text()
      return { status: answer.status, json: text ? JSON.parse(text) : {} }
    },
    [method, path, body, version],
  )

/** A theme day of the branch in an hour, called. */
async function called(page) {
  const tree = await call(page, 'GET', '/v1/organisations?roots=true')
  const at = (minutes) => new Date((Math.floor(Date.now() / 60_000) + minutes) * 60_000).toISOString()
  const made = await call(page, 'POST', '/v1/meetings', {
    organisation: tree.json.items[0].id,
    kind: 'theme_day',
    starts_at: at(60),
    ends_at: at(120),
    place: '示教室',
    items: [{ kind: 'study', title: '学习' }],
  })
  const one = await call(page, 'PUT', `/v1/meetings/${made.json.id}/call`, {}, made.json.version)
  assert.equal(one.status, 200, JSON.stringify(one.json))
  return one.json
}

export default [
  {
    name: 'two secretaries plan one meeting: what one typed stays, what the other saved follows, and a line says who did what',
    async run({ as, open, page, context, site }) {
      await as('branch_secretary')
      await open('/console/')
      const one = await called(page)
      shared.id = one.id
      const other = await context.newPage()
      await other.goto(`${site.url}/console/meetings/${one.id}`)
      await open(`/console/meetings/${one.id}`)
      for (const each of [page, other]) {
        await settled(each)
        await each.getByRole('tab', { name: '安排' }).click()
      }
      await other.locator('.meeting-plan [name=title]').fill('九月主题党日')
      await page.locator('.meeting-plan [name=place]').fill('三楼会议室')
      await page.getByRole('button', { name: '保存安排' }).click()
      await page.getByText('安排已保存').waitFor()
      await other.getByText('刚刚有改动：林明旭修改地点').waitFor()
      assert.equal(await other.locator('.meeting-plan [name=title]').inputValue(), '九月主题党日')
      assert.equal(await other.locator('.meeting-plan [name=place]').inputValue(), '三楼会议室')
      await other.getByRole('button', { name: '保存安排' }).click()
      await other.getByText('安排已保存').waitFor()
      const now = (await call(page, 'GET', `/v1/meetings/${one.id}`)).json
      assert.deepEqual([now.title, now.place], ['九月主题党日', '三楼会议室'])
      assert.equal(now.changes.filter((each) => each.what.includes('材料')).length, 0)
    },
  },
  {
    name: 'the code of the room: one tap says present, an old code is refused with a sentence, the list shows it',
    viewport: phone,
    async run({ as, open, page, site, accessible, noSidewaysScroll, picture, context }) {
      await as('branch_secretary')
      await open('/console/')
      const before = (await call(page, 'GET', `/v1/meetings/${shared.id}`)).json
      const started = await call(page, 'PUT', `/v1/meetings/${shared.id}/start`, {}, before.version)
      assert.equal(started.status, 200, JSON.stringify(started.json))
      await open(`/console/meetings/${shared.id}/room`)
      await settled(page)
      await page.getByText('扫码登记到会，看议程和材料').first().waitFor()
      await page.getByText('以名单登记为准').waitFor()
      await accessible('the room with a code to come by')
      await noSidewaysScroll()
      await picture('c-room-arrival')
      const { code } = (await call(page, 'GET', `/v1/meetings/${shared.id}/arrival-code`)).json

      const member = await pageOf({ context, site }, 'member', { viewport: phone })
      await member.goto(`${site.url}/m/meetings/${shared.id}?here=OLDCODE`)
      await member.getByRole('button', { name: '我已到会' }).click()
      await member.getByText('二维码已经更换，请再扫一次').waitFor()
      await member.getByRole('button', { name: '我已到会' }).waitFor({ state: 'detached' })
      await member.goto(`${site.url}/m/meetings/${shared.id}?here=${code}`)
      await member.getByRole('button', { name: '我已到会' }).click()
      await member.getByText('已登记到会').waitFor()
      await member.getByText('到会', { exact: true }).waitFor()
      const list = (await call(page, 'GET', `/v1/meetings/${shared.id}`)).json
      assert.equal(list.figures.present, 1)
      await member.context().close()
    },
  },
]
