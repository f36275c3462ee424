// Every page with the person who sees it. `act` brings a page into a state worth a picture.
export const pages = [
  { name: 'm-sign-in', path: '/m/sign-in' },
  { name: 'm-invitation', path: '/m/invitation#abc' },
  { name: 'm-home', path: '/m/', as: 'member' },
  { name: 'm-branch', path: '/m/branch', as: 'member' },
  { name: 'm-me', path: '/m/me', as: 'member' },
  { name: 'm-file', path: '/m/me/file', as: 'member' },
  { name: 'm-file-contact', path: '/m/me/file?set=contact', as: 'member' },
  { name: 'm-file-timeline', path: '/m/me/file?set=timeline', as: 'member' },
  { name: 'm-file-corrections', path: '/m/me/file?set=corrections', as: 'member' },
  {
    name: 'm-correction-error',
    path: '/m/me/file/contact/phone',
    as: 'member',
    act: async (tab) => {
      await tab.getByRole('button', { name: '核对更正' }).click()
      await tab.waitForTimeout(100)
    },
  },
  {
    name: 'm-correction-review',
    path: '/m/me/file/contact/address',
    as: 'member',
    act: async (tab) => {
      await tab.locator('[name=value]').fill('文昌路 18 号 2 单元')
      await tab.getByRole('button', { name: '核对更正' }).click()
      await tab.waitForTimeout(100)
    },
  },
  { name: 'm-display', path: '/m/me/display', as: 'member' },
  { name: 'm-sessions', path: '/m/me/sessions', as: 'member' },
  { name: 'm-password', path: '/m/me/password', as: 'member' },
  {
    name: 'm-totp',
    path: '/m/me/totp',
    as: 'member',
    act: async (tab) => {
      await tab.getByRole('button', { name: '开始设置' }).click()
      await tab.waitForTimeout(400)
    },
  },
  { name: 'm-missing', path: '/m/nothing/here', as: 'member' },
  { name: 'c-sign-in', path: '/console/sign-in' },
  { name: 'c-home', path: '/console/', as: 'security' },
  { name: 'c-setup', path: '/console/setup#x' },
  {
    name: 'c-setup-admins',
    path: '/console/setup#x',
    full: true,
    act: async (tab) => {
      await tab.locator('[name=institution]').fill('某市人民医院')
      await tab.getByRole('button', { name: '下一步' }).click()
      await tab.locator('[name="organisation/name"]').fill('中共某市人民医院委员会')
      await tab.getByRole('button', { name: '下一步' }).click()
      await tab.getByRole('button', { name: '完成设置' }).click()
      await tab.waitForTimeout(200)
    },
  },
  { name: 'c-accounts', path: '/console/accounts', as: 'security' },
  { name: 'c-account-one', path: '/console/accounts/506', as: 'security' },
  { name: 'c-grants', path: '/console/role-grants', as: 'security' },
  {
    name: 'c-grant-dialog',
    path: '/console/role-grants',
    as: 'security',
    act: async (tab) => {
      await tab.getByRole('button', { name: '授予角色' }).click()
      await tab.waitForTimeout(250)
    },
  },
  { name: 'c-invitations', path: '/console/invitations', as: 'security' },
  {
    name: 'c-invited',
    path: '/console/invitations?make=1',
    as: 'security',
    act: async (tab) => {
      await tab.locator('[name=name]').fill('沈文')
      await tab.getByRole('button', { name: '生成邀请' }).click()
      await tab.waitForTimeout(500)
    },
  },
  { name: 'c-permissions', path: '/console/permissions', as: 'security' },
  { name: 'c-audit', path: '/console/audit', as: 'audit' },
  {
    name: 'c-audit-verify',
    path: '/console/audit?result=refused',
    as: 'audit',
    act: async (tab) => {
      await tab.getByRole('button', { name: '核验完整性' }).click()
      await tab.waitForTimeout(400)
    },
  },
  {
    name: 'c-search',
    path: '/console/',
    as: 'security',
    act: async (tab) => {
      await tab.keyboard.press('Control+k')
      await tab.keyboard.type('陈')
      await tab.waitForTimeout(500)
    },
  },
  { name: 'c-account', path: '/console/account', as: 'secretary' },
]
