// Large print on a desk screen: the same functions, nothing cut, nothing sideways.
import assert from 'node:assert/strict'
import { settled } from './newcomers.mjs'

const pages = {
  party_office: ['/console/', '/console/organisations', '/console/people', '/console/corrections', '/console/imports', '/console/regulations', '/console/meetings'],
  security_admin: ['/console/accounts', '/console/role-grants', '/console/permissions'],
  audit_admin: ['/console/audit'],
  member: ['/m/', '/m/me', '/m/me/file', '/m/branch', '/m/notices'],
}

export default Object.entries(pages).map(([role, paths]) => ({
  name: `large print at the desk: ${role}`,
  async run({ as, open, page, accessible, noSidewaysScroll }) {
    await as(role)
    for (const path of paths) {
      await open(path)
      await settled(page)
      // The account's own choice would stay with the next journey: only this page is enlarged.
      await page.evaluate(() => (document.documentElement.dataset.size = 'large'))
      await accessible(`${path} in large print`)
      await noSidewaysScroll()
      const broken = await page.evaluate(() =>
        [...document.querySelectorAll('.ui-table td, .ui-table .ui-button')]
          .filter((one) => one.children.length === 0 && /^[\d-]{10}$|^[^\s]{2,4}$/.test(one.textContent.trim()) && one.matches('.figure, .ui-button'))
          .filter((one) => {
            const lines = document.createRange()
            lines.selectNodeContents(one)
            return lines.getClientRects().length > 1
          })
          .map((one) => one.textContent.trim()),
      )
      assert.deepEqual(broken, [], `${path}: broken into several lines`)
      if (path === '/console/meetings') {
        await page.locator('.meeting-rows a').first().waitFor()
        // A desk is wide enough: what, when and how many stand beside one another, no list of cards.
        const stacked = await page.evaluate(() =>
          [...document.querySelectorAll('.meeting-rows a')].filter(
            (row) => row.querySelector('.when').getBoundingClientRect().left < row.querySelector('.what').getBoundingClientRect().right,
          ).length,
        )
        assert.equal(stacked, 0, 'rows of meetings stacked at the desk')
      }
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('main p, main td, main dd, main a, main button')]
          .filter((one) => one.offsetParent && one.textContent.trim() && one.children.length === 0)
          .map((one) => parseFloat(getComputedStyle(one).fontSize))
          .reduce((least, size) => Math.min(least, size), 99),
      )
      assert.ok(small >= (path.startsWith('/m/') ? 18 : 15), `${path}: text of ${small} px`)
    }
  },
}))
