// People the journeys need beside the eight of the demo: each with an account and a password of their own.

export const password = 'four quiet lanterns by the river'
let made = 0

/** The page once its content stands. */
export async function settled(page) {
  await page.waitForSelector('h1')
  await page.waitForFunction(() => !document.querySelector('.ui-skeleton'))
}

/** A page of somebody's own, beside the journey's: one of the demo's people, or a stranger. */
export async function pageOf({ context, site }, role, options = {}) {
  const other = await context.browser().newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options })
  if (role) await other.addCookies(site.sessions[role])
  const page = await other.newPage()
  page.setDefaultTimeout(15_000)
  return page
}

/** Signs in on the public page and waits for the surface the server leads to. */
export async function signIn(page, site, login, secret = password) {
  await page.goto(`${site.url}/sign-in`)
  await page.locator('[name=login]').fill(login)
  await page.locator('[name=password]').fill(secret)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL(/\/(console|m)\/$/)
  await settled(page)
}

/** Agrees, as another administrator, to what is proposed for `name`. */
export async function agree(tools, name) {
  const system = await pageOf(tools, 'system_admin')
  await system.goto(`${tools.site.url}/console/role-grants?state=proposed`)
  await system.getByRole('button', { name: new RegExp(`^同意 ${name}`) }).click()
  await system.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click()
  await system.getByText('已同意，授权生效').waitFor()
  await system.context().close()
}

/**
 * Invites somebody, who accepts and signs in. A role beyond one's own record is agreed to by another administrator first.
 * @param role          its title; nothing: no role but the usual one
 * @param organisation  what the role is held over, by the name in the tree
 * @returns {{ page, login, name }} the page, signed in
 */
export async function newcomer(tools, { name, role, organisation, ...options }) {
  const { site } = tools
  const security = await pageOf(tools, 'security_admin')
  await security.goto(`${site.url}/console/invitations?make=1`)
  const form = security.getByRole('dialog')
  await form.locator('[name=name]').fill(name)
  if (role) await form.locator('[name=role]').selectOption({ label: role })
  if (organisation) {
    await form.locator('[name=organisation]').click()
    const tree = security.getByRole('dialog').last()
    await tree.getByRole('searchbox').fill(organisation)
    await tree.getByRole('treeitem', { name: organisation }).last().click()
  }
  await form.getByRole('button', { name: '生成邀请' }).click()
  const link = await security.locator('.ui-copy output').textContent()
  await security.context().close()

  const page = await pageOf(tools, undefined, options)
  // The server of the journeys listens on a port it chose itself; its links name the one it was told.
  await page.goto(site.url + new URL(link).pathname + new URL(link).hash)
  const login = `new${Date.now()}${++made}`
  for (const [field, value] of Object.entries({ login, password, again: password }))
    await page.locator(`[name=${field}]`).fill(value)
  await page.getByRole('button', { name: '开通账号' }).click()
  await page.waitForURL(/sign-in/)
  if (role) await agree(tools, name)
  await signIn(page, site, login)
  return { page, login, name }
}
