// Chromium and what every page must hold.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** Path of Chromium, or undefined: then the tests are skipped and say so. */
export function chromiumPath() {
  return [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
    (path) => path && existsSync(path),
  )
}

export function launch() {
  const { chromium } = require('playwright-core')
  return chromium.launch({
    executablePath: chromiumPath(),
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
}

export const widths = {
  phone: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
}

/** Messages of the page that should not be there: errors, and reports of the security policy. */
export function listen(tab) {
  const findings = []
  tab.on('console', (message) => {
    // A refused request is logged by the browser itself; the page shows it.
    if (['error', 'warning'].includes(message.type()) && !/status of 4\d\d/.test(message.text()))
      findings.push(`console: ${message.text()}`)
  })
  tab.on('pageerror', (error) => findings.push(`error: ${error.message}`))
  return findings
}

const sideways = (tab) =>
  tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Findings of one page as it stands: axe (every impact), headings, language, sideways scroll here and at 320 px. */
export async function checkPage(tab, { narrow = true } = {}) {
  const findings = []
  const headings = await tab.locator('h1').count()
  if (headings !== 1) findings.push(`${headings} h1`)
  if ((await tab.getAttribute('html', 'lang')) !== 'zh-CN') findings.push('html lang is not zh-CN')
  if ((await sideways(tab)) > 0) findings.push('scrolls sideways')
  // By the debugger, which the page's security policy does not concern.
  const session = await tab.context().newCDPSession(tab)
  await session.send('Runtime.evaluate', { expression: axe })
  const result = await tab.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
  for (const violation of result.violations)
    findings.push(
      `axe ${violation.impact} ${violation.id}: ${violation.nodes
        .slice(0, 3)
        .map((node) => node.target.join(' '))
        .join(' | ')}`,
    )
  if (narrow) {
    const size = tab.viewportSize()
    await tab.setViewportSize({ width: 320, height: 640 })
    await tab.waitForTimeout(60)
    if ((await sideways(tab)) > 0) findings.push('scrolls sideways at 320 px')
    await tab.setViewportSize(size)
  }
  return findings
}
