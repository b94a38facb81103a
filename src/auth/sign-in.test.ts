import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { READINGS } from '#fhir/readings.ts'
import type { Ehr } from '#stand-in/ehr.ts'
import { createEhr } from '#stand-in/ehr.ts'
import { allCharts } from '#stand-in/patients/all.ts'
import type { Choice } from '#stand-in/walk.ts'
import { walk } from '#stand-in/walk.ts'
import { APP, outcomeOf, siteOf, stubStorage } from '../../tests/launch-world.ts'
import type { Finished } from './callback.ts'
import { finishLaunch } from './callback.ts'
import type { Issuer } from './config.ts'
import { verifyIdentity } from './identity.ts'
import { beginLaunch, beginStandalone } from './launch.ts'
import type { MemoryStorage } from '../../tests/launch-world.ts'
import type { SignIn } from './session.ts'
import { openSession } from './session.ts'

/** The whole way, through the sign-in pages of the stand-in, which is stricter than Epic. */

const resourceTypes = [...new Set(Object.values(READINGS).flatMap((reading) => [...reading.resourceTypes]))]
const client = {
  clientId: 'app-1',
  name: 'HealthPrep',
  redirectUris: [`${APP}callback.html`],
  launchUrl: `${APP}launch.html`,
}
let ehr: Ehr
let storage: MemoryStorage

function issuerAt(fhirBase: string): Issuer {
  const noteType = { system: 'http://loinc.org', code: '11506-3', display: 'Progress note' }
  return { name: 'Stand-in', fhirBase, clientId: client.clientId, endpoints: undefined, noteType, extraScopes: [] }
}

beforeEach(() => {
  storage = stubStorage()
  ehr = createEhr({
    base: 'https://ehr.example',
    clients: [client],
    charts: allCharts,
    sleep: () => Promise.resolve(),
  })
  vi.stubGlobal('fetch', async (input: string | URL, init?: RequestInit) => {
    const response = await ehr(new Request(input, init))
    if (!response || response.type === 'error') throw new TypeError('Failed to fetch')
    return response
  })
})
afterEach(() => storage.clear())

function chartOf(slug: string) {
  const chart = allCharts.find((each) => each.slug === slug)
  if (!chart) throw new Error(`no patient ${slug}`)
  return chart
}

async function standalone(choice: Choice, issuer = issuerAt(ehr.fhirBase)): Promise<Finished> {
  const address = await beginStandalone({ issuer, address: `${APP}index.html`, resourceTypes })
  return finishLaunch({ address: (await walk(ehr, address, choice)).href })
}

async function fromTheEhr(patient: string, encounter?: string): Promise<Finished> {
  const token = await ehr.launchToken({ patient, ...(encounter ? { encounter } : {}), banner: false, style: true })
  const query = new URLSearchParams({ iss: ehr.fhirBase, launch: token })
  const config = siteOf(issuerAt(ehr.fhirBase))
  const address = await beginLaunch({ address: `${APP}launch.html?${query}`, config, resourceTypes })
  return finishLaunch({ address: (await walk(ehr, address, {})).href })
}

function opened({ key }: Finished): SignIn {
  const signIn = openSession(key)
  if (!signIn) throw new Error('no session')
  return signIn
}

const ordinary = chartOf('no-known-allergies')

