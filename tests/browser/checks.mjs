// What every page must hold, whatever it shows.
import { readFileSync } from 'node:fs'

/** axe finds nothing serious; there is one h1; the language is named. */
export async function accessibility(page, fromWeb, what) {
  // What still fades in has the contrast of its moment, not its own.
  await page.waitForFunction(
    () => !document.getAnimations().some((one) => one.playState === 'running' && one.effect.getComputedTiming().endTime !== Infinity),
  )
  await page.evaluate(readFileSync(fromWeb.resolve('axe-core/axe.min.js'), 'utf8'))
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  const grave = result.violations.filter((each) => ['serious', 'critical'].includes(each.impact))
  if (grave.length) {
    const lines = grave.map((each) => `${each.id}: ${each.help}\n    ${each.nodes.slice(0, 3).map((node) => node.html).join('\n    ')}`)
    throw new Error(`${what}: axe finds\n  ${lines.join('\n  ')}`)
  }
  const facts = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    language: document.documentElement.lang,
    main: document.querySelectorAll('main').length,
  }))
  if (facts.headings !== 1) throw new Error(`${what}: ${facts.headings} h1 headings`)
  if (facts.language !== 'zh-CN') throw new Error(`${what}: the language is "${facts.language}"`)
  if (facts.main !== 1) throw new Error(`${what}: ${facts.main} main landmarks`)
}

/** Nothing but tables inside their panels scrolls sideways. */
export async function horizontalScroll(page) {
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
  if (inner > outer + 1) throw new Error(`the page is ${inner} px wide in a window of ${outer} px`)
}
