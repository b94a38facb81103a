import type { ErrorKind } from '#lib/errors.ts'
import { asHealthPrepError } from '#lib/errors.ts'

/** What a person is told: what happened, and what to do. */
export type ErrorText = { readonly what: string; readonly todo: string }

const ERROR_TEXT = {
  launch: {
    what: 'The sign-in could not be completed.',
    todo: 'Open HealthPrep from the chart again.',
  },
  'signed-out': {
    what: 'Your sign-in has ended.',
    todo: 'Sign in again; what you wrote is kept.',
  },
  forbidden: {
    what: 'Epic does not let this application, or you, see it here.',
    todo: 'Look in Epic itself, and tell IT the code.',
  },
  'not-found': {
    what: 'Epic does not have it at this address.',
    todo: 'Look in Epic itself, and tell IT the code.',
  },
  busy: {
    what: 'Epic has too much to do at the moment.',
    todo: 'Wait a minute, then try again.',
  },
  unreachable: {
    what: 'Epic could not be reached, or took too long to answer.',
    todo: 'Check the network, then try again.',
  },
  server: {
    what: 'Epic reported a fault of its own.',
    todo: 'Try again; if it stays, tell IT the code.',
  },
  unreadable: {
    what: 'Epic sent an answer that could not be understood.',
    todo: 'Look in Epic itself, and tell IT the code.',
  },
  bug: {
    what: 'HealthPrep met a fault of its own.',
    todo: 'Look in Epic itself, and tell IT the code.',
  },
} as const satisfies Record<ErrorKind, ErrorText>

const OF_ANOTHER: ErrorText = {
  what: 'Epic sent something of another patient, so nothing of its answer is shown.',
  todo: 'Look in Epic itself, and tell IT the code.',
}

/** The words for anything thrown, and the short code for IT. */
export function errorText(thrown: unknown): ErrorText & { readonly code: string } {
  const error = asHealthPrepError(thrown)
  const words = error.code === 'wrong-patient' ? OF_ANOTHER : ERROR_TEXT[error.kind]
  return { ...words, code: error.code === undefined ? error.kind : `${error.kind} ${error.code}` }
}
