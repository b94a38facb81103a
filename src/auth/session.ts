import { HealthPrepError } from '#lib/errors.ts'
import { invariant } from '#lib/invariant.ts'
import type { Issuer } from './config.ts'
import type { Left, SessionRecord } from './records.ts'
import {
  leaveSession,
  leftBy,
  readSession,
  removeLaunchesOf,
  removeSession,
  sessionKeys,
  writeSession,
} from './records.ts'
import { allows, missingScopes } from './scopes.ts'
import type { Standing } from './standing.ts'
import { currentToken } from './standing.ts'
import { isFhirId } from './token-response.ts'

/** What a granted scope allows, whatever spelling the server answered in (SMART v1, v2, granular v2). */
export type Permission = 'read' | 'search' | 'create'

/** A sign-in that stands. Without a patient it may only search for one; see `Session`. */
export type SignIn = {
  /** Opaque and random (the OAuth `state`, or a new one when a patient is chosen); stands in the address as `#/s/<key>`. */
  readonly key: string
  readonly issuer: Issuer
  readonly patientId: string | undefined
  /** The visit the chart was opened for, where the EHR named one. */
  readonly encounterId: string | undefined
  /** Who signed in, by the last two segments of `fhirUser`; undefined where the server did not say. */
  readonly user: { readonly resourceType: string; readonly id: string } | undefined
  /** False only when the EHR says it shows the patient itself. */
  readonly needPatientBanner: boolean
  readonly styleUrl: string | undefined
  readonly launchedFrom: 'ehr' | 'standalone'
  /** Scopes asked for and not granted. */
  readonly missingScopes: readonly string[]
  /** Put away for want of activity: it holds no token, and can only be renewed. */
  readonly locked: boolean
  /** Epoch milliseconds at which the access token dies; changes when it is refreshed. */
  expiresAt(): number
  /** The bearer token, refreshed first where that is possible. Rejects with kind `signed-out` once it has expired. */
  accessToken(): Promise<string>
  /** Whether the granted scopes allow this; true where the server did not say what it granted. */
  can(permission: Permission, resourceType: string): boolean
  /** Aborts when this sign-in ends, so that no answer can arrive after it. */
  readonly signal: AbortSignal
}

/** A sign-in for one patient. Everything read, cached, drafted or filed hangs on its `key`. */
export type Session = SignIn & { readonly patientId: string }

export const hasPatient = (signIn: SignIn): signIn is Session => signIn.patientId !== undefined

/**
 * Why a key no longer stands: `moved` when a patient was chosen or left, `resumed` when a renewed sign-in replaced it,
 * `left` when the window it was copied from was signed out of a later one.
 */
export type SessionEnd = 'signed-out' | 'moved' | 'resumed' | 'left' | 'locked' | 'id-token-signature'

type Live = { readonly signIn: SignIn; readonly standing: Standing; readonly controller: AbortController }

// One object per key and document: two would refresh the same token twice, and the second would lose.
const living = new Map<string, Live>()
const listeners = new Set<(key: string, end: SessionEnd) => void>()

/** Undefined where this window holds no such sign-in. One that has expired is still given: its token is not. */
export function openSession(key: string): SignIn | undefined {
  const known = living.get(key)
  if (known) return known.signIn
  const record = readSession(key)
  return record && enliven(key, { key, record, refreshing: undefined })
}

/**
 * Binds a sign-in to a patient. The sign-in *moves*: what it becomes has a key of its own, and the old key is dead, so
 * that nothing read before can meet the patient chosen now.
 * @throws HealthPrepError `signed-out` where the sign-in no longer stands
 */
export function choosePatient(signIn: SignIn, patientId: string): Session {
  invariant(isFhirId(patientId), 'patient-id')
  const moved = move(signIn, { patientId, encounterId: undefined })
  invariant(hasPatient(moved), 'patient-chosen')
  return moved
}

/** Back to the search for a patient. Never in a sign-in from the EHR, whose patient is the EHR's to change. */
export function changePatient(signIn: SignIn): SignIn {
  invariant(signIn.launchedFrom === 'standalone', 'patient-of-ehr')
  return move(signIn, { patientId: undefined, encounterId: undefined })
}

/** Forgets all that this window holds of one sign-in, and nothing of any other. Answers as `endSession`. */
export const signOut = (key: string): boolean => endSession(key, 'signed-out')

const isLocked = (key: string): boolean => readSession(key)?.locked === true

/**
 * Ends what else this window was signed in to before, so that Back leads to none of it; other windows are to be told
 * (`endCopy`). A locked sign-in holds no token and shows nothing: it may be that of a frame beside this one, and stays.
 */
