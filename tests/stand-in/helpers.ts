import { createHash, randomBytes } from 'node:crypto'
import type { Resource } from '../../src/stand-in/chart.ts'
import { createEhr, type Client, type Ehr, type EhrOptions, type MintOptions } from '../../src/stand-in/ehr.ts'
import { allCharts } from '../../src/stand-in/patients/all.ts'
import { walk, type Choice } from '../../src/stand-in/walk.ts'

export const client: Client = {
  clientId: 'app-1',
  name: 'HealthPrep',
  redirectUris: ['https://app.example/callback.html'],
  launchUrl: 'https://app.example/launch.html',
}

export const makeEhr = (options: Partial<EhrOptions> = {}): Ehr =>
  createEhr({
    base: 'https://ehr.example',
    clients: [client],
    charts: allCharts,
    sleep: () => Promise.resolve(),
    ...options,
  })

export const verifier = randomBytes(32).toString('base64url')
const challengeOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

export const scope = 'launch/patient openid fhirUser user/Patient.rs user/Observation.rs'

/** An authorize address in order; `change` alters it, undefined takes a parameter away. */
export function authorizeUrl(ehr: Ehr, change: Record<string, string | undefined> = {}): URL {
  const url = new URL(ehr.authorizeUrl)
  const parameters = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: client.redirectUris[0],
    scope,
    aud: ehr.fhirBase,
    state: 'state-1',
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
    ...change,
  }
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value)
  return url
}

export async function ask(ehr: Ehr, url: string | URL, init: RequestInit = {}): Promise<Response> {
  const response = await ehr(new Request(url, init))
  if (!response) throw new Error('not an address of the stand-in')
  return response
}

export const codeFor = async (
  ehr: Ehr,
  choice: Choice,
  change: Record<string, string | undefined> = {},
): Promise<string> => (await walk(ehr, authorizeUrl(ehr, change), choice)).searchParams.get('code') ?? ''

export const exchange = (
  ehr: Ehr,
  change: Record<string, string | undefined>,
  headers: Record<string, string> = {},
) => {
  const form = new URLSearchParams()
  const fields = {
    grant_type: 'authorization_code',
    redirect_uri: client.redirectUris[0],
    client_id: client.clientId,
    code_verifier: verifier,
    ...change,
  }
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, value)
  return ask(ehr, ehr.tokenUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: form.toString(),
  })
}

/** Parsed JSON that a test looks into; what is not there fails the test. */
export type Body = {
  // oxlint-disable-next-line typescript/no-explicit-any
  [field: string]: any
}

export async function signIn(ehr: Ehr, choice: Choice, change: Record<string, string | undefined> = {}): Promise<Body> {
  const response = await exchange(ehr, { code: await codeFor(ehr, choice, change) })
  return (await response.json()) as Body
}

/** FHIR requests with a token of one patient. */
export async function reader(ehr: Ehr, options: MintOptions) {
  const { access_token } = await ehr.mint(options)
  const headers = { authorization: `Bearer ${access_token}`, accept: 'application/fhir+json' }
  const get = (path: string, more: Record<string, string> = {}) =>
    ask(ehr, path.startsWith('http') ? path : `${ehr.fhirBase}/${path}`, { headers: { ...headers, ...more } })
  return {
    headers,
    get,
    json: async (path: string): Promise<Body> => (await (await get(path)).json()) as Body,
    post: (path: string, body: unknown, more: Record<string, string> = {}) =>
      ask(ehr, `${ehr.fhirBase}/${path}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/fhir+json', ...more },
        body: JSON.stringify(body),
      }),
  }
}

export const matchesIn = (bundle: Body): Resource[] =>
  (bundle['entry'] as Body[]).filter((entry) => entry['search'].mode === 'match').map((entry) => entry['resource'])

export const issuesIn = (bundle: Body): string[] =>
  (bundle['entry'] as Body[])
    .filter((entry) => entry['search'].mode === 'outcome')
    .flatMap((entry) => codesIn(entry['resource']))

export const codesIn = (outcome: Body): string[] => outcome['issue'].map((one: Body) => one['details'].coding[0].code)

export const nextIn = (bundle: Body): string | undefined =>
  (bundle['link'] as Body[]).find((link) => link['relation'] === 'next')?.['url']
