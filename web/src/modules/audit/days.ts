const offset = '+08:00'

/** First instant of a day in Shanghai, as the contract writes it. */
export function dayStart(day: string): string {
  return new Date(`${day}T00:00:00.000${offset}`).toISOString()
}

/** First instant after a day: the end of a range whose last day is `day`. */
export function dayEnd(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000${offset}`) + 86_400_000).toISOString()
}
