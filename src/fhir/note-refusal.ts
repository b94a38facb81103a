import type { Issue } from './outcome.ts'

/** Why a note was not filed, in our own closed words; the server's text goes no further than outcome.ts. */
export type RefusalReason =
  | 'visit-not-accepted'
  | 'patient-not-accepted'
  | 'note-type-not-accepted'
  | 'content-not-accepted'
  | 'signed-state-not-accepted'
  | 'author-not-accepted'
  | 'something-missing'
  | 'app-not-allowed'
  | 'user-not-allowed'
  | 'chart-restricted'
  | 'signed-out'
  | 'too-large'
  | 'busy'
  | 'no-note-service'
  | 'conflict'
  | 'other'
  // What stops a note before anything is sent:
  | 'no-visit'
  | 'other-patient'
  | 'patients-mixed'
  | 'visit-of-another-patient'
  | 'visit-cancelled'
  | 'visit-not-checked'
  | 'already-sending'
  | 'look-first'

/** `duplicate` is no refusal: it may answer a sending that the browser repeated by itself. */
type Told = RefusalReason | 'duplicate'

/** Epic's codes that concern a create: epic.md §3.3. */
const BY_EPIC_CODE: Readonly<Record<string, Told>> = {
  '4118': 'user-not-allowed',
  '59205': 'user-not-allowed',
  '59203': 'app-not-allowed',
  '59204': 'app-not-allowed',
  '59022': 'app-not-allowed',
  '4130': 'chart-restricted',
  '4131': 'chart-restricted',
  '4134': 'chart-restricted',
  '59141': 'duplicate',
}

const BY_TOPIC = {
  'signed-state': 'signed-state-not-accepted',
  visit: 'visit-not-accepted',
  patient: 'patient-not-accepted',
  type: 'note-type-not-accepted',
  content: 'content-not-accepted',
  author: 'author-not-accepted',
} as const satisfies Record<string, RefusalReason>

const BY_STATUS: Readonly<Record<number, RefusalReason>> = {
  401: 'signed-out',
  403: 'app-not-allowed',
  404: 'no-note-service',
  405: 'no-note-service',
  412: 'conflict',
  413: 'too-large',
  415: 'content-not-accepted',
  429: 'busy',
}

/** What Epic adds to a refusal without refusing for it: an element it ignored, a record it could not map. */
const isOnlyRemark = ({ severity }: Issue): boolean => severity === 'information' || severity === 'warning'

/** The codes to tell IT: Epic's own where it gave any, else the HTTP status. */
export function codeOf(status: number, issues: readonly Issue[]): string {
  const codes = issues.filter((issue) => !isOnlyRemark(issue)).flatMap(({ epicCode }) => epicCode ?? [])
  return codes.length > 0 ? [...new Set(codes)].join(' ') : `http-${status}`
}

/**
 * Every reason the server gave, each once, in its order; undefined where it says that the note is there already. An empty 403
 * is Epic's way to say that the API is not enabled.
 */
export function reasonsOf(status: number, issues: readonly Issue[]): readonly RefusalReason[] | undefined {
  const told = new Set(issues.filter((issue) => !isOnlyRemark(issue)).map(reasonOf))
  if (told.has('duplicate')) return undefined
  const clear = [...told].filter((reason) => reason !== 'other' && reason !== 'duplicate')
  return clear.length > 0 ? clear : [BY_STATUS[status] ?? 'other']
}

function reasonOf({ code, epicCode, about }: Issue): Told {
  const epic = epicCode === undefined ? undefined : BY_EPIC_CODE[epicCode]
  if (epic) return epic
  if (about) return BY_TOPIC[about]
  if (code === 'duplicate') return 'duplicate'
  return code === 'required' ? 'something-missing' : 'other'
}
