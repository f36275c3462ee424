import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { backoff, liveState, onChange, parseChange, relation, startLive, stopLive } from './live'
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
    vi.advanceTimersByTime(2000)
    expect(invalidate).toHaveBeenCalledWith()
    invalidate.mockRestore()
  })

  it('reads a meeting again once for many taps, each phone at its own moment, and other meetings not at all', () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.9)
    const read: unknown[][] = []
    const spy = vi.spyOn(queries, 'invalidateQueries').mockImplementation(async (filters) => {
      const matches = (filters as { predicate: (query: unknown) => boolean }).predicate
      for (const key of [['meeting', 'own', '7'], ['meeting', 'own', '8'], ['meeting', 'own', 'list', ''], ['duty']])
        if (matches({ queryKey: key })) read.push(key)
    })
    startLive()
    const tap = () =>
      FakeSource.made[0]!.named.get('meeting')!({
        type: 'meeting',
        data: '{"kind":"meeting","id":"7","version":2}',
      } as MessageEvent<string>)
    for (let i = 0; i < 20; i++) tap()
    vi.advanceTimersByTime(100)
    expect(read).toEqual([])
    vi.advanceTimersByTime(20)
    expect(read).toEqual([['meeting', 'own', '7']])
    tap()
    vi.advanceTimersByTime(500)
    expect(read).toHaveLength(1)
    vi.advanceTimersByTime(3000)
    expect(read).toEqual([
      ['meeting', 'own', '7'],
      ['meeting', 'own', '7'],
      ['meeting', 'own', 'list', ''],
    ])
    spy.mockRestore()
    vi.mocked(Math.random).mockRestore()
  })

  it('hears of requests and returns', () => {
    startLive()
    expect(FakeSource.made[0]!.named.has('approval')).toBe(true)
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

it('knows which reading shows the changed thing', () => {
  const change = { kind: 'meeting', id: '7' }
  expect(relation(['meeting', 'one', '7'], change)).toBe('itself')
  expect(relation(['meeting', 'one', '8'], change)).toBe('none')
  expect(relation(['meeting', 'ledger', '7', 2026], change)).toBe('beside')
  expect(relation(['meeting', 'own', 'list', ''], change)).toBe('beside')
  expect(relation(['meeting', '7', 'documents', 3], change)).toBe('itself')
  expect(relation(['meeting', '8', 'documents', 3], change)).toBe('none')
  expect(relation(['person', 'one', '7'], change)).toBe('none')
})
