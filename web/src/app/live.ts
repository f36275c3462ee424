import { ref } from 'vue'
import { queries } from './queries'

/** What a push says: the kind and number of the thing that changed, never the thing. */
export interface Change {
  kind: string
  id?: string
  version?: number
}

type Listener = (change: Change) => void
type Message = { type: 'change'; change: Change } | { type: 'state'; state: LiveState } | { type: 'reload' }
export type LiveState = 'off' | 'open' | 'broken'

/**
 * Kinds the server pushes: it names each event by its kind, and a browser hears named events only by their names. A module
 * that pushes a new kind adds it here.
 */
export const kinds = [
  'job',
  'notice',
  'import',
  'person',
  'organisation',
  'correction',
  'meeting',
  'ballot',
  'approval',
  're_election',
  'account',
  'grant',
  'invitation',
  'session_ended',
] as const

const channelName = 'xinglin-live'
const listeners = new Set<Listener>()

/** Whether news arrive; 'broken' while reconnecting. */
export const liveState = ref<LiveState>('off')

/** Calls back for every change the server announces; answers how to stop. */
export function onChange(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Three hundred phones hear of a change in the same moment. What shows the changed thing itself is read again within this
 * many ms, each phone at a moment of its own; lists and what else hangs on the kind take longer. A second change before the
 * reading is covered by it; one after it waits as long again.
 */
const soon = 120
const later = 2000
const pause = 800
/** Words that may stand before the number in keys of queries about one thing: ['meeting', 'one', '7'], ['job', '7']. */
const single = ['one', 'own', 'minutes']

const waiting = new Map<string, ReturnType<typeof setTimeout>>()
const lastRead = new Map<string, number>()

/** Whether a query shows the changed thing itself, something beside it, or another thing of its kind. */
export function relation(key: readonly unknown[], change: Change): 'itself' | 'beside' | 'none' {
  if (key[0] !== change.kind) return 'none'
  const about = String(single.includes(String(key[1])) ? key[2] : key[1])
  if (!/^\d+$/.test(about) || change.id === undefined) return 'beside'
  return about === change.id ? 'itself' : 'none'
}

function readAgain(change: Change, which: 'itself' | 'beside', within: number) {
  const name = `${which} ${change.kind} ${which === 'itself' ? (change.id ?? '') : ''}`
  if (waiting.has(name)) return
  const rested = Date.now() - (lastRead.get(name) ?? 0)
  const rest = which === 'itself' ? Math.max(0, pause - rested) : 0
  waiting.set(
    name,
    setTimeout(
      () => {
        waiting.delete(name)
        lastRead.set(name, Date.now())
        void queries.invalidateQueries({ predicate: (query) => relation(query.queryKey, change) === which })
      },
      rest + Math.random() * within,
    ),
  )
}

function deliver(change: Change) {
  if (change.id !== undefined) readAgain(change, 'itself', soon)
  readAgain(change, 'beside', later)
  for (const listener of listeners) listener(change)
}

/** After a restart of the server everybody misses everything at once. */
const readAll = () => void setTimeout(() => void queries.invalidateQueries(), Math.random() * later)

/** The server's line as a change; undefined for lines of another shape (a comment, a ping). */
export function parseChange(type: string, data: string): Change | undefined {
  try {
    const parsed = JSON.parse(data) as Partial<Change>
    const kind = parsed.kind ?? (type === 'message' ? undefined : type)
    if (!kind) return undefined
    return { kind, id: parsed.id === undefined ? undefined : String(parsed.id), version: parsed.version }
  } catch {
    return undefined
  }
}

/** Waiting time before the next try, in ms: doubling from 1 s to 60 s, spread by a quarter so that not all come at once. */
export function backoff(attempt: number, random = Math.random()): number {
  return Math.min(1000 * 2 ** attempt, 60_000) * (0.875 + random / 4)
}

/** Opens the one connection of this browser. The browser itself resumes by Last-Event-ID after a short break. */
function connect(tell: (message: Message) => void): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let stopped = false
  let lost = false

  const open = () => {
    if (stopped) return
    source = new EventSource('/v1/events')
    source.onopen = () => {
      attempt = 0
      tell({ type: 'state', state: 'open' })
      // News may have been missed while a refused connection was away: read everything shown again.
      if (lost) tell({ type: 'reload' })
      lost = false
    }
    source.onerror = () => {
      tell({ type: 'state', state: 'broken' })
      if (source?.readyState !== EventSource.CLOSED) return
      lost = true
      timer = setTimeout(open, backoff(attempt++))
    }
    const take = (event: MessageEvent<string>) => {
      const change = parseChange(event.type, event.data)
      if (change) tell({ type: 'change', change })
    }
    source.onmessage = take
    for (const kind of kinds) source.addEventListener(kind, take as EventListener)
    // The server could not keep what was missed: everything shown is read again.
    source.addEventListener('reload', () => tell({ type: 'reload' }))
  }
  open()
  return () => {
    stopped = true
    clearTimeout(timer)
    source?.close()
  }
}

let stop: (() => void) | undefined

/**
 * Starts receiving. One tab holds the connection (it owns the lock) and tells the others; where locks or channels are
 * missing, each tab holds its own.
 */
export function startLive() {
  if (stop) return
  const apply = (message: Message) => {
    if (message.type === 'change') deliver(message.change)
    else if (message.type === 'reload') readAll()
    else liveState.value = message.state
  }
  // Old browsers and plain http have neither.
  if (!navigator.locks || !window.BroadcastChannel) {
    const close = connect(apply)
    stop = () => {
      close()
      stop = undefined
    }
    return
  }
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = (event: MessageEvent<Message>) => apply(event.data)
  const leaving = new AbortController()
  let close: (() => void) | undefined
  let release: (() => void) | undefined
  navigator.locks
    .request(channelName, { signal: leaving.signal }, () => {
      close = connect((message) => {
        apply(message)
        channel.postMessage(message)
      })
      return new Promise<void>((resolve) => (release = resolve))
    })
    .catch(() => {
      // Left before becoming the leader.
    })
  stop = () => {
    leaving.abort()
    close?.()
    release?.()
    channel.close()
    liveState.value = 'off'
    stop = undefined
    for (const timer of waiting.values()) clearTimeout(timer)
    waiting.clear()
  }
}

/** Ends receiving: at sign-out. */
export function stopLive() {
  stop?.()
}
