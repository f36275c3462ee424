// Opens every page of the build on the stand-in server, in each width, theme and size; checks it with axe, for sideways
// scrolling and for messages on the console (the security policy reports there), and keeps a picture.
//   node dev/looks.mjs [--out folder] [--only words] [--quick]
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { pages } from './pages.mjs'
import { serve } from './mock_server.mjs'

const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined)
const out = option('--out') ?? '/tmp/xinglin-looks'
const only = option('--only')
const quick = process.argv.includes('--quick')
mkdirSync(out, { recursive: true })
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const server = await serve(0)
const origin = `http://127.0.0.1:${server.address().port}`
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})

const looks = [
  { name: 'light', theme: 'light', size: 'standard' },
  { name: 'dark', theme: 'dark', size: 'standard' },
  { name: 'large', theme: 'light', size: 'large' },
]
let findings = 0
const complain = (text) => {
  findings++
  console.log(text)
}

for (const page of pages) {
  if (only && !page.name.includes(only)) continue
  for (const look of quick ? looks.slice(0, 1) : looks) {
    const size = page.path.startsWith('/m/') ? { width: 390, height: 844 } : { width: 1440, height: 900 }
    const context = await browser.newContext({
      viewport: size,
      deviceScaleFactor: 1,
      locale: 'zh-CN',
      bypassCSP: false,
    })
    const name = `${page.name}-${look.name}`
    if (page.as) {
      await context.addCookies([{ name: 'mock', value: page.as, url: origin }])
      await context.request.put(`${origin}/v1/account/preferences`, {
        data: { size: look.size, theme: look.theme },
      })
    }
    await context.addInitScript((kept) => localStorage.setItem('xinglin.look', kept), JSON.stringify(look))
    const tab = await context.newPage()
    tab.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !/401|403|404|400/.test(message.text()))
        complain(`${name}: console: ${message.text()}`)
    })
    tab.on('pageerror', (error) => complain(`${name}: error: ${error.message}`))
    await tab.goto(origin + page.path, { waitUntil: 'load' })
    await tab.waitForSelector('h1')
    await tab.waitForTimeout(350)
    if (page.act) await page.act(tab)
    await tab.screenshot({ path: join(out, `${name}.png`), fullPage: page.full ?? false })
    const sideways = await tab.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (sideways > 0) complain(`${name}: scrolls sideways by ${sideways} px`)
    const headings = await tab.locator('h1').count()
    if (headings !== 1) complain(`${name}: ${headings} h1`)
    await tab.evaluate(axe).catch(async () => {
      const session = await context.newCDPSession(tab)
      await session.send('Runtime.evaluate', { expression: axe })
    })
    const result = await tab.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
    for (const violation of result.violations)
      complain(
        `${name}: axe ${violation.impact} ${violation.id}: ${violation.nodes
          .slice(0, 3)
          .map((node) => node.target.join(' '))
          .join(' | ')}`,
      )
    if (!quick) {
      await tab.setViewportSize({ width: 320, height: 640 })
      await tab.waitForTimeout(100)
      const narrow = await tab.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (narrow > 0) {
        complain(`${name}: at 320 px scrolls sideways by ${narrow} px`)
        await tab.screenshot({ path: join(out, `${name}-320.png`) })
      }
    }
    await context.close()
  }
}
await browser.close()
server.close()
server.closeAllConnections()
console.log(`${findings} findings; pictures in ${out}`)
process.exitCode = findings ? 1 : 0