describe('signing in at the stand-in', () => {
  it('standalone with a patient reads that patient’s record', async () => {
    const signIn = opened(await standalone({ patient: ordinary.slug }))
    expect(signIn).toMatchObject({ patientId: ordinary.patientId, encounterId: undefined, missingScopes: [] })
    expect(signIn.user?.resourceType).toBe('Practitioner')
    const authorization = `Bearer ${await signIn.accessToken()}`
    const answer = await fetch(`${ehr.fhirBase}/Patient/${ordinary.patientId}`, {
      headers: { authorization, accept: 'application/fhir+json' },
    })
    expect(await answer.json()).toMatchObject({ resourceType: 'Patient', id: ordinary.patientId })
  })

  it('standalone without a patient may search for one', async () => {
    const signIn = opened(await standalone({ patient: '' }))
    expect(signIn.patientId).toBeUndefined()
    expect(signIn.can('search', 'Patient')).toBe(true)
  })

  it('from the EHR has its patient, visit and style, and no banner of its own', async () => {
    const visit = ordinary.resources(new Date()).find(({ resourceType }) => resourceType === 'Encounter')
    const signIn = opened(await fromTheEhr(ordinary.slug, visit?.id))
    expect(signIn).toMatchObject({
      patientId: ordinary.patientId,
      encounterId: visit?.id,
      needPatientBanner: false,
      launchedFrom: 'ehr',
    })
    expect(signIn.styleUrl).toMatch(/^https:\/\/ehr\.example\//)
  })

  it('asks for the least: discovery and one exchange, then the keys once the reads are on their way', async () => {
    const signIn = opened(await standalone({ patient: ordinary.slug }))
    const machine = ehr.log
      .filter(({ path }) => !path.endsWith('/authorize'))
      .map(({ method, path }) => `${method} ${path}`)
    expect(machine).toEqual(['GET /api/FHIR/R4/.well-known/smart-configuration', 'POST /oauth2/token'])
    await verifyIdentity(signIn)
    expect(signIn.signal.aborted).toBe(false)
    expect(storage.getItem(`healthprep.session.${signIn.key}`)).toContain('"identity":"verified"')
  })

  it('and unticking scopes on the way says which are missing', async () => {
    const signIn = opened(await standalone({ patient: ordinary.slug, untick: ['user/Observation.read'] }))
    expect(signIn.missingScopes).toEqual(['user/Observation.read'])
    expect(signIn.can('search', 'Observation')).toBe(false)
  })
})

describe('every sign-in that goes wrong has its patient', () => {
  it.each([
    ['denied', 'denied'],
    ['server-error-at-sign-in', 'authorize-server'],
    ['hostile-error-text', 'authorize-refused'],
    ['wrong-state', 'state-unknown'],
    ['no-state', 'state-missing'],
    ['with-issuer', 'fine'],
    ['wrong-issuer', 'callback-issuer'],
    ['token-refused', 'token-refused'],
    ['token-unknown-client', 'client-unknown'],
    ['token-500', 'token-server'],
    ['token-lost', 'token-unreachable'],
    ['no-access-token', 'no-token'],
    ['mac-token', 'token-type'],
    ['no-token-type', 'token-type'],
    ['shouting-token-type', 'fine'],
    ['expiry-as-text', 'fine'],
    ['no-expiry', 'token-expiry'],
    ['no-patient-in-token', 'no-patient'],
    ['fewer-scopes', 'fine'],
    ['scopes-in-v1', 'fine'],
    ['no-id-token', 'fine'],
    ['wrong-aud-id-token', 'id-token-audience'],
    ['wrong-iss-id-token', 'id-token-issuer'],
    ['wrong-nonce-id-token', 'id-token-nonce'],
    ['server-clock-ten-minutes-behind', 'clock-ahead'],
    ['server-clock-ten-minutes-ahead', 'clock-behind'],
  ])('%s: %s', async (slug, outcome) => {
    expect(await outcomeOf(fromTheEhr(slug))).toBe(outcome)
  })

  it('bad-id-token-signature ends the session once the signature is looked at', async () => {
    const signIn = opened(await fromTheEhr('bad-id-token-signature'))
    await verifyIdentity(signIn)
    expect(signIn.signal.aborted).toBe(true)
    expect(openSession(signIn.key)).toBeUndefined()
  })

  it('cancelling at the door is a refusal, too', async () => {
    expect(await outcomeOf(standalone({ user: 'cancel' }))).toBe('denied')
  })
})

describe('every server that goes wrong has its address', () => {
  it.each([
    ['discovery-down', 'discovery-refused'],
    ['discovery-not-json', 'discovery-unreadable'],
    ['discovery-without-s256', 'discovery-s256'],
    ['discovery-http-endpoint', 'discovery-endpoint'],
    ['discovery-foreign-endpoint', 'discovery-endpoint'],
    ['discovery-without-endpoints', 'discovery-unreadable'],
    ['discovery-relative', 'fine'],
  ])('%s: %s', async (trouble, outcome) => {
    const issuer = issuerAt(`https://ehr.example/trouble/${trouble}/api/FHIR/R4`)
    expect(await outcomeOf(standalone({ patient: ordinary.slug }, issuer))).toBe(outcome)
  })

  it('jwks-down leaves the signature unverifiable, and the session standing', async () => {
    const signIn = opened(
      await standalone({ patient: ordinary.slug }, issuerAt('https://ehr.example/trouble/jwks-down/api/FHIR/R4')),
    )
    await verifyIdentity(signIn)
    expect(signIn.signal.aborted).toBe(false)
    expect(storage.getItem(`healthprep.session.${signIn.key}`)).toContain('"identity":"unverifiable"')
  })
})
