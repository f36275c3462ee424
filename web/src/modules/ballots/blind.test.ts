import { constants, createHash, generateKeyPairSync, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { blinded, randomHex, receiptOf, unblinded } from './blind'

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
    const factor = randomHex(255)
    const asked = await blinded(token, factor, modulus)
    expect(asked).toHaveLength(512)
    expect(await blinded(token, factor, modulus)).toBe(asked)
    expect(await blinded(token, randomHex(255), modulus)).not.toBe(asked)
    const signature = await unblinded(token, factor, modulus, sign(asked))
    const key = { key: pair.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 0 }
    expect(verify('sha384', Buffer.from(token), key, Buffer.from(signature, 'hex'))).toBe(true)
    expect(verify('sha384', Buffer.from(randomHex(16)), key, Buffer.from(signature, 'hex'))).toBe(false)
  })
  it('is refused by the voter when the server signed something else', async () => {
    const token = randomHex(16)
    const factor = randomHex(255)
    await expect(unblinded(token, factor, modulus, sign(randomHex(255).padStart(512, '0')))).rejects.toThrow()
  })
})

it('a receipt is the hash the server makes', async () => {
  const want = createHash('sha256').update('xinglin-ballot-1\n7\n00\nfa\n安四').digest('hex')
  expect(await receiptOf('7', '00', 'fa', ['安四'])).toBe(want)
  // src/modules/ballots/rules_test.cpp holds the same one
  expect(await receiptOf('7', '00', 'f', [])).toBe('396d4b70a49fffca38bf4157da544be461db52a03ef709275556fa59437aa90a')
})
