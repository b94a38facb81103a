import * as v from 'valibot'
import { VACCINE_SCHEDULES } from '#lib/vaccine-schedules.ts'
import type { Issuer } from './config.ts'
import { entryNames, readEntry, removeEntry, writeEntry } from './storage.ts'

const LAUNCH = 'healthprep.launch.'
const SESSION = 'healthprep.session.'
const ACTIVE = 'healthprep.active.'

/** A sign-in must come back within this time. */
export const LAUNCH_LIFE_MS = 10 * 60_000

// What we wrote ourselves is still checked: another version of the app may have written it.
const issuer: v.GenericSchema<unknown, Issuer> = v.pipe(
  v.object({
    name: v.string(),
    fhirBase: v.string(),
    clientId: v.string(),
    endpoints: v.optional(v.object({ authorize: v.string(), token: v.string() })),
    oauthIssuer: v.optional(v.string()),
    noteType: v.object({ system: v.string(), code: v.string(), display: v.string() }),
    extraScopes: v.array(v.string()),
    screening: v.optional(v.string()),
    vaccineSchedule: v.optional(v.picklist(VACCINE_SCHEDULES)),
    draftHours: v.optional(v.number()),
  }),
  v.transform((stored): Issuer => ({ ...stored, endpoints: stored.endpoints })),
)

const user = v.object({ resourceType: v.string(), id: v.string() })
const way = v.picklist(['ehr', 'standalone'])

const resume = v.object({
  sessionKey: v.string(),
  patientId: v.optional(v.string()),
  encounterId: v.optional(v.string()),
  user: v.optional(user),
  launchedFrom: way,
  route: v.string(),
})

/** What a renewed sign-in must match, and where it leads back to. */
export type Resume = v.InferOutput<typeof resume>

const launchRecord = v.object({
  issuer,
  way,
  /** The scopes asked for. */
  asked: v.string(),
  createdAt: v.number(),
  tokenEndpoint: v.string(),
  redirectUri: v.string(),
  /** The OAuth issuer, where discovery named it. */
  discoveredIssuer: v.optional(v.string()),
  /** fhirclient's own state, code verifier included: never in a slot of its own. */
  smart: v.unknown(),
  resume: v.optional(resume),
})

export type LaunchRecord = v.InferOutput<typeof launchRecord>

const used = v.object({ used: v.literal(true), createdAt: v.number() })

export const writeLaunch = (state: string, record: LaunchRecord): void => writeEntry(LAUNCH + state, record)

/** The sign-in that this browser began under this state; `used` where its answer has been taken already. */
export function readLaunch(state: string): LaunchRecord | 'used' | undefined {
  const stored = readEntry(LAUNCH + state)
  if (v.is(used, stored)) return 'used'
  const result = v.safeParse(launchRecord, stored)
  return result.success ? result.output : undefined
}

/** The verifier leaves storage here, before the exchange; the state stays known as used, so that a replay is named so. */
export const markLaunchUsed = (state: string): void =>
  writeEntry(LAUNCH + state, { used: true, createdAt: Date.now() } satisfies v.InferOutput<typeof used>)

/** All that is kept of sign-ins which led to this session, or were begun to renew it. */
export function removeLaunchesOf(sessionKey: string): void {
  removeEntry(LAUNCH + sessionKey)
  for (const name of entryNames(LAUNCH)) {
    const found = v.safeParse(launchRecord, readEntry(name))
    if (found.success && found.output.resume?.sessionKey === sessionKey) removeEntry(name)
  }
}

/** Abandoned sign-ins and spent states of this window, once they are past their time. */
export function sweepLaunches(): void {
  for (const name of entryNames(LAUNCH)) {
    const stored = readEntry(name)
    const dated = v.safeParse(v.object({ createdAt: v.number() }), stored)
    if (!dated.success || Date.now() - dated.output.createdAt > LAUNCH_LIFE_MS) removeEntry(name)
  }
}

const token = v.object({
  access: v.string(),
  refresh: v.optional(v.string()),
  /** Epoch milliseconds. */
  expiresAt: v.number(),
  /** As the server wrote it; absent where it did not say. */
  granted: v.optional(v.string()),
})

export type Token = v.InferOutput<typeof token>

const sessionRecord = v.object({
  issuer,
  patientId: v.optional(v.string()),
  encounterId: v.optional(v.string()),
  user: v.optional(user),
  needPatientBanner: v.boolean(),
  styleUrl: v.optional(v.string()),
  launchedFrom: way,
  asked: v.string(),
  tokenEndpoint: v.string(),
  token,
  /** The id_token until its signature was looked at; then what came of it. */
  idToken: v.optional(v.string()),
  identity: v.picklist(['unchecked', 'verified', 'unverifiable']),
  /** Put away for want of activity: whose sign-in it was is kept, and nothing that could read a chart. */
  locked: v.optional(v.literal(true)),
})

export type SessionRecord = v.InferOutput<typeof sessionRecord>

export const writeSession = (key: string, record: SessionRecord): void => writeEntry(SESSION + key, record)

export function readSession(key: string): SessionRecord | undefined {
  const result = v.safeParse(sessionRecord, readEntry(SESSION + key))
  return result.success ? result.output : undefined
}

export function removeSession(key: string): void {
  removeEntry(SESSION + key)
  removeEntry(ACTIVE + key)
}

export const sessionKeys = (): string[] => entryNames(SESSION).map((name) => name.slice(SESSION.length))

/** A session that was left, and a mark of this one leaving: who shares the storage has seen it. */
export type Left = { readonly key: string; readonly mark: string }

/**
 * Removes a session that this window no longer shows. Frames of one tab share the storage, so one beside this may still
 * show it: it is told by what is written first, and puts it back.
 */
export function leaveSession(key: string): Left {
  const mark = crypto.randomUUID()
  writeEntry(SESSION + key, { left: mark })
  removeSession(key)
  return { key, mark }
}

/** What a `storage` event says was left. */
export function leftBy(name: string | null, value: string | null): Left | undefined {
  const mark = /^\{"left":"([\w-]+)"\}$/.exec(value ?? '')?.[1]
  return name?.startsWith(SESSION) === true && mark !== undefined
    ? { key: name.slice(SESSION.length), mark }
    : undefined
}

const RENEWED_WITHIN_MS = 60 * 60_000

/** Sessions whose token ended more than an hour ago; a locked one holds none, and is its person's way back. */
export function sweepSessions(): void {
  for (const key of sessionKeys()) {
    const record = readSession(key)
    if (!record || record.locked === true || record.token.refresh !== undefined) continue
    if (Date.now() - record.token.expiresAt > RENEWED_WITHIN_MS) leaveSession(key)
  }
}

/** When this sign-in was last used (epoch milliseconds), so that a page loaded anew is not taken for a person. */
export const writeActivity = (key: string, at: number): void => writeEntry(ACTIVE + key, at)

export function readActivity(key: string): number | undefined {
  const stored = readEntry(ACTIVE + key)
  return typeof stored === 'number' ? stored : undefined
}
