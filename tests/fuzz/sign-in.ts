import * as fc from 'fast-check'
import { finishLaunch } from '#auth/callback.ts'
import { parseConfig } from '#auth/config.ts'
import { readIdToken } from '#auth/id-token.ts'
import { launchText } from '#auth/launch-problems.ts'
import { readSession } from '#auth/records.ts'
import { asHealthPrepError, HealthPrepError } from '#lib/errors.ts'
import * as world from '../launch-world.ts'
import { asSent, holds, junk, mutilated, text } from './junk.ts'

/** `fine`, or a code that a page of ours has a sentence for; anything else is a crash. */
async function outcome(attempt: () => unknown): Promise<string> {
  try {
    await attempt()
    return 'fine'
  } catch (thrown) {
    holds(thrown instanceof HealthPrepError && thrown.kind === 'launch', `an error of ours, not ${String(thrown)}`)
    const { code = '' } = asHealthPrepError(thrown)
    holds(launchText(asHealthPrepError(thrown)).title !== '' && code !== '', 'a code with a sentence')
    return code
  }
}

const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('iss', 'launch', 'state', 'code', 'error', 'error_description') },
  fc.constantFrom(
    'clientId',
    'client_id',
    'fhirServiceUrl',
    'patientId',
    'encounterId',
    'redirect_uri',
    'scope',
    'ISS',
    'iss[]',
    '__proto__',
  ),
  text,
)
const parameters = (values: fc.Arbitrary<string>) => fc.array(fc.tuple(name, fc.oneof(values, text)), { maxLength: 6 })
/** A lone half of a pair cannot be encoded. */
const encoded = (value: string): string => encodeURIComponent(value.replace(/\p{Surrogate}/gu, '?'))
const query = (pairs: readonly (readonly [string, string])[], raw: boolean): string =>
  pairs.map(([key, value]) => (raw ? `${key}=${value}` : `${encoded(key)}=${encoded(value)}`)).join('&')

const seconds = Math.floor(Date.now() / 1000)
/** Right in everything, today. */
const goodToken = (more: Record<string, unknown> = {}): Record<string, unknown> =>
  world.tokenResponse({ id_token: world.idToken({ iat: seconds, exp: seconds + 86_400 }), ...more })

/** Whatever the launch address holds, the user is sent to our own server with our own client, or nowhere. */
export const launchUrls = fc.asyncProperty(
  parameters(fc.constantFrom(world.FHIR, `${world.FHIR}/`, world.FHIR.toUpperCase(), 'token-of-the-ehr')),
  fc.boolean(),
  async (pairs, raw) => {
    world.stubStorage()
    const asked = world.stubFetch()
    let leaveFor = ''
    const said = await outcome(async () => {
      leaveFor = await world.ehrLaunch(world.launchAddress(query(pairs, raw)))
    })
    holds(asked.length === 0, 'no request before the sign-in page')
    if (said !== 'fine') return
    const { origin, pathname, searchParams } = new URL(leaveFor)
    holds(`${origin}${pathname}` === world.AUTHORIZE, 'our own authorize endpoint')
    holds(searchParams.get('client_id') === world.CLIENT, 'our own client')
    holds(searchParams.get('aud') === world.FHIR, 'our own server')
    holds(searchParams.get('redirect_uri') === `${world.APP}callback.html`, 'our own callback')
    holds(searchParams.get('code_challenge_method') === 'S256', 'PKCE')
  },
)

/** Whatever comes back, a code is sent once at most, to our own token endpoint, and only with the state of our launch. */
export const callbacks = fc.asyncProperty(
  parameters(fc.constantFrom('code-1', 'STATE', 'access_denied', 'https://ehr.example/oauth2')),
  fc.boolean(),
  fc.boolean(),
  async (pairs, raw, withState) => {
    const storage = world.stubStorage()
    const state = world.stateOf(await world.ehrLaunch())
    const asked = world.stubFetch(() => Response.json(goodToken()))
    const own: readonly (readonly [string, string])[] = withState
      ? [
          ['state', state],
          ['code', 'code-1'],
        ]
      : []
    const address = world.callbackAddress(
      query([...own, ...pairs.map(([key, value]) => [key, value === 'STATE' ? state : value] as const)], raw),
    )
    const said = await outcome(() => finishLaunch({ address }))
    holds(asked.length <= 1 && asked.every(({ url }) => url === world.TOKEN), 'one exchange, at our own endpoint')
    const { searchParams } = new URL(address)
    const states = searchParams.getAll('state')
    holds(said !== 'fine' || (states.length === 1 && states[0] === state), 'the state of our launch')
    holds(asked.length === 0 || said === 'fine', 'a code is sent only where all else was right')
    const left = [...storage.entries.values()].join(' ')
    holds(said !== 'fine' || !left.includes('codeVerifier'), 'the verifier has left storage')
  },
)

