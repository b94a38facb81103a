import * as v from 'valibot'
import { originOf, safeAddress } from './address.ts'
import { refusal } from './launch-failure.ts'
import type { LaunchProblem } from './launch-problems.ts'
import type { Token } from './records.ts'

/** A FHIR id. R4 says 64 characters at most; Epic's can be longer where a customer leaves the id scheme open. */
export const isFhirId = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9\-.]{1,255}$/.test(value)

export type TokenResponse = {
  readonly token: Token
  readonly patientId: string | undefined
  readonly encounterId: string | undefined
  readonly needPatientBanner: boolean
  readonly styleUrl: string | undefined
  readonly idToken: string | undefined
}

const LONGEST_LIFE_S = 24 * 60 * 60

const shape = v.object({
  access_token: v.unknown(),
  token_type: v.unknown(),
  expires_in: v.unknown(),
  scope: v.unknown(),
  refresh_token: v.unknown(),
  patient: v.unknown(),
  encounter: v.unknown(),
  need_patient_banner: v.unknown(),
  smart_style_url: v.unknown(),
  id_token: v.unknown(),
})

/**
 * A token response, field by field (RFC 6749 §5.1, SMART App Launch 2.2 §launch context). `askedAt` is the local time
 * at which it was asked for, so that the expiry is rather too early than too late.
 * @throws HealthPrepError `launch`: `no-token`, `token-type`, `token-expiry`, `token-unreadable`, `patient-id`, …
 */
export function readTokenResponse(json: unknown, askedAt: number, fhirBase: string): TokenResponse {
  const partial = v.safeParse(v.partial(shape), json)
  if (!partial.success || Array.isArray(json)) throw refusal('no-token')
  const fields = partial.output
  const access = fields.access_token
  if (access === undefined || access === null || access === '') throw refusal('no-token')
  const scope = optionalText(fields.scope, /^[\x20-\x7E]*$/, 'token-unreadable')?.trim()
  const refresh = optionalText(fields.refresh_token, /^[\x20-\x7E]+$/, 'token-unreadable')
  return {
    token: {
      access: bearer(access),
      expiresAt: askedAt + lifeOf(fields.expires_in, fields.token_type) * 1000,
      ...(refresh === undefined ? {} : { refresh }),
      // An empty answer is no answer; absent means as asked (RFC 6749 §5.1).
      ...(scope ? { granted: scope } : {}),
    },
    patientId: optionalId(fields.patient, 'patient-id'),
    encounterId: optionalId(fields.encounter, 'encounter-id'),
    // Epic sends the string "false", SMART the boolean. Anything but a clear no keeps the banner.
    needPatientBanner: !isNo(fields.need_patient_banner),
    styleUrl: styleUrl(fields.smart_style_url, fhirBase),
    idToken: optionalText(fields.id_token, /^[\x21-\x7E]+$/, 'id-token-unreadable'),
  }
}

/** The characters of an access token (RFC 6749 appendix A.12) as far as a header can carry them. */
function bearer(access: unknown): string {
  if (typeof access !== 'string' || access.length > 16_384 || !/^[\x21-\x7E]+$/.test(access)) {
    throw refusal('token-unreadable')
  }
  return access
}

function lifeOf(expiresIn: unknown, tokenType: unknown): number {
  if (typeof tokenType !== 'string' || tokenType.toLowerCase() !== 'bearer') throw refusal('token-type')
  // Some servers write the number as a string.
  const seconds = typeof expiresIn === 'string' && /^\d{1,9}$/.test(expiresIn) ? Number(expiresIn) : expiresIn
  if (typeof seconds !== 'number' || !Number.isSafeInteger(seconds) || seconds <= 0) throw refusal('token-expiry')
  return Math.min(seconds, LONGEST_LIFE_S)
}

function optionalText(value: unknown, grammar: RegExp, problem: LaunchProblem): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' || !grammar.test(value)) throw refusal(problem)
  return value
}

function optionalId(value: unknown, problem: LaunchProblem): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (!isFhirId(value)) throw refusal(problem)
  return value
}

const isNo = (value: unknown): boolean =>
  value === false || (typeof value === 'string' && value.trim().toLowerCase() === 'false')

/** Colours only: one that is not of the FHIR server is left out without a word. */
function styleUrl(value: unknown, fhirBase: string): string | undefined {
  const address = typeof value === 'string' ? safeAddress(value) : undefined
  return address !== undefined && originOf(address) === originOf(fhirBase) ? address : undefined
}
