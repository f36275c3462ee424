// Opens each page of pages.mjs on the stand-in server, as its person and in a look.
import { serve } from './mock_server.mjs'
import { widths } from './page_checks.mjs'

export const looks = [
  { name: 'light', theme: 'light', size: 'standard' },
  { name: 'dark', theme: 'dark', size: 'standard' },
  { name: 'large', theme: 'light', size: 'large' },
]

let server
export async function standIn() {
  server ??= await serve(0)
  return `http://127.0.0.1:${server.address().port}`
}
export function end() {
  server?.close()
  server?.closeAllConnections()
}

/** Opens a page as its person and look, brought into its state. */
export async function openPage(world, page, look) {
  const origin = await standIn()
  const { tab, context, messages } = await world.open({
    size: page.path.startsWith('/m/') ? widths.phone : widths.desk,
  })
  if (page.as) {
    await context.addCookies([{ name: 'mock', value: page.as, url: origin }])
    await context.request.put(`${origin}/v1/account/preferences`, {
      data: { size: look.size, theme: look.theme },
    })
  }
  await context.addInitScript((kept) => localStorage.setItem('xinglin.look', kept), JSON.stringify(look))
  await tab.goto(origin + page.path, { waitUntil: 'load' })
  await tab.waitForSelector('h1')
  await tab.waitForTimeout(300)
  await page.act?.(tab)
  return { tab, messages }
}
