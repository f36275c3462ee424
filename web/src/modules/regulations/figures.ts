import { t } from './locales'
import type { Parameter, Regulation } from './api'

/** A value as people read it: "3 年", "6、3、1、0 个月", "以应到会人数为基数". */
export function figure(value: string, unit: string): string {
  if (unit === 'choice') return t.choices[value] ?? value
  if (unit === 'fraction') return share(value)
  if (unit === 'nth_month') return t.ordinal(value)
  const suffix = t.units[unit] ?? unit
  const number = value.split(',').join('、')
  return suffix === '%' ? `${number}%` : `${number} ${suffix}`.trim()
}

/** "1,3" → 三分之一; larger numbers stay figures: 1/100. */
function share(value: string): string {
  const [part = '', whole = ''] = value.split(',')
  if (part.length > 1 || whole.length > 1) return `${part}/${whole}`
  return t.share(t.digits[Number(part)] ?? part, t.digits[Number(whole)] ?? whole)
}

/** The regulations with the parameters a person looks for; one without any is left out. */
export function found(regulations: Regulation[], words: string, onlySettings: boolean): Regulation[] {
  const wanted = words.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const fits = (regulation: Regulation, one: Parameter) => {
    if (onlySettings && !one.setting) return false
    const text = [regulation.title, one.meaning, one.name, ...one.used, ...one.values.map((value) => value.article)]
      .join(' ')
      .toLowerCase()
    return wanted.every((word) => text.includes(word))
  }
  return regulations
    .map((regulation) => ({ ...regulation, parameters: regulation.parameters.filter((one) => fits(regulation, one)) }))
    .filter((regulation) => regulation.parameters.length > 0)
}

export interface Step {
  key: string
  when: string
  title: string
  detail: string
  source: string
  strong: boolean
}

/** Everything that ever held, newest first: the regulation's own values and the institution's settings. */
export function history(parameter: Parameter, moment: (instant: string) => string): Step[] {
  const own = parameter.settings.map((one) => ({
    day: one.effective_on,
    step: {
      key: `setting-${one.effective_on}`,
      when: t.since(one.effective_on),
      title: t.ownSince(figure(one.value, parameter.unit)),
      detail: one.reason,
      source: t.by(one.set_by, moment(one.set_at)),
      strong: true,
    },
  }))
  const given = parameter.values.map((one) => ({
    day: one.from,
    step: {
      key: `value-${one.from}`,
      when: one.to ? t.between(one.from, one.to) : t.since(one.from),
      title: figure(one.value, parameter.unit),
      detail: one.article,
      source: t.marks[one.mark] ?? one.mark,
      strong: false,
    },
  }))
  return [...own, ...given].sort((a, b) => b.day.localeCompare(a.day)).map((one) => one.step)
}
