import type { ModuleSurface } from '@/app/descriptor'
import { rights } from './rights'
import { t } from './locales'

export const surface: ModuleSurface = {
  id: 'regulations',
  routes: [
    {
      path: '/regulations',
      name: 'regulations',
      component: () => import('./pages/RegulationsPage.vue'),
      meta: { rights: [rights.read] },
    },
  ],
  menu: [{ id: 'regulations', title: t.title, icon: 'file', to: 'regulations', rights: [rights.read], order: 60 }],
}
