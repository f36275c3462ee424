import type { Profile } from './office'
import { t } from './locales/office'

/** Names and values of a profile; what is unknown stays away. */
export function factsOf(one: Profile): { key: string; title: string; value?: string }[] {
  const facts: [string, string, string | undefined][] = [
    ['name', t.facts.name, one.name],
    ['short', t.facts.short, one.short_name],
    ['kind', t.facts.kind, one.national_code ? `${one.kind_title}（${one.national_code}）` : one.kind_title],
    ['code', t.facts.code, one.code],
    ['parent', t.facts.parent, one.parent?.name],
    ['unit', t.facts.unit, one.unit],
    ['phone', t.facts.phone, one.phone],
    ['address', t.facts.address, one.address],
    ['founded', t.facts.founded, one.founded_on],
    ['aliases', t.facts.aliases, one.aliases.join('、')],
    ['form', t.facts.form, t.forms[one.advised_form]],
    ['published', t.facts.published, one.published ? t.yes : t.no],
    ['since', t.facts.since, one.since],
    ['ended', t.facts.ended, one.ended_on],
  ]
  return facts.filter(([, , value]) => value).map(([key, title, value]) => ({ key, title, value }))
}
