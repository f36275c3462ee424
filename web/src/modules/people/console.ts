import type { ModuleSurface } from '@/app/descriptor'
import { rights } from './rights'
import { t } from './locales/office'

export const surface: ModuleSurface = {
  id: 'people',
  routes: [
    {
      path: '/people',
      name: 'people',
      component: () => import('./pages/RosterPage.vue'),
      meta: { rights: [rights.read] },
    },
    {
      path: '/people/:id',
      name: 'person',
      component: () => import('./pages/PersonPage.vue'),
      props: true,
      meta: { rights: [rights.read], tab: 'people' },
    },
    {
      path: '/corrections',
      name: 'corrections',
      component: () => import('./pages/CorrectionsPage.vue'),
      meta: { rights: [rights.write] },
    },
    {
      path: '/exports',
      name: 'exports',
      component: () => import('./pages/ExportsPage.vue'),
      meta: { rights: [rights.export], tab: 'people' },
    },
  ],
  menu: [
    { id: 'people', title: t.roster, icon: 'users', to: 'people', rights: [rights.read], order: 20 },
    { id: 'corrections', title: t.corrections, icon: 'edit', to: 'corrections', rights: [rights.write], order: 21 },
  ],
}
