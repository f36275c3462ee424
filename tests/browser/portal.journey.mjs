// Anybody, without JavaScript: the public pages, large print, dark, 320 px, 404.
import assert from 'node:assert/strict'

const PAGES = ['/', '/organisations', '/help', '/sign-in', '/nowhere']

/** Bytes and requests of one page, as the wire sees them. */
async function weigh(tools, path) {
  let requests = 0
  const sizes = []
  tools.page.on('requestfinished', (request) => {
    ++requests
    sizes.push(request.sizes().then((size) => size.responseBodySize + size.responseHeadersSize))
  })
  await tools.open(path)
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  return { requests, bytes }
}

export default [
  ...PAGES.map((path) => ({
    name: `${path} is readable without JavaScript, in at most 20 KB and 4 requests`,
    script: false,
    async run(tools) {
      const { requests, bytes } = await weigh(tools, path)
      assert.ok(requests <= 4, `${requests} requests`)
      assert.ok(bytes <= 20 * 1024, `${bytes} bytes`)
      assert.ok((await tools.page.textContent('main')).trim().length > 20)
      assert.match(await tools.page.textContent('body'), /演示/)
      await tools.noSidewaysScroll()
    },
  })),
  ...[
    { name: 'light', viewport: { width: 1440, height: 900 } },
    { name: 'dark', dark: true, viewport: { width: 1440, height: 900 } },
    { name: 'phone', viewport: { width: 390, height: 844 } },
    { name: 'narrow', viewport: { width: 320, height: 640 } },
    { name: 'large print', large: true, viewport: { width: 390, height: 844 } },
  ].map((look) => ({
    ...look,
    name: `every public page is accessible: ${look.name}`,
    async run(tools) {
      if (look.large) await tools.open('/?size=lg')
      for (const path of PAGES) {
        await tools.open(path)
        await tools.accessible(`${path} (${look.name})`)
        await tools.noSidewaysScroll()
        await tools.picture(`portal-${look.name.replace(' ', '-')}-${path.slice(1) || 'home'}`)
      }
    },
  })),
  {
    name: 'the organisation overview names the hospital’s 29 organisations and no people',
    script: false,
    async run({ open, page }) {
      await open('/organisations')
      const text = await page.textContent('main')
      assert.match(text, /心血管内科/)
      assert.match(text, /离退休/)
      assert.doesNotMatch(text, /\d{11}/)
    },
  },
  {
    name: 'printed lists have their look',
    script: false,
    async run({ open }) {
      const answer = await open('/print.css')
      assert.equal(answer.status(), 200)
      assert.match(answer.headers()['content-type'], /text\/css/)
      assert.match(await answer.text(), /@page/)
    },
  },
  {
    name: 'an unknown address says so in plain words, with a way on',
    script: false,
    async run({ open, page }) {
      const answer = await open('/organisations/1')
      assert.equal(answer.status(), 404)
      assert.match(await page.textContent('h1'), /没有|找不到/)
      assert.ok(await page.locator('main a[href="/"]').count())
    },
  },
]
