import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { access, api, body } from './client'
import { Problem } from './problem'

let requests: Request[] = []
function answer(status: number, json?: unknown, headers: Record<string, string> = {}) {
  vi.stubGlobal(
    'fetch',
    vi.fn(async (request: Request) => {
      requests.push(request)
      return new Response(json === undefined ? null : JSON.stringify(json), {
        status,
        headers: { 'Content-Type': 'application/json', ...headers },
      })
    }),
  )
}

beforeEach(() => {
  requests = []
  access.csrfToken = 'token'
  access.onSignedOut = vi.fn()
})
afterEach(() => void vi.unstubAllGlobals())

describe('the client', () => {
  it('sends the token and a new idempotency key with every change, and with no read', async () => {
    answer(204)
    await api.DELETE('/v1/session')
    await api.DELETE('/v1/session')
    answer(200, { items: [] })
    await api.GET('/v1/sessions')
    expect(requests.map((one) => one.headers.get('X-CSRF-Token'))).toEqual(['token', 'token', null])
    const keys = requests.map((one) => one.headers.get('Idempotency-Key'))
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(keys[1]).not.toBe(keys[0])
    expect(keys[2]).toBeNull()
  })

  it('repeats the key of a change whose answer never came, until one comes', async () => {
    const invite = (name: string) =>
      api.POST('/v1/invitations', { body: { name } as never }).catch((problem: unknown) => problem)
    const lost = vi.fn(async (request: Request) => {
      requests.push(request)
      await request.text() // as the browser does: the body is gone by then
      throw new TypeError('Failed to fetch')
    })
    vi.stubGlobal('fetch', lost)
    expect(await invite('甲')).toBeInstanceOf(Problem)
    await invite('甲')
    await invite('乙')
    answer(409, { code: 'x.y', detail: '已有' })
    await invite('甲')
    await invite('甲')
    const keys = requests.map((one) => one.headers.get('Idempotency-Key'))
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).not.toBe(keys[0])
    expect(keys[3]).toBe(keys[0])
    expect(keys[4]).not.toBe(keys[0])
    expect(await requests[3]!.text()).toContain('甲')
  })

  it('answers the body', async () => {
    answer(200, { items: [] })
    expect(await body(api.GET('/v1/sessions'))).toEqual({ items: [] })
  })

  it('throws what problem+json says', async () => {
    answer(
      422,
      {
        code: 'x.y',
        detail: '不行',
        rule: 'r',
        article: '第四条',
        fields: [{ pointer: '/a', code: 'c', detail: '错' }],
      },
      { 'X-Request-Id': 'r-1' },
    )
    const error = (await api.GET('/v1/sessions').catch((problem: unknown) => problem)) as Problem
    expect(error).toBeInstanceOf(Problem)
    expect(error).toMatchObject({
      status: 422,
      code: 'x.y',
      detail: '不行',
      requestId: 'r-1',
      rule: { id: 'r', article: '第四条' },
      fields: [{ pointer: '/a', code: 'c', detail: '错' }],
    })
  })

  it('keeps the status of an answer that is no JSON', async () => {
    vi.stubGlobal('fetch', async () => new Response('<html>', { status: 502 }))
    await expect(api.GET('/v1/sessions')).rejects.toMatchObject({ status: 502, code: 'http.502' })
  })

  it('says when no answer came', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')))
    await expect(api.GET('/v1/sessions')).rejects.toMatchObject({ status: 0, code: 'client.offline' })
  })

  it('reports a session that ended, but not a refused sign-in', async () => {
    answer(401, { code: 'unauthenticated' })
    await api.GET('/v1/sessions').catch(() => undefined)
    expect(access.onSignedOut).toHaveBeenCalledOnce()
    await api.GET('/v1/session').catch(() => undefined)
    expect(access.onSignedOut).toHaveBeenCalledOnce()
  })
})
