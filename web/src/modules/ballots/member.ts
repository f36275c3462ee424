import type { ModuleSurface } from '@/app/descriptor'

/** Reached from a meeting, the home screen and notices. */
export const surface: ModuleSurface = {
  id: 'ballots',
  routes: [
    {
      path: '/ballots/:id',
      name: 'ballot',
      component: () => import('./pages/BallotPage.vue'),
      props: true,
      meta: { tab: 'my-meetings' },
    },
  ],
  menu: [],
}
