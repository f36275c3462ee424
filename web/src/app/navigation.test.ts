import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { access } from '@/api/client'
import { createSurfaceRouter, safeNext } from './navigation'
import { useSession } from './session'

const me = {
  account: '1',
  name: '李敏',
  roles: [],
  rights: ['people.read'],
  institution: '某医院',
  preferences: { size: 'standard', theme: 'system' },
  totp: 'off',
  demo: false,
  csrf_token: 'fresh',
}
const page = { template: '<h1>x</h1>' }
const routes = [
  { path: '/', name: 'home', component: page },
  { path: '/audit', name: 'audit', component: page, meta: { rights: ['audit.read'] } },
  { path: '/people', name: 'people', component: page, meta: { rights: ['people.read', 'people.write'] } },
  { path: '/setup', name: 'setup', component: page, meta: { open: true } },
]

function answer(status: number, json: unknown) {
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(JSON.stringify(json), { status })),
  )
}

describe('the guards', () => {
  beforeEach(() => {
    setActivePinia(createPinia())
    vi.stubGlobal(
      'EventSource',
      class {
        close() {}
        addEventListener() {}
      },
    )
    history.replaceState({}, '', '/m/')
  })
  afterEach(() => {
    useSession().forget()
    vi.unstubAllGlobals()
  })

  it('send a stranger to sign in, and remember where to', async () => {
    answer(401, { code: 'unauthenticated' })
    const router = createSurfaceRouter('/m/', routes)
    await router.push('/people?q=a')
    expect(router.currentRoute.value.name).toBe('sign-in')
    expect(router.currentRoute.value.query.next).toBe('/people?q=a')
  })

  it('let anybody into an open page without asking who it is', async () => {
    answer(401, {})
    const router = createSurfaceRouter('/m/', routes)
    await router.push('/setup')
    expect(router.currentRoute.value.name).toBe('setup')
    expect(fetch).not.toHaveBeenCalled()
  })

  it('ask for one of the rights of a page', async () => {
    answer(200, me)
    const router = createSurfaceRouter('/m/', routes)
    await router.push('/people')
    expect(router.currentRoute.value.name).toBe('people')
    await router.push('/audit')
    expect(router.currentRoute.value.name).toBe('forbidden')
    expect(access.csrfToken).toBe('fresh')
  })

  it('say when the server does not answer, and keep the way', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')))
    const router = createSurfaceRouter('/m/', routes)
    await router.push('/people')
    expect(router.currentRoute.value.name).toBe('unreachable')
    answer(200, me)
    await router.replace(safeNext(router.currentRoute.value.query.next))
    expect(router.currentRoute.value.name).toBe('people')
  })

  it('go to sign-in when the session ends', async () => {
    answer(200, me)
    const router = createSurfaceRouter('/m/', routes)
    await router.push('/people')
    access.onSignedOut()
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('sign-in'))
    expect(router.currentRoute.value.query).toEqual({ next: '/people', ended: '1' })
    expect(useSession().me).toBeUndefined()
  })
})

it.each([
  ['/people?q=1', '/people?q=1'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  [undefined, '/'],
])('goes after sign-in to %s as %s', (next, to) => {
  expect(safeNext(next)).toBe(to)
})
