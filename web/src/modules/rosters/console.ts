import type { ModuleSurface } from '@/app/descriptor'
import { rights } from './rights'
import { t } from './locales'

export const surface: ModuleSurface = {
  id: 'rosters',
  routes: [
    {
      path: '/rosters',
      name: 'rosters',
      component: () => import('./pages/RostersPage.vue'),
      meta: { rights: [rights.read] },
    },
    {
      path: '/rosters/:id',
      name: 'roster',
      component: () => import('./pages/RosterPage.vue'),
      props: true,
      meta: { rights: [rights.read], tab: 'rosters' },
    },
    {
      path: '/shift-codes',
      name: 'shift-codes',
      component: () => import('./pages/ShiftCodesPage.vue'),
      meta: { rights: [rights.read], tab: 'rosters' },
    },
    {
      path: '/slots',
      name: 'slots',
      component: () => import('./pages/SlotsPage.vue'),
      meta: { rights: [rights.plan], tab: 'rosters' },
    },
  ],
  menu: [{ id: 'rosters', title: t.rosters, icon: 'clock', to: 'rosters', rights: [rights.read], order: 25 }],
}
