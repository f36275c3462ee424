// @vitest-environment node
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

function block(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`)
  expect(start, selector).toBeGreaterThanOrEqual(0)
  const body = css.slice(start, css.indexOf('}', start))
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1]!, match[2]!]))
}

/** Relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['bg', 'surface', 'sunken']
/** Every text token with every ground it is used on. */
const textPairs: [string, string][] = [
  ...['ink', 'ink2'].flatMap((ink) => grounds.map((ground) => [ink, ground] as [string, string])),
  ...['bg', 'surface'].map((ground) => ['ink3', ground] as [string, string]),
  ...['redtext', 'green', 'amber', 'blue', 'gold'].flatMap((ink) =>
    ['bg', 'surface'].map((ground) => [ink, ground] as [string, string]),
  ),
  ['redtext', 'tint'],
  ['ink', 'tint'],
  ['green', 'greenbg'],
  ['amber', 'amberbg'],
  ['blue', 'bluebg'],
  ['gold', 'goldbg'],
  ['ink', 'amberbg'],
  ['ink', 'bluebg'],
  ['ink', 'greenbg'],
  ['on-red', 'red'],
  ['on-red', 'red-hover'],
]
/** Edges of controls and signs that carry meaning. */
const edgePairs: [string, string][] = [
  ...['edge', 'blue', 'redtext', 'green', 'amber'].flatMap((ink) =>
    grounds.map((ground) => [ink, ground] as [string, string]),
  ),
]

describe.each([
  ['light', ':root'],
  ['dark', "[data-theme='dark']"],
])('%s colours', (_name, selector) => {
  const tokens = block(selector)
  it.each(textPairs)('text %s on %s is readable', (ink, ground) => {
    expect(contrast(tokens[ink]!, tokens[ground]!)).toBeGreaterThanOrEqual(4.5)
  })
  it.each(edgePairs)('sign %s on %s is visible', (ink, ground) => {
    expect(contrast(tokens[ink]!, tokens[ground]!)).toBeGreaterThanOrEqual(3)
  })
})

it('has the same colours in both themes', () => {
  expect(Object.keys(block("[data-theme='dark']")).sort()).toEqual(Object.keys(block(':root')).sort())
})

it('tells an unreadable pair from a readable one', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 1)
  expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5)
})

it('keeps every text of large print at 18 px or more', () => {
  const scale = 1.4
  for (const rem of [1.0625, 0.9375, 0.8125]) expect(rem * 16 * scale).toBeGreaterThanOrEqual(18)
  expect(css).toMatch(/--fs-tiny: max\(1\.125rem/)
})