export function endEarlier(): readonly Left[] {
  const left: Left[] = []
  try {
    for (const key of sessionKeys()) if (!isLocked(key)) left.push(leaveSession(key))
  } catch {
    // A storage that does not let go keeps none of them alive here.
  }
  for (const key of living.keys()) signOut(key)
  return left
}

const seen = new Set<string>()

/** For a `storage` event: what another frame of this tab has left, and this document still shows, is kept on. */
export function keepOn(name: string | null, value: string | null): void {
  const left = leftBy(name, value)
  if (!left) return
  seen.add(left.mark)
  const known = living.get(left.key)
  if (known) writeSession(left.key, known.standing.record)
}

/**
 * Ends the copy of a sign-in that another window has left; false where there is none. A frame beside that window has no
 * copy but the same storage: there it is gone at this moment, or was put back by one that has seen the mark.
 */
export function endCopy({ key, mark }: Left): boolean {
  if (seen.has(mark) || !isKept(key) || isLocked(key)) return false
  if (living.has(key)) endSession(key, 'left')
  else leaveSession(key)
  return true
}

/** False where the storage knows nothing of it any more, whatever this document still remembers. */
export const isKept = (key: string): boolean => readSession(key) !== undefined

/** As `signOut`, for a reason. False where the storage does not let go of it; here it is over all the same. */
export function endSession(key: string, end: SessionEnd): boolean {
  const known = living.get(key)
  if (known) known.standing.key = undefined
  try {
    removeSession(key)
    removeLaunchesOf(key)
    return true
  } catch {
    return false
  } finally {
    bury(key, end)
  }
}

/**
 * Puts a sign-in away that nobody uses: the tokens are forgotten here and in storage, what is under way is aborted. Kept
 * is what renewing it needs, so that the same person comes back to the same patient and draft; a reload changes nothing.
 */
export function lockSession(key: string): void {
  const known = living.get(key)
  const record = known?.standing.record ?? readSession(key)
  if (known) known.standing.key = undefined
  try {
    removeLaunchesOf(key)
    // Removed first: where the rest cannot be written, the token is gone all the same.
    removeSession(key)
    if (record) writeSession(key, { ...record, token: { access: '', expiresAt: 0 }, idToken: undefined, locked: true })
  } finally {
    bury(key, 'locked')
  }
}

/** Called after a key has died. Returns what stops the calling. */
export function onSessionEnd(listener: (key: string, end: SessionEnd) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What stands behind a sign-in, for the look at its signature. */
export const standingOf = (signIn: SignIn): Standing | undefined => living.get(signIn.key)?.standing

function enliven(key: string, standing: Standing): SignIn {
  const controller = new AbortController()
  const { record } = standing
  const { signal } = controller
  const signIn: SignIn = {
    key,
    issuer: record.issuer,
    patientId: record.patientId,
    encounterId: record.encounterId,
    user: record.user,
    needPatientBanner: record.needPatientBanner,
    styleUrl: record.styleUrl,
    launchedFrom: record.launchedFrom,
    missingScopes: missingScopes(record.asked, record.token.granted),
    locked: record.locked === true,
    signal,
    expiresAt: () => standing.record.token.expiresAt,
    can: (permission, resourceType) => allows(standing.record.token.granted, permission, resourceType),
    accessToken: async () => {
      const token = signal.aborted ? undefined : await currentToken(standing)
      // The sign-in may have ended, or moved to another patient, while a refresh was under way.
      if (token === undefined || signal.aborted) throw new HealthPrepError('signed-out')
      return token
    },
  }
  living.set(key, { signIn, standing, controller })
  return signIn
}

function move(signIn: SignIn, change: Pick<SessionRecord, 'patientId' | 'encounterId'>): SignIn {
  const known = living.get(signIn.key)
  if (known?.signIn !== signIn) throw new HealthPrepError('signed-out')
  const key = crypto.randomUUID()
  const record = { ...known.standing.record, ...change }
  // Written before anything is taken away: where storage is full, the old sign-in stays as it was.
  writeSession(key, record)
  removeSession(signIn.key)
  removeLaunchesOf(signIn.key)
  known.standing.record = record
  known.standing.key = key
  const moved = enliven(key, known.standing)
  bury(signIn.key, 'moved')
  return moved
}

function bury(key: string, end: SessionEnd): void {
  living.get(key)?.controller.abort()
  living.delete(key)
  for (const listener of listeners) listener(key, end)
}
