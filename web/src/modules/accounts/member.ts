import type { ModuleSurface } from '@/app/descriptor'
import { t } from './locales'

const setting = () => import('./pages/OwnSettingPage.vue')
const settings = ['display', 'sessions', 'totp', 'password', 'data'] as const

export const surface: ModuleSurface = {
  id: 'accounts',
  routes: [
    { path: '/me', name: 'me', component: () => import('./pages/MePage.vue') },
    ...settings.map((one) => ({
      path: `/me/${one}`,
      name: `own-${one}`,
      component: setting,
      props: { setting: one },
      meta: { tab: 'me' },
    })),
    {
      path: '/invitation',
      name: 'invitation',
      component: () => import('./pages/InvitationPage.vue'),
      // The token stands behind '#': no server log ever holds it.
      props: (route) => ({ token: decodeURIComponent(route.hash.slice(1)) }),
      meta: { open: true },
    },
  ],
  menu: [{ id: 'me', title: t.me, icon: 'user', to: 'me', order: 90 }],
}
