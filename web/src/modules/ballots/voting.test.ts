import { effectScope, ref } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { drafts } from '@/ui/form'
import type { Ballot } from './api'
import { receiptOf } from './blind'
import { keepPermit, keptPermit } from './kept'
import { useVoting } from './voting'

const ballot = { id: '100', may_vote: true, modulus: '', form: 'vote', lines: [] } as unknown as Ballot
let answer: () => Response
const asked: string[] = []
const problem = (status: number, code: string, detail: string) =>
  new Response(JSON.stringify({ code, detail }), { status, headers: { 'Content-Type': 'application/problem+json' } })

beforeEach(() => {
  localStorage.clear()
  asked.length = 0
  drafts.owner = '7'
  keepPermit('7', '100', { token: 'aa', nonce: 'bb', signature: 'cc' })
  vi.stubGlobal('fetch', async (input: string | Request) => {
    asked.push(typeof input === 'string' ? input : input.url)
    return answer()
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

async function voted() {
  const scope = effectScope()
  const voting = scope.run(() => useVoting(ref(ballot)))!
  await vi.waitFor(() => expect(voting.ready.value).toBe(true))
  await voting.cast(['in_favour'], [])
  scope.stop()
  return voting
}

it('a slip that was taken is asked for by nothing else: no request under a name follows it', async () => {
  const mine = await receiptOf('100', 'bb', 'f', [])
  answer = () => new Response(JSON.stringify({ receipt: mine }), { status: 200 })
  const voting = await voted()
  expect(voting.receipt.value).toBe(mine)
  expect(asked).toEqual(['/v1/anonymous/ballot-casts'])
})
it('the session ends while the slip is under way: the receipt is kept for its account', async () => {
  const mine = await receiptOf('100', 'bb', 'f', [])
  answer = () => {
    drafts.owner = ''
    return new Response(JSON.stringify({ receipt: mine }), { status: 200 })
  }
  await voted()
  expect(keptPermit('7', '100')?.receipt).toBe(mine)
})
it('cast before with another choice: the first stands and its receipt is kept', async () => {
  const first = 'ab'.repeat(32)
  answer = () => problem(409, 'ballots.already_cast', `这张选票已经投出，以第一次为准，不能更改。回执 ${first}`)
  const voting = await voted()
  expect(voting.receipt.value).toBe(first)
  expect(keptPermit('7', '100')?.receipt).toBe(first)
  expect(voting.problem.value?.code).toBe('ballots.already_cast')
})
it('another receipt than the own is told, not taken for a lost network', async () => {
  answer = () => new Response(JSON.stringify({ receipt: 'ab'.repeat(32) }), { status: 200 })
  const voting = await voted()
  expect(voting.waiting.value).toBeUndefined()
  expect(voting.problem.value?.code).toBe('client.wrong_receipt')
  expect(keptPermit('7', '100')?.receipt).toBeUndefined()
})
