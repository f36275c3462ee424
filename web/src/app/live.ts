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

function deliver(change: Change) {
  void queries.invalidateQueries({ queryKey: [change.kind] })
  for (const listener of listeners) listener(change)
}

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
    else if (message.type === 'reload') void queries.invalidateQueries()
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
  }
}

/** Ends receiving: at sign-out. */
export function stopLive() {
  stop?.()
}
