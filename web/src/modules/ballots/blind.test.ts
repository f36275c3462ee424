import { constants, createHash, generateKeyPairSync, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { blinded, factorFor, randomHex, receiptOf, unblinded } from './blind'

const hexOf = (text: string) => Buffer.from(text, 'base64url').toString('hex')
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const jwk = pair.privateKey.export({ format: 'jwk' })
const modulus = hexOf(jwk.n!).padStart(512, '0')
const sign = (message: string) => {
  const n = BigInt(`0x${modulus}`)
  let out = 1n
  for (let e = BigInt(`0x${hexOf(jwk.d!)}`), s = BigInt(`0x${message}`); e > 0n; e >>= 1n, s = (s * s) % n)
    if (e & 1n) out = (out * s) % n
  return out.toString(16).padStart(512, '0')
}

describe('a blind signature', () => {
  it('verifies by other code, and what was signed does not show the token', async () => {
    const token = randomHex(16)
    const factor = factorFor(modulus)
    const asked = await blinded(token, factor, modulus)
    expect(asked).toHaveLength(512)
    expect(await blinded(token, factor, modulus)).toBe(asked)
    expect(await blinded(token, factorFor(modulus), modulus)).not.toBe(asked)
    const signature = await unblinded(token, factor, modulus, sign(asked))
    const key = { key: pair.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 0 }
    expect(verify('sha384', Buffer.from(token), key, Buffer.from(signature, 'hex'))).toBe(true)
    expect(verify('sha384', Buffer.from(randomHex(16)), key, Buffer.from(signature, 'hex'))).toBe(false)
  })
  it('is refused by the voter when the server signed something else', async () => {
    const token = randomHex(16)
    await expect(
      unblinded(token, factorFor(modulus), modulus, sign(randomHex(255).padStart(512, '0'))),
    ).rejects.toThrow()
  })
  it('is blinded by any number below the modulus, so that no permit fits one slip better than another', async () => {
    const n = BigInt(`0x${modulus}`)
    const factors = Array.from({ length: 128 }, () => BigInt(`0x${factorFor(modulus)}`))
    expect(new Set(factors).size).toBe(factors.length)
    expect(factors.every((one) => one > 1n && one < n)).toBe(true)
    // In each eighth of the range some: drawn short, or by a remainder, they would not lie so.
    for (let part = 0n; part < 8n; ++part)
      expect(factors.some((one) => one >= (n * part) / 8n && one < (n * (part + 1n)) / 8n)).toBe(true)
  })
  it('does not let a collector of permits and slips join them by the size of what lies between', async () => {
    const n = BigInt(`0x${modulus}`)
    const pairs = []
    for (let i = 0; i < 8; ++i) {
      const token = randomHex(16)
      const factor = factorFor(modulus)
      const answer = sign(await blinded(token, factor, modulus))
      pairs.push({
        answer: BigInt(`0x${answer}`),
        slip: BigInt(`0x${await unblinded(token, factor, modulus, answer)}`),
      })
    }
    // The factor that a pair would need: answer / slip. Below 2^2040 for every true pair and no other: they would be joined.
    const invert = (value: bigint) => {
      let [a, b, x, y] = [value % n, n, 1n, 0n]
      while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y]
      return ((x % n) + n) % n
    }
    const short = pairs.filter((one) => (one.answer * invert(one.slip)) % n < 1n << 2040n)
    expect(short.length).toBeLessThan(4)
  })
})

it('a receipt is the hash the server makes', async () => {
  const want = createHash('sha256').update('xinglin-ballot-1\n7\n00\nfa\n安四').digest('hex')
  expect(await receiptOf('7', '00', 'fa', ['安四'])).toBe(want)
  // src/modules/ballots/rules_test.cpp holds the same one
  expect(await receiptOf('7', '00', 'f', [])).toBe('396d4b70a49fffca38bf4157da544be461db52a03ef709275556fa59437aa90a')
})
