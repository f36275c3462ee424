import { reactive } from 'vue'

export interface Question {
  title: string
  text?: string
  confirm: string
  cancel?: string
  /** Red button, for what cannot be undone. */
  danger?: boolean
  /** The person must type this word before confirming. */
  typed?: string
}

interface Toast {
  id: number
  text: string
  tone: 'plain' | 'red'
  undo?: () => void
}

/** What UiHost shows: one question at a time, and short messages. */
export const host = reactive({
  question: undefined as (Question & { answer: (yes: boolean) => void }) | undefined,
  toasts: [] as Toast[],
})

/** Asks in a dialog; answers true when the person confirms. */
export function ask(question: Question): Promise<boolean> {
  host.question?.answer(false)
  return new Promise((resolve) => {
    host.question = {
      ...question,
      answer(yes) {
        host.question = undefined
        resolve(yes)
      },
    }
  })
}

let last = 0

/** Shows a message for 5 s (8 s with an undo button). */
export function toast(text: string, options: { tone?: 'plain' | 'red'; undo?: () => void } = {}) {
  const id = ++last
  host.toasts.push({ id, text, tone: options.tone ?? 'plain', undo: options.undo })
  setTimeout(() => dismiss(id), options.undo ? 8000 : 5000)
}

export function dismiss(id: number) {
  const at = host.toasts.findIndex((one) => one.id === id)
  if (at >= 0) host.toasts.splice(at, 1)
}
