import type { ModuleSurface } from '@/app/descriptor'

/** What the rosters say of oneself: nobody else is shown it. */
export const surface: ModuleSurface = {
  id: 'rosters',
  routes: [
    { path: '/shifts', name: 'own-shifts', component: () => import('./pages/OwnShiftsPage.vue'), meta: { tab: 'me' } },
  ],
  menu: [],
}
