import { HealthPrepError } from '#lib/errors.ts'
import type { Expected, User } from './id-token.ts'
import { isExpectedIssuer, readIdToken } from './id-token.ts'
import { refusal } from './launch-failure.ts'
import type { LaunchProblem } from './launch-problems.ts'
import type { LaunchRecord, Resume, SessionRecord, Token } from './records.ts'
import { LAUNCH_LIFE_MS, markLaunchUsed, readLaunch, writeSession } from './records.ts'
import { allows, asksForRefresh } from './scopes.ts'
import { endSession } from './session.ts'
import { exchange } from './smart.ts'
import type { TokenResponse } from './token-response.ts'
import { readTokenResponse } from './token-response.ts'

export type Finished = {
  /** The key of the new session, for the address `#/s/<key>` and `openSession`. */
  readonly key: string
  /** Where a renewed sign-in left off; empty for a new one. */
  readonly route: string
}

const EXCHANGE_TIMEOUT_MS = 20_000
const finishing = new Map<string, Promise<Finished>>()

/**
 * Takes the answer of the authorization server, once: asked again for the same address it gives the same promise, since
 * a code must never be exchanged twice. Blank the address bar first, keeping the address for this call. Needs no
 * `config.json`: the issuer is the one the sign-in was begun with.
 * @throws HealthPrepError `launch`, with a code of launch-problems.ts
 */
export function finishLaunch({ address }: { readonly address: string }): Promise<Finished> {
  const known = finishing.get(address)
  if (known) return known
  const finished = finish(address)
  finishing.set(address, finished)
  return finished
}

async function finish(address: string): Promise<Finished> {
  const { state, code, record } = takeAnswer(address)
  const askedAt = Date.now()
  const response = readTokenResponse(await redeem(state, code, record), askedAt, record.issuer.fhirBase)
  const user = response.idToken === undefined ? undefined : readIdToken(response.idToken, expected(record), Date.now())
  const { resume } = record
  if (resume) refuseAnother(resume, response, user)
  const session = toSession(record, response, user)
  if (!allows(session.token.granted, 'read', 'Patient')) throw refusal('patient-scope')
  writeSession(state, session)
  if (resume) endSession(resume.sessionKey, 'resumed')
  return { key: state, route: resume?.route ?? '' }
}

/** Everything that is looked at before the code is sent anywhere, in the order of design §2. */
function takeAnswer(address: string): { state: string; code: string; record: LaunchRecord } {
  const { searchParams } = new URL(address)
  const state = searchParams.get('state')
  if (!state) throw refusal('state-missing')
  if (searchParams.getAll('state').length > 1) throw refusal('callback-repeated')
  const record = readLaunch(state)
  if (record === undefined) throw refusal('state-unknown')
  if (record === 'used') throw refusal('state-used')
  // From here on the answer is to a question of ours. It is taken whatever it says: the verifier leaves storage.
  markLaunchUsed(state)
  if (Date.now() - record.createdAt > LAUNCH_LIFE_MS) throw refusal('state-expired')
  if (['code', 'error', 'iss'].some((name) => searchParams.getAll(name).length > 1)) throw refusal('callback-repeated')
  const error = searchParams.get('error')
  if (error !== null) throw refusal(authorizeProblem(error))
  const iss = searchParams.get('iss')
  if (iss !== null && !isExpectedIssuer(iss, expected(record))) throw refusal('callback-issuer')
  const code = searchParams.get('code')
  if (!code) throw refusal('code-missing')
  return { state, code, record }
}

/** RFC 6749 §4.1.2.1, in our words; `error_description` is never read. */
function authorizeProblem(error: string): LaunchProblem {
  switch (error) {
    case 'access_denied':
      return 'denied'
    case 'unauthorized_client':
    case 'invalid_client':
      return 'client-unknown'
    case 'invalid_scope':
      return 'scope-refused'
    case 'server_error':
    case 'temporarily_unavailable':
      return 'authorize-server'
    default:
      return 'authorize-refused'
  }
}

async function redeem(state: string, code: string, record: LaunchRecord): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(refusal('token-slow')), EXCHANGE_TIMEOUT_MS)
  })
  try {
    return await Promise.race([exchange(state, code, record.redirectUri, record.smart), tooLate])
  } catch (thrown) {
    throw thrown instanceof HealthPrepError ? thrown : refusal(exchangeProblem(thrown))
  } finally {
    clearTimeout(timer)
  }
}

/** What fhirclient threw. Its message holds the server's words and is looked at only for RFC 6749 §5.2's own. */
function exchangeProblem(thrown: unknown): LaunchProblem {
  if (!(thrown instanceof Error)) return 'token-unreadable'
  if (thrown.name === 'NoAnswer') return 'token-unreachable'
  if (thrown.name === 'HttpError') {
    const status = 'status' in thrown && typeof thrown.status === 'number' ? thrown.status : 0
    if (status >= 500 || status === 429) return 'token-server'
    return /\b(?:invalid|unauthorized)_client\b/.test(thrown.message) ? 'client-unknown' : 'token-refused'
  }
  return thrown.message === 'Failed to obtain access token.' ? 'no-token' : 'token-unreadable'
}

const expected = ({ issuer, discoveredIssuer, tokenEndpoint }: LaunchRecord): Expected => ({
  clientId: issuer.clientId,
  issuer: issuer.oauthIssuer ?? discoveredIssuer,
  servers: [issuer.fhirBase, tokenEndpoint],
})

/** A renewed sign-in leads back to a draft of one patient by one user, and may be neither another's. */
function refuseAnother(resume: Resume, response: TokenResponse, user: User | undefined): void {
  if (resume.patientId !== undefined && response.patientId !== undefined && resume.patientId !== response.patientId) {
    throw refusal('resume-other-patient')
  }
  if (resume.user?.resourceType !== user?.resourceType || resume.user?.id !== user?.id) {
    throw refusal('resume-other-user')
  }
}

/** A refresh token outlives the hour that a stolen token works: unless the site asks for one, it is kept nowhere. */
function withoutUnasked(asked: string, { refresh, ...token }: Token): Token {
  return refresh !== undefined && asksForRefresh(asked) ? { ...token, refresh } : token
}

function toSession(record: LaunchRecord, response: TokenResponse, user: User | undefined): SessionRecord {
  const { way, resume } = record
  // The EHR opened a patient's chart; without that patient it is not this launch.
  if (way === 'ehr' && response.patientId === undefined) throw refusal('no-patient')
  return {
    issuer: record.issuer,
    patientId: response.patientId ?? resume?.patientId,
    encounterId: response.encounterId ?? resume?.encounterId,
    user,
    needPatientBanner: response.needPatientBanner,
    styleUrl: response.styleUrl,
    launchedFrom: resume?.launchedFrom ?? way,
    asked: record.asked,
    tokenEndpoint: record.tokenEndpoint,
    token: withoutUnasked(record.asked, response.token),
    idToken: response.idToken,
    identity: response.idToken === undefined ? 'unverifiable' : 'unchecked',
  }
}
