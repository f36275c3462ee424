// Runs the browser journeys: node run.mjs [words of a file name…]. Each *.journey.mjs exports a list of journeys
// { name, run({ page, open, as, site, check }) }. One server with the demo hospital serves them all, each journey in a
// browser context of its own. Ends with "N passed, N failed, N skipped".
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, chmodSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { accessibility, horizontalScroll } from './checks.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..')
const fromWeb = createRequire(join(root, 'web', 'package.json'))
const CHROMIUM = process.env.CHROME_PATH ?? '/usr/bin/chromium'
const PICTURES = join(root, '.cache', 'pictures')

/** Starts `xinglin demo` or `xinglin serve` on an empty folder of its own; resolves once it answers. */
async function start(command) {
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-browser-'))
  // Started as root the server gives root up before it writes the file.
  chmodSync(folder, 0o777)
  const ready = join(folder, 'ready.json')
  const program = process.env.XINGLIN_PROGRAM ?? join(root, 'build', 'xinglin')
  let log = ''
  const child = spawn(program, [command, '--data', join(folder, 'data'), '--listen', '127.0.0.1:0', '--ready-file', ready,
    '--requests-per-minute', '0'])
  child.stdout.on('data', (text) => (log += text))
  child.stderr.on('data', (text) => (log += text))
  for (let i = 0; i < 1200 && !existsSync(ready); ++i) {
    if (child.exitCode !== null) break
    await new Promise((done) => setTimeout(done, 50))
  }
  if (!existsSync(ready)) throw new Error(`${command} did not start:\n${log}`)
  return {
    ...JSON.parse(readFileSync(ready, 'utf8')),
    log: () => log,
    async stop() {
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What a journey is given. `foreign` collects requests to other hosts: there must be none. */
async function given(browser, site, journey) {
  const context = await browser.newContext({
    viewport: journey.viewport ?? { width: 1440, height: 900 },
    colorScheme: journey.dark ? 'dark' : 'light',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    javaScriptEnabled: journey.script ?? true,
    acceptDownloads: true,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const faults = []
  const own = new URL(site.url).host
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && url.host !== own && url.hostname !== '127.0.0.1') faults.push(`a request to ${url.host}`)
  })
  page.on('pageerror', (error) => faults.push(`an error on the page: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of [45]\d\d|ERR_INTERNET_DISCONNECTED/.test(message.text())) faults.push(`console: ${message.text()}`)
  })
  return {
    page,
    context,
    site,
    faults,
    open: (path) => page.goto(site.url + path, { waitUntil: 'load' }),
    /** Signs in as one of the demo's people; each gets a fresh one-time link from the session of the first. */
    as: async (role) => {
      const state = site.sessions[role]
      if (!state) throw new Error(`nobody is signed in as ${role}`)
      await context.addCookies(state)
    },
    /** A server of its own on an empty folder, for what happens once in an installation. The journey stops it. */
    install: async () => {
      const empty = await start('serve')
      return { ...empty, open: (path) => page.goto(new URL(path, empty.url).href, { waitUntil: 'load' }) }
    },
    picture: (name) => page.screenshot({ path: join(PICTURES, `${name}.png`) }),
    accessible: (what) => accessibility(page, fromWeb, what),
    noSidewaysScroll: () => horizontalScroll(page),
  }
}

/** Follows every one-time link once and keeps the cookies, because a link works only once. */
async function signEverybodyIn(browser, site) {
  site.sessions = {}
  for (const { role, url } of site.links) {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(url, { waitUntil: 'load' })
    site.sessions[role] = await context.cookies()
    await context.close()
  }
}

function journeyFiles(words) {
  return readdirSync(here)
    .filter((name) => name.endsWith('.journey.mjs') && (!words.length || words.some((word) => name.includes(word))))
    .sort()
}

async function main() {
  const files = journeyFiles(process.argv.slice(2))
  const journeys = []
  for (const file of files) {
    const { default: list } = await import(pathToFileURL(join(here, file)))
    journeys.push(...list.map((journey) => ({ ...journey, name: `${file.replace('.journey.mjs', '')}: ${journey.name}` })))
  }
  if (!existsSync(CHROMIUM)) {
    console.log('skipped: no chromium; install it with: apt-get install chromium')
    console.log(`0 passed, 0 failed, ${journeys.length} skipped`)
    return 0
  }
  const { chromium } = fromWeb('playwright-core')
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  const site = await start('demo')
  mkdirSync(PICTURES, { recursive: true })
  let passed = 0
  let failed = 0
  try {
    await signEverybodyIn(browser, site)
    for (const journey of journeys) {
      const tools = await given(browser, site, journey)
      const begun = Date.now()
      try {
        await journey.run(tools)
        if (tools.faults.length) throw new Error(tools.faults.join('\n'))
        ++passed
        console.log(`ok      ${journey.name} (${Date.now() - begun} ms)`)
      } catch (error) {
        ++failed
        console.log(`FAILED  ${journey.name}\n${error.stack ?? error}\nat ${tools.page.url()}`)
        await tools.picture(`failed-${failed}`).catch(() => undefined)
      }
      await tools.context.close()
    }
  } finally {
    await browser.close()
    await site.stop()
  }
  if (failed) console.log(site.log().slice(-4000))
  console.log(`${passed} passed, ${failed} failed, 0 skipped`)
  return failed ? 1 : 0
}

process.exit(await main())
