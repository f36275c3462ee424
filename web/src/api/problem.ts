/** One field of a refused request; `pointer` is a JSON pointer into the body, such as "/organisation/name". */
export interface FieldProblem {
  pointer: string
  code: string
  detail: string
}

/** Where a rule stands: shown with the refusal so that a person can read why. */
export interface RuleReference {
  id: string
  article?: string
}

/** Why a request failed, as the server's problem+json says it or as the network did. */
export class Problem extends Error {
  constructor(
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    /** Stable code such as "accounts.locked". */
    readonly code: string,
    /** Sentence for people, written by the server; empty when it sent none. */
    readonly detail: string,
    readonly fields: FieldProblem[] = [],
    readonly requestId = '',
    readonly rule: RuleReference | undefined = undefined,
    /** Seconds to wait before trying again, or 0. */
    readonly retryAfter = 0,
  ) {
    super(detail || code)
    this.name = 'Problem'
  }
}

export function offline(): Problem {
  return new Problem(0, 'client.offline', '')
}

/** Anything thrown, as a Problem. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem(0, 'client.fault', error instanceof Error ? error.message : String(error))
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Reads an answer outside 2xx. Never throws: an answer that is no problem+json (a proxy's page) still has its status. */
export async function problemFrom(response: Response): Promise<Problem> {
  let body: Record<string, unknown> = {}
  try {
    const parsed: unknown = await response.clone().json()
    if (parsed && typeof parsed === 'object') body = parsed as Record<string, unknown>
  } catch {
    // Not JSON.
  }
  const fields = Array.isArray(body.fields) ? (body.fields as Record<string, unknown>[]) : []
  return new Problem(
    response.status,
    text(body.code) || `http.${response.status}`,
    text(body.detail),
    fields.map((field) => ({
      pointer: text(field.pointer) || text(field.field),
      code: text(field.code),
      detail: text(field.detail),
    })),
    response.headers.get('X-Request-Id') ?? text(body.request_id),
    text(body.rule) || text(body.article)
      ? { id: text(body.rule), article: text(body.article) || undefined }
      : undefined,
    Number(response.headers.get('Retry-After')) || 0,
  )
}
