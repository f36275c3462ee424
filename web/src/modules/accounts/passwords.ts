import { t } from './locales'

/** What can be said about a new password before the server decides: its length, and that both entries agree. */
export function passwordProblems(
  password: string,
  again: string,
  field: string,
  shortest = 12,
): Record<string, string | undefined> {
  return {
    [field]: password && [...password].length < shortest ? t.password.short(shortest) : undefined,
    again: again && again !== password ? t.password.mismatch : undefined,
  }
}
