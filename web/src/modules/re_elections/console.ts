import type { ModuleSurface } from '@/app/descriptor'

const read = { rights: ['meetings.read'], tab: 'meetings' }

export const surface: ModuleSurface = {
  id: 're_elections',
  routes: [
    { path: '/re-elections', name: 're-elections', component: () => import('./pages/ReElectionsPage.vue'), meta: read },
    {
      path: '/re-elections/:id',
      name: 're-election',
      component: () => import('./pages/ReElectionPage.vue'),
      props: true,
      meta: read,
    },
  ],
  menu: [],
}
