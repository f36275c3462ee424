import type { ModuleSurface } from '@/app/descriptor'

export const surface: ModuleSurface = {
  id: 'setup',
  routes: [
    {
      path: '/setup',
      name: 'setup',
      component: () => import('./pages/SetupPage.vue'),
      meta: { open: true },
    },
  ],
  menu: [],
}
