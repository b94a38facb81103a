/**
 * The one closed family of errors. A message is a constant per kind: never built from a URL, a body, a resource or a
 * token, because error messages end up in consoles and tickets. What a person is told stands in app/error-text.ts.
 */
export type ErrorKind =
  'launch' | 'signed-out' | 'forbidden' | 'not-found' | 'busy' | 'unreachable' | 'server' | 'unreadable' | 'bug'

const MESSAGES: Record<ErrorKind, string> = {
  launch: 'The sign-in could not be completed.',
  'signed-out': 'The sign-in has ended.',
  forbidden: 'The server refused this request.',
  'not-found': 'The server does not have this.',
  busy: 'The server is too busy.',
  unreachable: 'The server could not be reached.',
  server: 'The server reported a fault of its own.',
  unreadable: 'The answer could not be understood.',
  bug: 'HealthPrep met a fault of its own.',
}

const RETRYABLE: ReadonlySet<ErrorKind> = new Set(['busy', 'unreachable', 'server'])

export class HealthPrepError extends Error {
  override readonly name = 'HealthPrepError'
  readonly kind: ErrorKind
  /** A short constant for IT, such as `unknown-issuer` or `http-503`; never text from outside. */
  readonly code: string | undefined

  constructor(kind: ErrorKind, code?: string, cause?: unknown) {
    super(MESSAGES[kind])
    this.kind = kind
    this.code = code
    // Non-enumerable: logging or serialising the error must not spill what caused it.
    if (cause !== undefined) Object.defineProperty(this, 'cause', { value: cause, enumerable: false })
  }

  get retryable(): boolean {
    return RETRYABLE.has(this.kind)
  }

  toJSON(): { kind: ErrorKind; code: string | undefined } {
    return { kind: this.kind, code: this.code }
  }
}

/** Anything thrown, as one of ours; what is not already ours is a bug. An abort is passed through unchanged. */
export function asHealthPrepError(thrown: unknown): HealthPrepError {
  return thrown instanceof HealthPrepError ? thrown : new HealthPrepError('bug', undefined, thrown)
}
