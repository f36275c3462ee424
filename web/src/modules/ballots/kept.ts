import { drafts } from '@/ui/form'

/** What a phone keeps of a ballot. Never the choice: until it is cast that lives in the open page alone. */
export interface KeptPermit {
  token: string
  nonce: string
  /** Until the signature is there. */
  factor?: string
  /** Until the slip was taken. */
  signature?: string
  /** Afterwards: what the slip is known by. It does not tell the choice, for the nonce is gone. */
  receipt?: string
}

const keyOf = (ballot: string) => drafts.key(`ballot:${ballot}`)

export function keptPermit(ballot: string): KeptPermit | undefined {
  const text = drafts.owner ? localStorage.getItem(keyOf(ballot)) : null
  if (!text) return undefined
  try {
    return JSON.parse(text) as KeptPermit
  } catch {
    localStorage.removeItem(keyOf(ballot))
    return undefined
  }
}
export function keepPermit(ballot: string, permit: KeptPermit) {
  if (drafts.owner) localStorage.setItem(keyOf(ballot), JSON.stringify(permit))
}
export const keepReceipt = (ballot: string, receipt: string) => keepPermit(ballot, { token: '', nonce: '', receipt })
