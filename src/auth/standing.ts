import { HealthPrepError } from '#lib/errors.ts'
import type { SessionRecord } from './records.ts'
import { readSession, writeSession } from './records.ts'
import { refreshToken } from './refresh.ts'

/** What a sign-in stands on. It outlives a change of patient, which gives it another key. */
export type Standing = {
  /** Under which it is stored now; undefined once it has ended, so that nothing late is written back. */
  key: string | undefined
  record: SessionRecord
  refreshing: Promise<void> | undefined
}

const REFRESH_EARLY_MS = 30_000

/** Changes what is stored. Where storage fails, the change lives as long as the document. */
export function change(standing: Standing, part: Partial<SessionRecord>): void {
  standing.record = { ...standing.record, ...part }
  if (standing.key === undefined) return
  try {
    writeSession(standing.key, standing.record)
  } catch {
    // Kept in memory; a reload asks to sign in again.
  }
}

/**
 * The access token as of now by the wall clock, which goes on while a computer sleeps; undefined once it has expired.
 * Shortly before that it is refreshed, where a refresh token was given: once, for all who wait, and cancelled by none.
 * @throws HealthPrepError `unreachable` where it has expired and the server could not be asked for another
 */
export async function currentToken(standing: Standing): Promise<string | undefined> {
  if (isFresh(standing)) return standing.record.token.access
  adopt(standing)
  if (isFresh(standing)) return standing.record.token.access
  try {
    await refreshOnce(standing)
  } catch (thrown) {
    // A refresh that failed early hurts nobody yet.
    if (!isAlive(standing)) throw thrown
  }
  return isAlive(standing) ? standing.record.token.access : undefined
}

const isAlive = ({ record }: Standing): boolean => Date.now() < record.token.expiresAt
const isFresh = ({ record }: Standing): boolean =>
  Date.now() < record.token.expiresAt - (record.token.refresh === undefined ? 0 : REFRESH_EARLY_MS)

/** Another document of this window, or a duplicate of it, may have refreshed already: its token is the valid one. */
function adopt(standing: Standing): boolean {
  if (standing.key === undefined) return false
  try {
    const stored = readSession(standing.key)?.token
    if (stored === undefined || stored.expiresAt <= standing.record.token.expiresAt) return false
    standing.record = { ...standing.record, token: stored }
    return true
  } catch {
    return false
  }
}

function refreshOnce(standing: Standing): Promise<void> {
  standing.refreshing ??= refresh(standing).finally(() => {
    standing.refreshing = undefined
  })
  return standing.refreshing
}

async function refresh(standing: Standing): Promise<void> {
  const { record } = standing
  if (record.token.refresh === undefined) return
  const answer = await refreshToken(record, record.token.refresh)
  if (answer === 'unreachable') throw new HealthPrepError('unreachable', 'refresh')
  if (answer !== 'refused') return change(standing, { token: answer })
  // Refused: by now another document may have rotated it.
  if (adopt(standing)) return
  const { refresh: _spent, ...token } = standing.record.token
  change(standing, { token })
}
