import type { ModuleSurface } from '@/app/descriptor'

export const surface: ModuleSurface = {
  id: 'accounts',
  routes: [{ path: '/account', name: 'own-account', component: () => import('./pages/OwnAccountPage.vue') }],
  menu: [],
}
