import type { ModuleSurface } from '@/app/descriptor'

/** For whoever asked for something, or decides for somebody who is away: reached from notices. */
export const surface: ModuleSurface = {
  id: 'approvals',
  routes: [
    { path: '/approvals', name: 'approvals', component: () => import('./pages/ApprovalsPage.vue') },
    { path: '/approvals/:id', name: 'approval', component: () => import('./pages/ApprovalPage.vue'), props: true },
  ],
  menu: [],
}
