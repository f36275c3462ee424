import type { ModuleSurface } from '@/app/descriptor'

/** Reached from the home screen and notices. */
export const surface: ModuleSurface = {
  id: 'appraisal',
  routes: [
    { path: '/appraisals', name: 'my-appraisals', component: () => import('./pages/MyAppraisalsPage.vue') },
    {
      path: '/appraisals/:id',
      name: 'my-appraisal',
      component: () => import('./pages/MyAppraisalsPage.vue'),
      props: true,
    },
  ],
  menu: [],
}
