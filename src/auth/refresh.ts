import type { SessionRecord, Token } from './records.ts'
import { readTokenResponse } from './token-response.ts'

const TIMEOUT_MS = 20_000

/**
 * A refresh (RFC 6749 §6) by a public client, which names itself in the body. `refused` is final; `unreachable` says
 * nothing about the refresh token, which stays. Own fetch: fhirclient omits `client_id`, and throws the refresh token
 * away on any failure.
 */
export async function refreshToken(
  { tokenEndpoint, issuer, token, patientId, launchedFrom }: SessionRecord,
  refresh: string,
): Promise<Token | 'refused' | 'unreachable'> {
  const askedAt = Date.now()
  try {
    const response = await fetch(tokenEndpoint, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refresh, client_id: issuer.clientId }),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!response.ok) return isFinal(response.status) ? 'refused' : 'unreachable'
    const answer = readTokenResponse(await response.json(), askedAt, issuer.fhirBase)
    // A chart does not change under a clinician's hands.
    if (launchedFrom === 'ehr' && answer.patientId !== undefined && answer.patientId !== patientId) return 'refused'
    // What the answer leaves out stays: the scopes, and a refresh token that is not rotated (RFC 6749 §6).
    return { refresh, ...(token.granted === undefined ? {} : { granted: token.granted }), ...answer.token }
  } catch {
    return 'unreachable'
  }
}

const isFinal = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 429
