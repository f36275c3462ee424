import type { ModuleSurface } from '@/app/descriptor'

export { default as NoticeBell } from './components/NoticeBell.vue'

export const surface: ModuleSurface = {
  id: 'notices',
  routes: [
    { path: '/notices', name: 'notices', component: () => import('./pages/NoticesPage.vue'), meta: { tab: 'home' } },
  ],
  menu: [],
}
