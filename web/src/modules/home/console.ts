import type { ModuleSurface } from '@/app/descriptor'
import { t } from './locales'

export const surface: ModuleSurface = {
  id: 'home',
  routes: [{ path: '/', name: 'home', component: () => import('./pages/ConsoleHome.vue') }],
  menu: [{ id: 'home', title: t.workbench, icon: 'home', to: 'home', order: 10 }],
}