/** Whatever the token endpoint says, there is a whole session or none. */
export const tokenResponses = fc.asyncProperty(
  asSent(mutilated(goodToken({ scope: 'launch user/Patient.read', refresh_token: 'r' }))),
  fc.constantFrom(200, 200, 200, 200, 400, 401, 500),
  fc.constantFrom('application/json', 'application/json;charset=utf-8', 'text/html', ''),
  fc.boolean(),
  async (body, status, type, asksForRefresh) => {
    world.stubStorage()
    let key = ''
    const answer = new Response(body, { status, headers: type === '' ? {} : { 'content-type': type } })
    const said = await outcome(async () => {
      ;({ key } = await world.signIn(answer, asksForRefresh ? world.refreshableLaunch : undefined))
    })
    const session = key === '' ? undefined : readSession(key)
    holds((said === 'fine') === (session !== undefined), 'a session if and only if it is fine')
    if (session === undefined) return
    holds(/^[A-Za-z0-9\-.]{1,255}$/.test(session.patientId ?? ''), 'an id for a patient')
    holds(/^[\x21-\x7E]{1,16384}$/.test(session.token.access), 'a token that a header can carry')
    holds(Number.isSafeInteger(session.token.expiresAt) && session.token.expiresAt > Date.now(), 'an expiry ahead')
    holds(asksForRefresh || session.token.refresh === undefined, 'no refresh token that nobody asked for')
    holds(status === 200, 'a status of success')
  },
)

const claims = {
  iss: 'https://ehr.example/oauth2',
  aud: world.CLIENT,
  sub: 'dr-1',
  iat: world.NOW / 1000,
  exp: world.NOW / 1000 + 300,
  fhirUser: 'Practitioner/dr-1',
}
const part = fc.oneof(
  asSent(mutilated(claims)).map((json) => Buffer.from(json).toString('base64url')),
  text,
)
export const idTokens = fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
  const expected = { clientId: world.CLIENT, issuer: 'https://ehr.example/oauth2', servers: [world.FHIR] }
  await outcome(() => readIdToken(parts.join('.'), expected, world.NOW))
})

const site = {
  issuers: [
    {
      name: 'Hospital',
      fhirBase: world.FHIR,
      clientId: 'client-1',
      endpoints: { authorize: world.AUTHORIZE, token: world.TOKEN },
      oauthIssuer: 'https://ehr.example/oauth2',
      noteType: { system: 'http://loinc.org', code: '11506-3', display: 'Progress note' },
      extraScopes: ['offline_access'],
    },
  ],
  draftHours: 8,
}
/** Whatever config.json holds, every address that comes of it is https, or of this computer. */
export const configFiles = fc.asyncProperty(fc.oneof(mutilated(site), junk), async (json) => {
  let parsed: ReturnType<typeof parseConfig> | undefined
  const said = await outcome(() => {
    parsed = parseConfig(json, world.APP)
  })
  holds((said === 'fine') === (parsed !== undefined), 'a config if and only if it is fine')
  for (const { fhirBase, endpoints, draftHours, extraScopes } of parsed?.issuers ?? []) {
    for (const address of [fhirBase, endpoints?.authorize ?? fhirBase, endpoints?.token ?? fhirBase]) {
      const { protocol, hostname, username, search, hash } = new URL(address)
      const here = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
      holds(protocol === 'https:' || (protocol === 'http:' && here), 'https')
      holds(username + search + hash === '', 'nothing beside the address')
    }
    holds(draftHours !== undefined && draftHours >= 0.25 && draftHours <= 24, 'hours within bounds')
    holds(
      extraScopes.every((scope) => !/\s/.test(scope)),
      'scopes without blanks',
    )
  }
})
