// Pictures of every page of the build on the stand-in server, in each theme and size, with the findings of its checks.
//   node dev/looks.mjs [--out folder] [--only words] [--quick]
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkPage, launch, listen } from './page_checks.mjs'
import { end, looks, openPage } from './open_pages.mjs'
import { pages } from './pages.mjs'

const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined)
const out = option('--out') ?? '/tmp/xinglin-looks'
const only = option('--only') ?? ''
const quick = process.argv.includes('--quick')
mkdirSync(out, { recursive: true })

const browser = await launch()
let count = 0
for (const page of pages.filter((one) => one.name.includes(only)))
  for (const look of quick ? looks.slice(0, 1) : looks) {
    const world = {
      async open({ size }) {
        const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
        const tab = await context.newPage()
        return { tab, context, messages: listen(tab) }
      },
    }
    const { tab, messages } = await openPage(world, page, look)
    await tab.screenshot({ path: join(out, `${page.name}-${look.name}.png`), fullPage: page.full ?? false })
    for (const finding of [...(await checkPage(tab, { narrow: !quick })), ...messages]) {
      count++
      console.log(`${page.name}-${look.name}: ${finding}`)
    }
    await tab.context().close()
  }
await browser.close()
end()
console.log(`${count} findings; pictures in ${out}`)
process.exitCode = count ? 1 : 0
