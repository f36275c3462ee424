import { drafts, privately } from '@/ui/form'

/** An answer to a notice as it waits on the phone, until the server has it. */
export interface KeptReply {
  meeting: string
  reply: 'coming' | 'absent'
  reason?: string
  text?: string
  /** The Idempotency-Key of every try. */
  key: string
}

const plain = () => drafts.key('meeting-reply:')
/** A reason may tell of somebody's health: such an answer does not outlive the session on a ward's computer. */
const withReason = () => drafts.key(`${privately}meeting-reply:`)
const prefixOf = (one: KeptReply) => (one.reply === 'absent' ? withReason() : plain())

/**
 * The answers of this account that the server has not confirmed. They go with the drafts at sign-out, those with a reason
 * whenever the session ends; the notice then asks again.
 */
export function keptReplies(): KeptReply[] {
  if (!drafts.owner) return []
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(plain()) || key.startsWith(withReason()))
    .flatMap((key) => {
      try {
        return [JSON.parse(localStorage.getItem(key)!) as KeptReply]
      } catch {
        localStorage.removeItem(key)
        return []
      }
    })
}
export const keptReply = (meeting: string) => keptReplies().find((one) => one.meeting === meeting)

function drop(meeting: string) {
  localStorage.removeItem(plain() + meeting)
  localStorage.removeItem(withReason() + meeting)
}

export function keep(one: KeptReply) {
  if (!drafts.owner) return
  drop(one.meeting)
  localStorage.setItem(prefixOf(one) + one.meeting, JSON.stringify(one))
}
/** Forgets an answer, unless another has taken its place meanwhile. */
export function forget(one: KeptReply) {
  if (keptReply(one.meeting)?.key === one.key) drop(one.meeting)
}
