import { ref } from 'vue'
import { idempotencyKey } from '@/api/client'
import { asProblem } from '@/api/problem'
import { queries } from '@/app/queries'
import { toast } from '@/ui/host'
import { putReply, type Said } from './api'
import { forget, keep, keptReplies, keptReply, type KeptReply } from './kept'
import { t } from './locales'

export type Answered = { reply: 'coming' | 'absent'; reason?: string; text?: string }

/** Grows whenever an answer was kept, sent or dropped, so that pages look again. */
export const keptChanged = ref(0)

/** No answer came, or none of the server itself: it is worth another try. */
const unanswered = (error: unknown) => {
  const { status, code } = asProblem(error)
  return code === 'client.offline' || status === 502 || status === 503 || status === 504
}

async function send(one: KeptReply) {
  const { meeting, key, ...said } = one
  await putReply(meeting, said as Said, key)
  forget(one)
}

async function refresh() {
  keptChanged.value++
  await Promise.all([
    queries.invalidateQueries({ queryKey: ['meeting'] }),
    queries.invalidateQueries({ queryKey: ['duty'] }),
  ])
}

/**
 * Answers a notice. The answer is on the phone before it is sent and stays there until the server has it, under one key, so
 * that it counts once however often it is sent.
 * @returns whether the server has it ("sent") or the phone keeps it ("kept")
 */
export async function reply(meeting: string, said: Answered): Promise<'sent' | 'kept'> {
  const before = keptReply(meeting)
  const same = before && before.reply === said.reply && before.reason === said.reason && before.text === said.text
  const one: KeptReply = same ? before : { meeting, ...said, key: idempotencyKey() }
  keep(one)
  try {
    await send(one)
  } catch (error) {
    if (unanswered(error)) {
      keptChanged.value++
      return 'kept'
    }
    forget(one)
    keptChanged.value++
    throw error
  }
  await refresh()
  return 'sent'
}

let sending: Promise<void> | undefined

/** Sends what waits, one after another. What the server refuses is dropped and said. */
export function flush(): Promise<void> {
  sending ??= (async () => {
    let moved = false
    for (const one of keptReplies()) {
      try {
        await send(one)
        moved = true
        toast(t.reply.sent)
      } catch (error) {
        if (unanswered(error)) break
        forget(one)
        moved = true
        toast(`${t.reply.keptLate}：${asProblem(error).message}`, { tone: 'red' })
      }
    }
    if (moved) await refresh()
  })().finally(() => (sending = undefined))
  return sending
}
