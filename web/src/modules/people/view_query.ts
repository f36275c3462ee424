import type { LocationQuery } from 'vue-router'

/** The part of the address worth keeping: the filters in a fixed order, without the page one happens to be on. */
export function viewQuery(query: LocationQuery): string {
  const kept = new URLSearchParams()
  for (const name of ['organisation', 'kind', 'state', 'q', 'exception', 'as_of', 'columns']) {
    const value = query[name]
    if (typeof value === 'string' && value) kept.set(name, value)
  }
  return kept.toString()
}
