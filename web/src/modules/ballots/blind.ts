/**
 * The voter's half of a blind signature (RFC 9474, RSABSSA-SHA384-PSSZERO-Deterministic): the server signs a token it does not
 * see, so that the slip handed in under it later cannot be joined to whom the permit was given.
 */
const bytes = 256
const hash = 48
const exponent = 65537n

export const toHex = (data: Uint8Array) => [...data].map((one) => one.toString(16).padStart(2, '0')).join('')
export const randomHex = (count: number) => toHex(crypto.getRandomValues(new Uint8Array(count)))
const numberOf = (hex: string) => BigInt(`0x${hex}`)
const hexOf = (value: bigint) => value.toString(16).padStart(bytes * 2, '0')

/** Whether this browser can: hashing is only there on https or the own machine. */
export const able = () => Boolean(globalThis.crypto?.subtle)

async function digest(kind: 'SHA-384' | 'SHA-256', data: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(kind, data as BufferSource))
}
function joined(...parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0))
  let at = 0
  for (const one of parts) {
    out.set(one, at)
    at += one.length
  }
  return out
}

/** EMSA-PSS without salt, for a modulus of 2048 bits. */
async function encoded(message: string): Promise<bigint> {
  const inner = await digest('SHA-384', new TextEncoder().encode(message))
  const h = await digest('SHA-384', joined(new Uint8Array(8), inner))
  const block = new Uint8Array(bytes - hash - 1)
  block[block.length - 1] = 1
  let mask = new Uint8Array(0)
  for (let i = 0; mask.length < block.length; ++i) {
    mask = joined(mask, await digest('SHA-384', joined(h, Uint8Array.of(0, 0, 0, i)))) as Uint8Array<ArrayBuffer>
  }
  for (let i = 0; i < block.length; ++i) block[i]! ^= mask[i]!
  block[0]! &= 0x7f
  return numberOf(toHex(joined(block, h, Uint8Array.of(0xbc))))
}

function power(base: bigint, by: bigint, modulus: bigint): bigint {
  let out = 1n
  for (let rest = by, square = base % modulus; rest > 0n; rest >>= 1n, square = (square * square) % modulus)
    if (rest & 1n) out = (out * square) % modulus
  return out
}
function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n]
  while (b > 0n) {
    const q = a / b
    ;[a, b, x, y] = [b, a - q * b, y, x - q * y]
  }
  if (a !== 1n) throw new Error('no inverse')
  return ((x % modulus) + modulus) % modulus
}

/**
 * A blinding factor: every invertible number below the modulus is equally likely. Any other spread (fewer bits, a remainder) would
 * let whoever compares permits and slips tell which pairs cannot be, and so which belong together.
 */
export function factorFor(modulus: string): string {
  const n = numberOf(modulus)
  for (;;) {
    const factor = numberOf(randomHex(bytes))
    if (factor <= 1n || factor >= n) continue
    try {
      inverse(factor, n)
    } catch {
      continue
    }
    return hexOf(factor)
  }
}

/** @returns what to send for a signature, by the same factor always the same */
export async function blinded(token: string, factor: string, modulus: string): Promise<string> {
  const n = numberOf(modulus)
  return hexOf(((await encoded(token)) * power(numberOf(factor), exponent, n)) % n)
}

/** @returns the signature over the token; throws when the server did not sign what it was asked to sign */
export async function unblinded(token: string, factor: string, modulus: string, signature: string): Promise<string> {
  const n = numberOf(modulus)
  const out = (numberOf(signature) * inverse(numberOf(factor), n)) % n
  if (power(out, exponent, n) !== (await encoded(token))) throw new Error('not the signature of this ballot')
  return hexOf(out)
}

/** What the slip will be known by: SHA-256 over ballot, nonce and choice. */
export async function receiptOf(ballot: string, nonce: string, letters: string, names: string[]): Promise<string> {
  const text = `xinglin-ballot-1\n${ballot}\n${nonce}\n${letters}\n${names.join('\n')}`
  return toHex(await digest('SHA-256', new TextEncoder().encode(text)))
}
