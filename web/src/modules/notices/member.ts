import type { ModuleSurface } from '@/app/descriptor'

export const surface: ModuleSurface = {
  id: 'notices',
  routes: [
    { path: '/notices', name: 'notices', component: () => import('./pages/NoticesPage.vue'), meta: { tab: 'home' } },
  ],
  menu: [],
}
