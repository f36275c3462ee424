import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router'
import { access } from '@/api/client'
import { useSession } from './session'

/** Routes every surface has: sign-in, no permission, not found. */
function commonRoutes(): RouteRecordRaw[] {
  return [
    { path: '/sign-in', name: 'sign-in', meta: { open: true }, component: () => import('./session/SignInPage.vue') },
    {
      path: '/unreachable',
      name: 'unreachable',
      meta: { open: true },
      component: () => import('./shell/UnreachablePage.vue'),
    },
    { path: '/forbidden', name: 'forbidden', component: () => import('./shell/ForbiddenPage.vue') },
    { path: '/:rest(.*)*', name: 'not-found', component: () => import('./shell/NotFoundPage.vue') },
  ]
}

/** Where a person goes after signing in: only inside this app, never to another site. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/'
}

/**
 * The router of one surface, with its guards: a page needs a session unless it is `open`, and the right it names.
 * @param base  "/m/" or "/console/"
 */
export function createSurfaceRouter(base: string, routes: RouteRecordRaw[]): Router {
  const router = createRouter({
    history: createWebHistory(base),
    routes: [...routes, ...commonRoutes()],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })

  router.beforeEach(async (to) => {
    if (to.meta.open) return true
    const session = useSession()
    try {
      await session.load()
    } catch {
      // Nobody knows yet who this is: say that there was no answer, and try again from there.
      return { name: 'unreachable', query: { next: to.fullPath }, replace: true }
    }
    if (!session.me) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath }, replace: true }
    if (session.due && !String(to.name).startsWith('own-')) return { name: `own-${session.due}`, replace: true }
    if (!session.can(...(to.meta.rights ?? []))) return { name: 'forbidden', replace: true }
    return true
  })

  // A new release replaced the chunks this page knows: load the page anew, once.
  router.onError((error, to) => {
    if (!/dynamically imported module|Importing a module|preload/i.test(String(error))) return
    const key = `reloaded:${to.fullPath}`
    if (sessionStorage.getItem(key)) return
    sessionStorage.setItem(key, '1')
    location.assign(router.resolve(to).href)
  })

  access.onSignedOut = () => {
    const session = useSession()
    if (!session.me) return
    session.forget()
    const now = router.currentRoute.value
    if (!now.meta.open) void router.replace({ name: 'sign-in', query: { next: now.fullPath, ended: '1' } })
  }
  return router
}
