import { drafts } from '@/ui/form'

/** An answer to a notice as it waits on the phone, until the server has it. */
export interface KeptReply {
  meeting: string
  reply: 'coming' | 'absent'
  reason?: string
  text?: string
  /** The Idempotency-Key of every try. */
  key: string
}

const prefix = () => drafts.key('meeting-reply:')

/** The answers of this account that the server has not confirmed. They go with the drafts at sign-out. */
export function keptReplies(): KeptReply[] {
  if (!drafts.owner) return []
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix()))
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

export function keep(one: KeptReply) {
  if (drafts.owner) localStorage.setItem(prefix() + one.meeting, JSON.stringify(one))
}
/** Forgets an answer, unless another has taken its place meanwhile. */
export function forget(one: KeptReply) {
  if (keptReply(one.meeting)?.key === one.key) localStorage.removeItem(prefix() + one.meeting)
}
