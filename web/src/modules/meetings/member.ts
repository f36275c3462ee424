import type { ModuleSurface } from '@/app/descriptor'
import { keptReplies } from './kept'
import { t } from './locales'

/** How often a phone with an answer in its keeping tries again, in ms; news of the network come at once. */
const again = 15_000

/** Answers that could not be sent go out by themselves as soon as the network is back, whatever page is open. */
export function keepSending() {
  const look = () => {
    if (keptReplies().length) void import('./replies').then(({ flush }) => flush())
  }
  addEventListener('online', look)
  setInterval(look, again)
}

export const surface: ModuleSurface = {
  id: 'meetings',
  routes: [
    { path: '/meetings', name: 'my-meetings', component: () => import('./pages/MyMeetingsPage.vue') },
    {
      path: '/meetings/:id',
      name: 'my-meeting',
      component: () => import('./pages/MyMeetingPage.vue'),
      props: true,
      meta: { tab: 'my-meetings' },
    },
    {
      path: '/meetings/:id/record',
      name: 'keep-meeting',
      component: () => import('./pages/KeepMeetingPage.vue'),
      props: true,
      meta: { tab: 'my-meetings' },
    },
    {
      path: '/tasks/:id',
      name: 'my-task',
      component: () => import('./pages/MyTaskPage.vue'),
      props: true,
      meta: { tab: 'my-meetings' },
    },
  ],
  menu: [{ id: 'meetings', title: t.tab, icon: 'calendar', to: 'my-meetings', order: 15 }],
}
