import type { Session } from '#auth/session.ts'

export const FHIR_BASE = 'https://ehr.example/api/FHIR/R4'

/** A sign-in that stands, without a launch: for everything above `auth/`. */
export function testSession(overrides: Partial<Session> = {}): Session {
  return {
    key: 'test-session',
    issuer: {
      name: 'Test hospital',
      fhirBase: FHIR_BASE,
      clientId: 'healthprep-test',
      endpoints: undefined,
      noteType: { system: 'http://loinc.org', code: '11506-3', display: 'Progress note' },
      extraScopes: [],
    },
    patientId: 'p1',
    encounterId: undefined,
    user: { resourceType: 'Practitioner', id: 'dr-1' },
    needPatientBanner: true,
    styleUrl: undefined,
    launchedFrom: 'standalone',
    missingScopes: [],
    locked: false,
    expiresAt: () => Date.now() + 3_600_000,
    accessToken: () => Promise.resolve('test-token'),
    can: () => true,
    signal: new AbortController().signal,
    ...overrides,
  }
}
