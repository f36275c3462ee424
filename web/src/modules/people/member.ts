import type { ModuleSurface } from '@/app/descriptor'

export const surface: ModuleSurface = {
  id: 'people',
  routes: [
    { path: '/me/file', name: 'my-file', component: () => import('./pages/MyFilePage.vue'), meta: { tab: 'me' } },
    {
      path: '/me/file/:section/:field',
      name: 'my-correction',
      component: () => import('./pages/MyCorrectionPage.vue'),
      props: true,
      meta: { tab: 'me' },
    },
  ],
  menu: [],
}
