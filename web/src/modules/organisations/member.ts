import type { ModuleSurface } from '@/app/descriptor'
import { t } from './locales'

export const surface: ModuleSurface = {
  id: 'organisations',
  routes: [{ path: '/branch', name: 'my-branch', component: () => import('./pages/MyBranchPage.vue') }],
  menu: [{ id: 'branch', title: t.branch, icon: 'branch', to: 'my-branch', order: 20 }],
}
