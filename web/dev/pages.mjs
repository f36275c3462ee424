// Every page with the person who sees it. `act` brings a page into a state worth a picture.
export const pages = [
  { name: 'm-sign-in', path: '/m/sign-in' },
  { name: 'm-invitation', path: '/m/invitation/abc' },
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
  { name: 'c-account', path: '/console/account', as: 'secretary' },
]
