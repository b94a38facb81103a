import type { Issuer } from './config.ts'

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
