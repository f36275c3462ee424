import type { ModuleSurface } from '@/app/descriptor'
import { rights } from './rights'
import { t } from './locales/office'

const read = { rights: [rights.read], tab: 'meetings' }
const write = { rights: [rights.write], tab: 'meetings' }

export const surface: ModuleSurface = {
  id: 'meetings',
  routes: [
    {
      path: '/meetings',
      name: 'meetings',
      component: () => import('./pages/MeetingsPage.vue'),
      meta: { rights: [rights.read] },
    },
    { path: '/meetings/new', name: 'meeting-new', component: () => import('./pages/NewMeetingPage.vue'), meta: write },
    {
      path: '/meetings/:id',
      name: 'meeting',
      component: () => import('./pages/MeetingPage.vue'),
      props: true,
      meta: read,
    },
    {
      path: '/meetings/:id/minutes',
      name: 'meeting-minutes',
      component: () => import('./pages/MinutesPage.vue'),
      props: true,
      meta: read,
    },
    {
      path: '/meetings/:id/room',
      name: 'meeting-room',
      component: () => import('./pages/RoomPage.vue'),
      props: true,
      meta: { ...read, bare: true },
    },
    {
      path: '/meetings-ledger',
      name: 'meetings-ledger',
      component: () => import('./pages/LedgerPage.vue'),
      meta: read,
    },
    { path: '/year-plan', name: 'year-plan', component: () => import('./pages/YearPlanPage.vue'), meta: read },
    { path: '/meeting-tasks', name: 'meeting-tasks', component: () => import('./pages/TasksPage.vue'), meta: read },
    {
      path: '/branch-opinions',
      name: 'branch-opinions',
      component: () => import('./pages/OpinionsPage.vue'),
      meta: read,
    },
    {
      path: '/meetings-overview',
      name: 'meetings-overview',
      component: () => import('./pages/OverviewPage.vue'),
      meta: read,
    },
  ],
  menu: [{ id: 'meetings', title: t.life, icon: 'calendar', to: 'meetings', rights: [rights.read], order: 15 }],
}
