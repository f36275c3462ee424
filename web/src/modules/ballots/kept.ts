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

/**
 * Under a name of its own, bound to the account: it outlives the session, for a permit is given once and a vote must not be lost
 * because its voter signed out. Neither tells a choice.
 */
const keyOf = (account: string, ballot: string) => `ballot:${account}:${ballot}`

export function keptPermit(account: string, ballot: string): KeptPermit | undefined {
  const text = account ? localStorage.getItem(keyOf(account, ballot)) : null
  if (!text) return undefined
  try {
    return JSON.parse(text) as KeptPermit
  } catch {
    localStorage.removeItem(keyOf(account, ballot))
    return undefined
  }
}
export function keepPermit(account: string, ballot: string, permit: KeptPermit) {
  if (account) localStorage.setItem(keyOf(account, ballot), JSON.stringify(permit))
}
export const keepReceipt = (account: string, ballot: string, receipt: string) =>
  keepPermit(account, ballot, { token: '', nonce: '', receipt })
