import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { asProblem, Problem } from '@/api/problem'
import { drafts } from '@/ui/form'
import { able, blinded, factorFor, randomHex, receiptOf, unblinded } from './blind'
import { askPermit, castSlip, type Ballot, type Mark, type Slip } from './api'
import { keepPermit, keepReceipt, keptPermit } from './kept'
import { t } from './locales'

const letters: Record<Mark, string> = {
  in_favour: 'f',
  against: 'a',
  abstained: 's',
  excellent: 'e',
  qualified: 'q',
  basic: 'b',
  unqualified: 'u',
}
/** How often a slip that could not be sent is tried again, in ms; news of the network come at once. */
const again = 4000

const unanswered = (error: unknown) => [0, 502, 503, 504].includes(asProblem(error).status)

/**
 * One ballot on this phone: the permit is asked for as soon as the page is there, so that nothing ties the moment of the slip to
 * a name; the slip is sent once, again and again until the server has it, and lives nowhere but in this page.
 */
export function useVoting(ballot: Ref<Ballot | undefined>) {
  const receipt = ref<string>()
  const problem = shallowRef<Problem>()
  const ready = ref(false)
  const busy = ref(false)
  const waiting = shallowRef<{ slip: Slip; receipt: string; account: string }>()
  /** Whose page this is; a session that ends while a slip is under way changes nothing about that. */
  let account = ''

  async function prepare(one: Ballot) {
    account = drafts.owner || account
    const mine = account
    const kept = keptPermit(mine, one.id)
    receipt.value = kept?.receipt
    ready.value = Boolean(kept?.signature)
    if (kept?.receipt || kept?.signature || !one.may_vote || !able()) return
    const permit = kept ?? { token: randomHex(16), nonce: randomHex(16), factor: factorFor(one.modulus) }
    keepPermit(mine, one.id, permit)
    try {
      const signature = await askPermit(one.id, await blinded(permit.token, permit.factor!, one.modulus))
      keepPermit(mine, one.id, {
        token: permit.token,
        nonce: permit.nonce,
        signature: await unblinded(permit.token, permit.factor!, one.modulus, signature),
      })
      ready.value = true
      problem.value = undefined
    } catch (error) {
      problem.value = asProblem(error)
    }
  }
  watch(
    () => ballot.value && `${ballot.value.id} ${ballot.value.may_vote}`,
    () => ballot.value && void prepare(ballot.value),
    { immediate: true },
  )

  async function send() {
    const one = waiting.value
    if (!one || busy.value) return
    busy.value = true
    try {
      const taken = await castSlip(one.slip)
      // No network has failed here: the server took another slip than this one, and its voter must be told.
      if (taken !== one.receipt) throw new Problem(409, 'client.wrong_receipt', t.wrongReceipt)
      keepReceipt(one.account, one.slip.ballot, taken)
      receipt.value = taken
      waiting.value = undefined
      problem.value = undefined
      // No question under the own name now: it would tell the server when this person's slip came in.
    } catch (error) {
      if (!unanswered(error)) {
        const said = asProblem(error)
        // The first slip stands: its receipt is kept, so that it can be looked for.
        const first = said.code === 'ballots.already_cast' ? /[0-9a-f]{64}/.exec(said.detail)?.[0] : undefined
        if (first) {
          keepReceipt(one.account, one.slip.ballot, first)
          receipt.value = first
        }
        problem.value = said
        waiting.value = undefined
      }
    } finally {
      busy.value = false
    }
  }

  async function cast(marks: Mark[], names: string[]) {
    const one = ballot.value!
    const permit = keptPermit(account, one.id)
    if (!permit?.signature) return prepare(one)
    const slip: Slip = {
      ballot: one.id,
      token: permit.token,
      signature: permit.signature,
      nonce: permit.nonce,
      marks,
      write_ins: names,
    }
    const known = await receiptOf(one.id, permit.nonce, marks.map((mark) => letters[mark]).join(''), names)
    waiting.value = { slip, receipt: known, account }
    await send()
  }

  const retry = () => {
    if (waiting.value) void send()
    else if (problem.value && unanswered(problem.value) && ballot.value) void prepare(ballot.value)
  }
  const timer = setInterval(retry, again)
  addEventListener('online', retry)
  onScopeDispose(() => {
    clearInterval(timer)
    removeEventListener('online', retry)
  })
  return { receipt, problem, ready, busy, waiting, cast }
}

/** Sixteen digits in fours: enough to tell receipts apart by eye. */
export const shortReceipt = (receipt: string) =>
  receipt
    .slice(0, 16)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1-')
