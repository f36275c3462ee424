import type { ModuleSurface } from '@/app/descriptor'
import { rights } from './rights'
import { t } from './locales'

export const surface: ModuleSurface = {
  id: 'audit',
  routes: [
    {
      path: '/audit',
      name: 'audit',
      component: () => import('./pages/AuditPage.vue'),
      meta: { rights: [rights.read] },
    },
  ],
  menu: [{ id: 'audit', title: t.title, icon: 'list', to: 'audit', rights: [rights.read], order: 80 }],
}
