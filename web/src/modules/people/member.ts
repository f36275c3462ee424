import type { ModuleSurface } from '@/app/descriptor'
import { t } from './locales'

export const surface: ModuleSurface = {
  id: 'people',
  routes: [
    { path: '/branch', name: 'my-branch', component: () => import('./pages/MyBranchPage.vue') },
    { path: '/me/file', name: 'my-file', component: () => import('./pages/MyFilePage.vue'), meta: { tab: 'me' } },
    {
      path: '/me/file/:section/:field',
      name: 'my-correction',
      component: () => import('./pages/MyCorrectionPage.vue'),
      props: true,
      meta: { tab: 'me' },
    },
  ],
  menu: [{ id: 'branch', title: t.branch.tab, icon: 'branch', to: 'my-branch', order: 20 }],
}
