import type { ModuleSurface } from '@/app/descriptor'
import { t } from './locales'

const read = 'regulations.read'

export const surface: ModuleSurface = {
  id: 'calendar',
  routes: [
    {
      path: '/calendar',
      name: 'calendar',
      component: () => import('./pages/CalendarPage.vue'),
      meta: { rights: [read] },
    },
  ],
  menu: [{ id: 'calendar', title: t.title, icon: 'calendar', to: 'calendar', rights: [read], order: 61 }],
}
