import type { ModuleSurface } from '@/app/descriptor'
import { t } from './locales'

export const surface: ModuleSurface = {
  id: 'approvals',
  routes: [
    { path: '/approvals', name: 'approvals', component: () => import('./pages/ApprovalsPage.vue') },
    {
      path: '/approvals/:id',
      name: 'approval',
      component: () => import('./pages/ApprovalPage.vue'),
      props: true,
      meta: { tab: 'approvals' },
    },
  ],
  menu: [
    {
      id: 'approvals',
      title: t.title,
      icon: 'swap',
      to: 'approvals',
      rights: ['meetings.write', 'meetings.countersign'],
      order: 13,
    },
  ],
}
