// Materials of a meeting: the secretary attaches files on the phone, who is asked opens them, the room's screen names them.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { pageOf, settled } from './newcomers.mjs'

const phone = { width: 390, height: 844 }
const shared = { id: '' }
const api = (page, path) => page.evaluate((to) => fetch(to).then((answer) => answer.json()), path)
const pdf = (about) => Buffer.from(`%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n% ${about}\n%%EOF\n`)
const file = (name, buffer, mimeType = 'application/pdf') => ({ name, mimeType, buffer })

/** A grey picture, as a phone would send one. */
function png(width, height) {
  const crc = (bytes) => {
    let sum = 0xffffffff
    for (const byte of bytes) {
      sum ^= byte
      for (let i = 0; i < 8; ++i) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
    }
    return (sum ^ 0xffffffff) >>> 0
  }
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data])
    const head = Buffer.alloc(4)
    head.writeUInt32BE(data.length)
    const tail = Buffer.alloc(4)
    tail.writeUInt32BE(crc(body))
    return Buffer.concat([head, body, tail])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc((width + 1) * height, 0xc8)
  for (let row = 0; row < height; ++row) rows[row * (width + 1)] = 0
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A meeting of the secretary's branch, in two days, with two points. */
const plan = (page) =>
  page.evaluate(async () => {
    const json = (answer) => answer.json()
    const session = await fetch('/v1/session').then(json)
    const branch = (await fetch('/v1/organisations?roots=true').then(json)).items[0].id
    const at = (hours) => new Date(Date.now() + hours * 3600_000).toISOString()
    const planned = await fetch('/v1/meetings', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf_token },
      body: JSON.stringify({
        organisation: branch,
        kind: 'members_meeting',
        starts_at: at(48),
        ends_at: at(49.5),
        place: '门诊楼三楼会议室',
        items: [
          { kind: 'study', title: '学习支部工作条例' },
          { kind: 'discussion', title: '讨论下季度工作安排' },
        ],
      }),
    }).then(json)
    return planned.id
  })

