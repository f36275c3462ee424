import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPinia, setActivePinia } from 'pinia'
import { useSession } from '@/app/session'
import { drafts } from '@/ui/form'
import { keptReply } from './kept'
import { flush, reply } from './replies'

/** What reached the server, and what it answers; `undefined` is a lost network. */
const sent: { url: string; key: string | null; body: unknown }[] = []
let answers: (() => Response | undefined)[] = []

const ok = () =>
  new Response(JSON.stringify({ id: '7' }), { status: 200, headers: { 'Content-Type': 'application/json' } })
const lost = () => undefined
const closed = () =>
  new Response(JSON.stringify({ code: 'meetings.reply_closed', detail: '会议已开始' }), {
    status: 409,
    headers: { 'Content-Type': 'application/problem+json' },
  })

describe('an answer to a notice', () => {
  beforeEach(() => {
    localStorage.clear()
    setActivePinia(createPinia())
    drafts.owner = '11'
    sent.length = 0
    answers = []
    vi.stubGlobal('fetch', async (request: Request) => {
      const body: unknown = JSON.parse(await request.clone().text())
      sent.push({ url: new URL(request.url, 'http://x').pathname, key: request.headers.get('Idempotency-Key'), body })
      const answer = (answers.shift() ?? ok)()
      if (!answer) throw new TypeError('network')
      return answer
    })
  })
  afterEach(() => vi.unstubAllGlobals())

  it('typed while the network is lost is kept, and sent once under the same key', async () => {
    answers = [lost, lost, ok]
    expect(await reply('7', { reply: 'absent', reason: 'surgery' })).toBe('kept')
    expect(keptReply('7')).toMatchObject({ reply: 'absent', reason: 'surgery' })
    await flush()
    expect(keptReply('7')).toBeDefined()
    await Promise.all([flush(), flush()])
    expect(keptReply('7')).toBeUndefined()
    expect(sent).toHaveLength(3)
    expect(new Set(sent.map((one) => one.key)).size).toBe(1)
    expect(sent[2]).toMatchObject({ url: '/v1/own-meetings/7/reply', body: { reply: 'absent', reason: 'surgery' } })
    await flush()
    expect(sent).toHaveLength(3)
  })

  it('changed before it went out goes as the last word alone, under a key of its own', async () => {
    answers = [lost, lost]
    await reply('7', { reply: 'absent', reason: 'on_duty' })
    await reply('7', { reply: 'coming' })
    await flush()
    expect(sent.map((one) => one.body)).toEqual([
      { reply: 'absent', reason: 'on_duty' },
      { reply: 'coming' },
      { reply: 'coming' },
    ])
    expect(sent[1]!.key).not.toBe(sent[0]!.key)
    expect(sent[2]!.key).toBe(sent[1]!.key)
  })

  it('that the server refuses is not sent again', async () => {
    answers = [lost, closed]
    await reply('7', { reply: 'coming' })
    await flush()
    expect(keptReply('7')).toBeUndefined()
    answers = [closed]
    await expect(reply('8', { reply: 'coming' })).rejects.toThrow('会议已开始')
    expect(keptReply('8')).toBeUndefined()
  })

  it('leaves no reason on the device once the session is over, whichever way it ended', async () => {
    answers = [lost, lost]
    await reply('7', { reply: 'absent', reason: 'other', text: '当天化疗复查' })
    await reply('8', { reply: 'coming' })
    expect(JSON.stringify({ ...localStorage })).toContain('化疗')
    useSession().forget()
    expect(JSON.stringify({ ...localStorage })).not.toMatch(/化疗|other/)
    drafts.owner = '11'
    expect(keptReply('7')).toBeUndefined()
    expect(keptReply('8')).toMatchObject({ reply: 'coming' })
  })

  it('changed from no to yes leaves one answer', async () => {
    answers = [lost, lost]
    await reply('7', { reply: 'absent', reason: 'surgery' })
    await reply('7', { reply: 'coming' })
    expect(Object.keys(localStorage)).toHaveLength(1)
    expect(keptReply('7')).toMatchObject({ reply: 'coming' })
  })

  it('belongs to the account that gave it', async () => {
    answers = [lost]
    await reply('7', { reply: 'coming' })
    drafts.owner = '12'
    expect(keptReply('7')).toBeUndefined()
    drafts.owner = '11'
    drafts.clear()
    expect(keptReply('7')).toBeUndefined()
  })
})
