/** Colour of an import's or a row's state: red waits for a person, green is done. */
export function toneOf(state: string): 'plain' | 'red' | 'green' | 'amber' | 'blue' {
  if (['failed', 'refused'].includes(state)) return 'red'
  if (['mapping', 'held', 'checked'].includes(state)) return 'amber'
  if (['committed', 'created', 'changed', 'ready'].includes(state)) return 'green'
  if (['reading', 'committing', 'reversing'].includes(state)) return 'blue'
  return 'plain'
}
/** Colour of what is done about a finding. */
export function toneOfHandling(handling: string): 'plain' | 'red' | 'green' | 'amber' | 'blue' {
  return ({ error: 'red', confirm: 'amber', warn: 'blue', auto: 'green' } as const)[handling] ?? 'plain'
}
