import type { Field, FieldValue } from './office'

/** What a form starts with: the stored value; nothing for a masked one, which is never shown in an input. */
export function initialValues(fields: Field[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field.name, field.masked ? '' : (field.value ?? '')]))
}

/** Only what changed is sent; a masked field left empty stays as it is. */
export function changedValues(fields: Field[], values: Record<string, string>): FieldValue[] {
  const changed: FieldValue[] = []
  for (const field of fields) {
    const now = (values[field.name] ?? '').trim()
    const before = field.masked ? '' : (field.value ?? '')
    if (now !== before) changed.push({ name: field.name, value: now || undefined } as FieldValue)
  }
  return changed
}