export default [
  {
    name: 'the secretary attaches files on the phone; what is no such file is refused in words; titles, order, a point, away again',
    viewport: phone,
    async run({ as, open, page, accessible, noSidewaysScroll, picture }) {
      await as('branch_secretary')
      await open('/console/meetings')
      await settled(page)
      shared.id = await plan(page)
      await open(`/console/meetings/${shared.id}`)
      await settled(page)
      await page.getByRole('tab', { name: '议程和材料' }).click()
      await page.getByText('还没有材料').waitFor()
      const chooser = page.getByLabel('添加会议材料')
      await chooser.setInputFiles([
        file('2026年第四季度学习提纲.pdf', pdf('a')),
        file('下季度工作安排（征求意见稿）.txt', Buffer.from('一、学习\n二、义诊\n'), 'text/plain'),
        file('义诊路线图.png', png(320, 200), 'image/png'),
      ])
      await page.getByText('3 份材料已加上').waitFor()
      const rows = page.locator('.materials-editor ol > li')
      assert.deepEqual(await rows.locator('a').allTextContents(), ['2026年第四季度学习提纲', '下季度工作安排（征求意见稿）', '义诊路线图'])
      await accessible('materials attached')
      await noSidewaysScroll()
      await chooser.scrollIntoViewIfNeeded()
      await picture('c-materials-phone')

      // A page under another name, and nothing at all: each said in words, beside what was added.
      await chooser.setInputFiles([file('通知.pdf', Buffer.from('<!DOCTYPE html><script>1</script>')), file('空.pdf', Buffer.alloc(0))])
      await page.getByText('没有加上：通知.pdf').waitFor()
      await page.getByText(/不能附这种文件/).waitFor()
      await page.getByText('文件是空的').waitFor()
      await accessible('files refused')
      await page.getByText('文件是空的').scrollIntoViewIfNeeded()
      await picture('c-materials-refused')
      for (let left = 2; left > 0; --left) await page.getByRole('button', { name: '不加了' }).first().click()
      assert.equal(await page.getByText('没有加上').count(), 0)

      await page.getByRole('button', { name: /义诊路线图\s*更多/ }).click()
      await page.getByRole('button', { name: '上移' }).click()
      await page.waitForFunction(() => document.querySelectorAll('.materials-editor ol a')[1]?.textContent === '义诊路线图')
      await page.getByRole('button', { name: /下季度工作安排（征求意见稿）\s*更多/ }).click()
      await page.getByRole('button', { name: '改名称或议题' }).click()
      const dialog = page.getByRole('dialog', { name: '改材料的名称或议题' })
      await dialog.getByLabel('名称').fill('下季度工作安排')
      await dialog.getByLabel('所属议题').selectOption({ label: '讨论下季度工作安排' })
      await accessible('a material renamed')
      await picture('c-materials-rename')
      await dialog.getByRole('button', { name: '保存' }).click()
      await page.getByText('已保存').waitFor()
      await rows.getByText('讨论下季度工作安排').waitFor()

      await chooser.setInputFiles([file('发错的名单.pdf', pdf('wrong'))])
      await page.getByText('材料已加上', { exact: true }).waitFor()
      await page.getByRole('button', { name: /发错的名单\s*更多/ }).click()
      await page.getByRole('button', { name: '移除' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '移除' }).click()
      await page.getByText('已移除 1 份').click()
      await page.getByText(/发错的名单/).waitFor()
      assert.equal(await rows.count(), 3)
      await page.getByText(/发错的名单/).scrollIntoViewIfNeeded()
      await picture('c-materials-removed')
      await page.getByRole('button', { name: '发出通知' }).click()
      await page.getByText('已通知', { exact: true }).waitFor()
    },
  },
  {
    name: 'a member comes from the notice, opens a file, looks at a picture; what came after the notice is new',
    viewport: phone,
    async run(tools) {
      const { as, open, page, accessible, noSidewaysScroll, picture } = tools
      const office = await pageOf(tools, 'branch_secretary')
      await office.goto(`${tools.site.url}/console/meetings/${shared.id}`)
      await settled(office)
      await office.getByRole('tab', { name: '议程和材料' }).click()
      await office.getByText('新增的材料标“新”').waitFor()
      await office.getByLabel('添加会议材料').setInputFiles([file('补充说明.pdf', pdf('late'))])
      await office.getByText('材料已加上', { exact: true }).waitFor()

      await as('member')
      await open('/m/notices')
      await settled(page)
      await page.getByText('会议材料3份').first().waitFor()
      await page.getByRole('link', { name: '查看：会议通知：支部党员大会' }).first().click()
      await page.waitForURL(new RegExp(`/m/meetings/${shared.id}$`))
      await settled(page)
      await accessible('a meeting with materials')
      await noSidewaysScroll()
      const row = page.locator('.material-list li', { hasText: '补充说明' })
      await row.getByText('新', { exact: true }).waitFor()
      assert.equal(await page.locator('.material-list .ui-tag').count(), 1)
      await row.scrollIntoViewIfNeeded()
      await picture('m-materials')
      assert.equal(await page.getByLabel('添加会议材料').count(), 0)
      const [fetched] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: /打开：\s*2026年第四季度学习提纲\s*PDF/ }).click(),
      ])
      assert.equal(fetched.suggestedFilename(), '2026年第四季度学习提纲.pdf')
      assert.deepEqual(readFileSync(await fetched.path()), pdf('a'))
      // Beneath its point of the agenda.
      await page.locator('.meeting-agenda li', { hasText: '讨论下季度工作安排' }).getByRole('link', { name: /打开：\s*下季度工作安排/ }).waitFor()
      await page.getByRole('button', { name: /看图：\s*义诊路线图/ }).click()
      const shown = page.locator('.material-picture')
      await shown.waitFor()
      await page.waitForFunction(() => document.querySelector('.material-picture').naturalWidth === 320)
      await accessible('a picture looked at')
      await picture('m-material-picture')
      await page.keyboard.press('Escape')
      await shown.waitFor({ state: 'detached' })

      // Taken away while it is on the phone: it goes there too, and its address answers nobody.
      const id = (await api(page, `/v1/own-meetings/${shared.id}`)).files.find((one) => one.title === '补充说明').id
      await office.getByRole('button', { name: /补充说明\s*更多/ }).click()
      await office.getByRole('button', { name: '移除' }).click()
      await office.getByRole('dialog').getByRole('button', { name: '移除' }).click()
      await row.waitFor({ state: 'detached' })
      assert.equal(await page.evaluate((to) => fetch(to).then((answer) => answer.status), `/v1/own-meetings/${shared.id}/materials/${id}`), 404)
      await office.context().close()
    },
  },
  {
    name: 'the room names the materials and opens none; the desk, dark and in large print',
    async run({ as, open, page, accessible, noSidewaysScroll, picture }) {
      await as('branch_secretary')
      await open(`/console/meetings/${shared.id}/room`)
      await settled(page)
      await page.getByRole('heading', { name: '材料（手机扫码可看）' }).waitFor()
      assert.equal(await page.locator('.room .titles li').count(), 3)
      assert.equal(await page.locator('.room a[href*=materials]').count(), 0)
      await accessible('the room with materials')
      await picture('c-room-materials')

      await open(`/console/meetings/${shared.id}`)
      await settled(page)
      await page.getByRole('tab', { name: '议程和材料' }).click()
      const adding = page.getByLabel('添加会议材料')
      await adding.waitFor({ state: 'attached' })
      await page.locator('.materials-editor').scrollIntoViewIfNeeded()
      await accessible('materials at the desk')
      await picture('c-materials-wide')
      await page.evaluate(() => (document.documentElement.dataset.theme = 'dark'))
      await page.waitForTimeout(500) // colours change over a moment
      await accessible('materials in the dark')
      await picture('c-materials-wide-dark')
      await page.evaluate(() => {
        document.documentElement.dataset.theme = 'light'
        document.documentElement.dataset.size = 'large'
      })
      await noSidewaysScroll()
      await picture('c-materials-wide-large')

      // By the keyboard alone: into the menu, down to the first act, and out.
      await page.getByRole('button', { name: /义诊路线图\s*更多/ }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: '改名称或议题' }).waitFor()
      assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), '改名称或议题')
      await page.keyboard.press('Escape')

      await page.setViewportSize(phone)
      await open(`/m/meetings/${shared.id}`)
      await settled(page)
      await page.evaluate(() => {
        document.documentElement.dataset.theme = 'dark'
        document.documentElement.dataset.size = 'extra'
      })
      await page.waitForTimeout(500)
      // The secretary is asked too, and attaches from the same page.
      await page.locator('.materials-editor').scrollIntoViewIfNeeded()
      await accessible('materials of the secretary’s own page, extra large and dark')
      await noSidewaysScroll()
      await picture('m-materials-extra-dark')
    },
  },
]
