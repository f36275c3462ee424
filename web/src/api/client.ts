import createClient from 'openapi-fetch'
import { Problem, offline, problemFrom } from './problem'
import type { paths } from './schema'

/** Set by the session: the token every changing request must carry, and what happens when the server says "sign in". */
export const access = {
  csrfToken: '',
  onSignedOut: (): void => {},
}

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** A random key: the server answers a repeated request with the first one's answer. */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** How long a request that was never answered is taken up again under its key when it is repeated word for word. */
const repeatsFor = 10 * 60_000
/** What was sent under which key: under way, and without an answer. */
const underWay = new Map<string, string>()
const unanswered = new Map<string, { key: string; since: number }>()

/** Same address, same content: what a person sends again after "the network does not answer". */
const wordsOf = async (request: Request) => `${request.method} ${request.url} ${await request.clone().text()}`

/**
 * The key of a change. The answer may have been lost after the change was made: a repetition carries the key of the first
 * try, so that the server answers it instead of doing it twice.
 */
function keyOf(words: string): string {
  const now = Date.now()
  for (const [old, { since }] of unanswered) if (now - since > repeatsFor) unanswered.delete(old)
  return unanswered.get(words)?.key ?? idempotencyKey()
}

/** Takes a request off both lists: its answer came, or will not come. */
function ended(request: Request) {
  const key = request.headers.get('Idempotency-Key') ?? ''
  const words = underWay.get(key)
  underWay.delete(key)
  if (words) unanswered.delete(words)
  return { key, words }
}

const client = createClient<paths>({
  baseUrl: '',
  credentials: 'same-origin',
  headers: { Accept: 'application/json' },
  // Looked up at each call, so that tests can put their own in its place.
  fetch: (request) => globalThis.fetch(request),
})

client.use({
  async onRequest({ request }) {
    if (changing.has(request.method)) {
      if (access.csrfToken) request.headers.set('X-CSRF-Token', access.csrfToken)
      if (!request.headers.has('Idempotency-Key')) {
        const words = await wordsOf(request)
        const key = keyOf(words)
        request.headers.set('Idempotency-Key', key)
        underWay.set(key, words)
      }
    }
    return request
  },
  async onResponse({ response, request }) {
    ended(request)
    if (response.ok) return response
    const problem = await problemFrom(response)
    if (response.status === 401 && !request.url.endsWith('/v1/session')) access.onSignedOut()
    throw problem
  },
  onError({ error, request }) {
    if (error instanceof Problem) return error
    const { key, words } = ended(request)
    if (key && words) unanswered.set(words, { key, since: Date.now() })
    if (error instanceof DOMException && error.name === 'AbortError') return error
    return offline()
  },
})

/**
 * Typed calls of the contract. Every answer outside 2xx, and every failure of the network, is thrown as a Problem.
 */
export const api = client

type Answers<T> = T extends { data?: infer Data } ? Exclude<Data, undefined> : never

/** The answer's body. */
export async function body<T extends { data?: unknown }>(call: Promise<T>): Promise<Answers<T>> {
  return (await call).data as Answers<T>
}

type JsonOf<R> = R extends { content: { 'application/json': infer Body } } ? Body : never
type Operation<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method]
type Success<Op> = Op extends { responses: infer R } ? JsonOf<R[keyof R & (200 | 201 | 202)]> : never

/** The body an operation answers with. */
export type Answer<Path extends keyof paths, Method extends keyof paths[Path]> = Success<Operation<Path, Method>>
/** One item of a list operation. */
export type Item<Path extends keyof paths, Method extends keyof paths[Path]> =
  Answer<Path, Method> extends { items: (infer T)[] } ? T : never
/** The JSON body an operation takes. */
export type Body<Path extends keyof paths, Method extends keyof paths[Path]> =
  Operation<Path, Method> extends { requestBody?: infer R } ? JsonOf<NonNullable<R>> : never
/** The query parameters an operation takes. */
export type Query<Path extends keyof paths, Method extends keyof paths[Path]> =
  Operation<Path, Method> extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never
