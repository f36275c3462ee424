import type { ModuleSurface } from '@/app/descriptor'

const read = { rights: ['meetings.read'], tab: 'meetings' }

export const surface: ModuleSurface = {
  id: 'appraisal',
  routes: [
    { path: '/appraisals', name: 'appraisals', component: () => import('./pages/AppraisalsPage.vue'), meta: read },
    {
      path: '/appraisals/:id',
      name: 'appraisal',
      component: () => import('./pages/AppraisalPage.vue'),
      props: true,
      meta: read,
    },
    { path: '/life-pack', name: 'life-pack', component: () => import('./pages/LifePackPage.vue'), meta: read },
  ],
  menu: [],
}
