import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { backoff, liveState, onChange, parseChange, startLive, stopLive } from './live'
import { queries } from './queries'

class FakeSource {
  static made: FakeSource[] = []
  static CLOSED = 2
  readyState = 1
  onopen?: () => void
  onerror?: () => void
  onmessage?: (event: MessageEvent<string>) => void
  constructor(readonly url: string) {
    FakeSource.made.push(this)
  }
  named = new Map<string, (event: MessageEvent<string>) => void>()
  addEventListener(name: string, take: (event: MessageEvent<string>) => void) {
    this.named.set(name, take)
  }
  close() {
    this.readyState = 2
  }
}

describe('the one connection', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    FakeSource.made = []
    vi.stubGlobal('EventSource', FakeSource)
    // No locks: this tab holds its own connection.
    vi.stubGlobal('navigator', { onLine: true })
  })
  afterEach(() => {
    stopLive()
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  it('tells listeners what changed', () => {
    const heard = vi.fn()
    const stop = onChange(heard)
    startLive()
    startLive()
    expect(FakeSource.made).toHaveLength(1)
    FakeSource.made[0]!.onmessage!({
      type: 'message',
      data: '{"kind":"person","id":5,"version":2}',
    } as MessageEvent<string>)
    expect(heard).toHaveBeenCalledWith({ kind: 'person', id: '5', version: 2 })
    stop()
  })

  it('reads everything again when the server could not keep what was missed', () => {
    const invalidate = vi.spyOn(queries, 'invalidateQueries').mockResolvedValue()
    startLive()
    FakeSource.made[0]!.named.get('reload')!({ type: 'reload', data: '{}' } as MessageEvent<string>)
    expect(invalidate).toHaveBeenCalledWith()
  })

  it('comes back after a refused connection, and says meanwhile that it is broken', async () => {
    startLive()
    FakeSource.made[0]!.onopen!()
    expect(liveState.value).toBe('open')
    FakeSource.made[0]!.readyState = 2
    FakeSource.made[0]!.onerror!()
    expect(liveState.value).toBe('broken')
    await vi.advanceTimersByTimeAsync(1200)
    expect(FakeSource.made).toHaveLength(2)
    FakeSource.made[1]!.onopen!()
    expect(liveState.value).toBe('open')
  })

  it('leaves a short break to the browser', async () => {
    startLive()
    FakeSource.made[0]!.readyState = 0
    FakeSource.made[0]!.onerror!()
    await vi.advanceTimersByTimeAsync(5000)
    expect(FakeSource.made).toHaveLength(1)
  })
})

it('waits longer each time, up to a minute', () => {
  expect([0, 1, 2, 10].map((attempt) => backoff(attempt, 0.5))).toEqual([1000, 2000, 4000, 60_000])
  expect(backoff(3, 0)).toBeLessThan(backoff(3, 1))
})

it('ignores lines that are no change', () => {
  expect(parseChange('message', 'ping')).toBeUndefined()
  expect(parseChange('message', '{}')).toBeUndefined()
  expect(parseChange('job', '{"id":"7"}')).toEqual({ kind: 'job', id: '7', version: undefined })
})
