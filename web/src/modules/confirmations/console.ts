import { computed } from 'vue'
import type { ModuleSurface } from '@/app/descriptor'
import { useWaiting } from './api'
import { rights } from './rights'
import { t } from './locales'

export const surface: ModuleSurface = {
  id: 'confirmations',
  routes: [
    {
      path: '/confirmations',
      name: 'confirmations',
      component: () => import('./pages/ConfirmationsPage.vue'),
      meta: { rights: [...rights] },
    },
  ],
  menu: [
    {
      id: 'confirmations',
      title: t.title,
      icon: 'check',
      to: 'confirmations',
      rights: [...rights],
      order: 12,
      useCount: () => {
        const waiting = useWaiting()
        return computed(() => waiting.data.value?.length)
      },
    },
  ],
}
