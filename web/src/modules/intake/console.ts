import type { ModuleSurface } from '@/app/descriptor'
import { rights } from './rights'
import { t } from './locales'

export const surface: ModuleSurface = {
  id: 'intake',
  routes: [
    {
      path: '/imports',
      name: 'imports',
      component: () => import('./pages/ImportsPage.vue'),
      meta: { rights: [rights.run] },
    },
    {
      path: '/imports/:id',
      name: 'import',
      component: () => import('./pages/ImportPage.vue'),
      props: true,
      meta: { rights: [rights.run], tab: 'imports' },
    },
  ],
  menu: [{ id: 'imports', title: t.imports, icon: 'upload', to: 'imports', rights: [rights.run], order: 30 }],
}
