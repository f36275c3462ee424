import type { ModuleSurface } from '@/app/descriptor'
import { t } from './locales'

export const surface: ModuleSurface = {
  id: 'home',
  routes: [
    { path: '/', name: 'home', component: () => import('./pages/ConsoleHome.vue') },
    { path: '/duties', name: 'duties', component: () => import('./pages/DutiesPage.vue'), meta: { tab: 'home' } },
  ],
  menu: [{ id: 'home', title: t.workbench, icon: 'home', to: 'home', order: 10 }],
}
