import type { ModuleSurface } from '@/app/descriptor'
import { rights } from './rights'
import { t } from './locales'

export const surface: ModuleSurface = {
  id: 'system',
  routes: [
    {
      path: '/system',
      name: 'system',
      component: () => import('./pages/SystemPage.vue'),
      meta: { rights: [rights.read] },
    },
  ],
  menu: [{ id: 'system', title: t.title, icon: 'settings', to: 'system', rights: [rights.read], order: 80 }],
}
