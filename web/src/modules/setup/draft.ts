import type { Setup } from './api'
import { t } from './locales'

export const adminRoles = ['system_admin', 'security_admin', 'audit_admin'] as const

/** The wizard's answers before they are sent. */
export interface Answers {
  institution: string
  kind: string
  organisation: { name: string; kind: string }
  administrators: { role: (typeof adminRoles)[number]; name: string; login: string; password: string }[]
}

export function emptyAnswers(): Answers {
  return {
    institution: '',
    kind: 'hospital',
    organisation: { name: '', kind: 'committee' },
    administrators: adminRoles.map((role) => ({ role, name: '', login: '', password: '' })),
  }
}

/** Errors of the administrators' step that need no server: short passwords and equal sign-in names. */
export function administratorProblems(
  administrators: Answers['administrators'],
  shortest: number,
): Record<string, string | undefined> {
  const problems: Record<string, string | undefined> = {}
  administrators.forEach((one, index) => {
    if (one.password && [...one.password].length < shortest)
      problems[`administrators/${index}/password`] = t.short(shortest)
    const login = one.login.trim()
    if (login && administrators.slice(0, index).some((before) => before.login.trim() === login))
      problems[`administrators/${index}/login`] = t.sameLogin
  })
  return problems
}

/** The step on which a field of the wizard stands. */
export function stepOf(field: string): number {
  if (field.startsWith('administrators')) return 2
  return field.startsWith('organisation') ? 1 : 0
}

/** The answers as the contract takes them. */
export function command(token: string, answers: Answers): Setup {
  return {
    token,
    institution: answers.institution.trim(),
    kind: answers.kind as Setup['kind'],
    organisation: { name: answers.organisation.name.trim(), kind: answers.organisation.kind },
    administrators: answers.administrators.map((one) => ({
      ...one,
      name: one.name.trim(),
      login: one.login.trim(),
      password: one.password || undefined,
    })),
  }
}
