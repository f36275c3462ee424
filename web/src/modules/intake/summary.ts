import type { Import } from './api'
import { t } from './locales'

const order = ['error', 'confirm', 'warn', 'drop', 'auto']

/** Findings by what is done about them, those that wait for a person first. */
export function chipsOf(findings: Import['findings']) {
  return order.map((id) => ({
    id,
    title: t.handlings[id] ?? id,
    count: findings.filter((one) => one.handling === id).reduce((sum, one) => sum + one.count, 0),
    alarm: id === 'error',
  }))
}

/** The kind to begin with: the first that has any. */
export function worst(findings: Import['findings']): string {
  return chipsOf(findings).find((chip) => chip.count > 0)?.id ?? ''
}
