import { cleanup, configure } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import type { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeAll, vi, type Mock } from 'vitest'
import { mountApp } from '#app/App.tsx'
import { beginReading } from '#app/begin-reading.ts'
import type { AppBoot } from '#app/boot.ts'
import { sections } from '#app/sections.ts'
import type { Issuer } from '#auth/config.ts'
import { writeSession, type SessionRecord } from '#auth/records.ts'
import { hasPatient, openSession } from '#auth/session.ts'
import { readTokenResponse } from '#auth/token-response.ts'
import { createEhr, type Client, type Ehr, type EhrOptions, type MintOptions } from '../src/stand-in/ehr.ts'
import { allCharts } from '../src/stand-in/patients/all.ts'
import { serve, withServer } from './server.ts'

const client: Client = {
  clientId: 'app-1',
  name: 'HealthPrep',
  redirectUris: ['https://app.example/callback.html'],
  launchUrl: 'https://app.example/launch.html',
}

export const createTestEhr = (options: Partial<EhrOptions> = {}): Ehr =>
  createEhr({
    base: 'https://ehr.example',
    clients: [client],
    charts: allCharts,
    sleep: () => Promise.resolve(),
    ...options,
  })

export const issuerOf = (ehr: Ehr): Issuer => ({
  name: 'Example Hospital',
  fhirBase: ehr.fhirBase,
  clientId: client.clientId,
  endpoints: { authorize: ehr.authorizeUrl, token: ehr.tokenUrl },
  noteType: { system: 'http://loinc.org', code: '11506-3', display: 'Progress note' },
  extraScopes: [],
})

export type RenderOptions = {
  readonly ehr?: Ehr
  /** What the token allows and names. */
  readonly mint?: Omit<MintOptions, 'patient'>
  /** A new one unless given. */
  readonly key?: string
  /** What follows `#/s/<key>`. */
  readonly route?: string
  /** What the sign-in was told besides: the banner, the style, the way in. */
  readonly record?: Partial<SessionRecord>
}

export type Rendered = {
  readonly ehr: Ehr
  readonly key: string
  readonly user: UserEvent
  readonly queryClient: QueryClient
  readonly onSignIn: Mock<AppBoot['onSignIn']>
  readonly onSignInAgain: Mock<AppBoot['onSignInAgain']>
}

// Modules that load when needed, readings tried three times and a busy machine take their time.
configure({ asyncUtilTimeout: 25_000 })
// jsdom draws nothing, so it cannot scroll either.
if (!('scrollIntoView' in Element.prototype)) Object.assign(Element.prototype, { scrollIntoView: () => undefined })

let takeDown = (): void => undefined

/** The whole app at an address, as main.ts would start it. */
export function renderAt(address: string, ehr: Ehr = createTestEhr()): Rendered {
  takeDown()
  document.title = 'HealthPrep'
  document.documentElement.lang = 'en'
  location.hash = address
  serve(ehr)
  const root = document.createElement('div')
  document.body.replaceChildren(root)
  const key = /^#\/s\/([^/]+)/.exec(address)?.[1] ?? ''
  const signIn = key === '' ? undefined : openSession(key)
  const { queryClient, onDrawn } = beginReading(signIn && hasPatient(signIn) ? signIn : undefined)
  const onSignIn = vi.fn<AppBoot['onSignIn']>(() => Promise.resolve())
  const onSignInAgain = vi.fn<AppBoot['onSignInAgain']>(() => Promise.resolve())
  const config = { issuers: [issuerOf(ehr)], framedBy: [], idleMinutes: 15 }
  const unmount = mountApp(root, { kind: 'app', config, queryClient, onDrawn, onSignIn, onSignInAgain })
  takeDown = () => {
    unmount()
    queryClient.clear()
    takeDown = () => undefined
  }
  return { ehr, key, user: userEvent.setup(), queryClient, onSignIn, onSignInAgain }
}

/** The whole app, signed in for a patient of the stand-in by name; without a name, signed in for nobody yet. */
export async function renderApp(slug: string | undefined, options: RenderOptions = {}): Promise<Rendered> {
  const { ehr = createTestEhr(), mint = {}, key = crypto.randomUUID(), route = '', record = {} } = options
  const response = await ehr.mint(slug === undefined ? mint : { ...mint, patient: slug })
  const { token, patientId, encounterId, needPatientBanner } = readTokenResponse(response, Date.now(), ehr.fhirBase)
  writeSession(key, {
    issuer: issuerOf(ehr),
    patientId,
    encounterId,
    needPatientBanner,
    user: { resourceType: 'Practitioner', id: 'unknown' },
    launchedFrom: 'standalone',
    asked: response.scope,
    tokenEndpoint: ehr.tokenUrl,
    token,
    identity: 'unverifiable',
    ...record,
  })
  return renderAt(`#/s/${key}${route}`, ehr)
}

/**
 * To be called once at the top of a test file that draws the app. What the app loads when needed is loaded first, so that
 * no test waits for a compiler.
 */
export function withApp(): void {
  vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 })
  withServer()
  beforeAll(async () => {
    const parts = [import('#ui/ModalDialog.tsx'), import('#features/note/NotePanel.tsx')]
    await Promise.all([...parts, ...sections.map(({ load }) => load?.())])
  })
  afterEach(clearPage)
}

/** Leaves nothing of a test for the next one. */
function clearPage(): void {
  takeDown()
  cleanup()
  document.body.replaceChildren()
  document.documentElement.removeAttribute('style')
  sessionStorage.clear()
  localStorage.clear()
  location.hash = ''
}
