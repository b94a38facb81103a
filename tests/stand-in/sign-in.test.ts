import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { describe, expect, it } from 'vitest'
import { walk } from '../../src/stand-in/walk.ts'
import { ask, authorizeUrl, codeFor, exchange, makeEhr, scope, signIn, verifier, type Body } from './helpers.ts'

const tokenError = async (response: Response): Promise<unknown> => ((await response.json()) as Body)['error']

describe('the authorize endpoint', () => {
  it.each([
    ['an unknown client', { client_id: 'app-2' }],
    ['another redirect address', { redirect_uri: 'https://evil.example/callback.html' }],
    ['a redirect address with one letter more', { redirect_uri: 'https://app.example/callback.html?' }],
    ['no redirect address', { redirect_uri: undefined }],
  ])('shows a page and redirects nowhere for %s', async (_what, change) => {
    const ehr = makeEhr()
    const response = await ask(ehr, authorizeUrl(ehr, change))
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
  })

  it.each([
    ['unsupported_response_type', { response_type: 'token' }],
    ['invalid_request', { aud: 'https://ehr.example/api/FHIR/R4/' }],
    ['invalid_request', { aud: undefined }],
    ['invalid_request', { code_challenge: undefined }],
    ['invalid_request', { code_challenge_method: 'plain' }],
    ['invalid_request', { code_challenge_method: undefined }],
    ['invalid_request', { state: undefined }],
    ['invalid_scope', { scope: undefined }],
    ['invalid_scope', { scope: 'openid user/Claim.rs' }],
    ['invalid_scope', { scope: 'openid launch' }],
    ['invalid_scope', { scope: 'openid system/Patient.rs' }],
  ])('sends back %s for %o', async (error, change) => {
    const ehr = makeEhr()
    const response = await ask(ehr, authorizeUrl(ehr, change))
    const back = new URL(response.headers.get('location') ?? '')
    expect(back.origin + back.pathname).toBe('https://app.example/callback.html')
    expect(back.searchParams.get('error')).toBe(error)
    expect(back.searchParams.get('code')).toBeNull()
    expect(back.searchParams.get('state')).toBe('state' in change ? null : 'state-1')
  })

  it('refuses a half-filled form that was changed on its way', async () => {
    const ehr = makeEhr()
    const page = await (await ask(ehr, authorizeUrl(ehr))).text()
    const flow = /name="flow" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const changed = await ask(ehr, `${ehr.authorizeUrl}?flow=${flow.slice(0, -2)}xx&user=attending`)
    expect(changed.status).toBe(400)
  })

  it.each([{ user: 'cancel' }, { patient: 'small-pages', deny: true }, { patient: 'denied' }])(
    'sends back access_denied after %o',
    async (choice) => {
      const ehr = makeEhr()
      const back = await walk(ehr, authorizeUrl(ehr), choice)
      expect(back.searchParams.get('error')).toBe('access_denied')
      expect(back.searchParams.get('state')).toBe('state-1')
    },
  )

  it('escapes names of patients on its pages', async () => {
    const ehr = makeEhr()
    const page = await (await ask(ehr, authorizeUrl(ehr))).text()
    const flow = /name="flow" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const patients = await (await ask(ehr, `${ehr.authorizeUrl}?flow=${flow}&user=attending`)).text()
    expect(patients).toContain('&lt;script&gt;')
    expect(patients).not.toContain('<script')
  })
})

describe('the token endpoint', () => {
  it('gives a token for a code, with the patient, the granted scopes and the state', async () => {
    const body = await signIn(makeEhr(), { patient: 'small-pages' })
    expect(body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope,
      patient: 'patient-small-pages',
      need_patient_banner: 'true',
      state: 'state-1',
    })
    expect(body).not.toHaveProperty('refresh_token')
    expect(body).not.toHaveProperty('encounter')
  })

  it('grants only the scopes that stayed ticked', async () => {
    const body = await signIn(makeEhr(), { patient: 'small-pages', untick: ['user/Observation.rs', 'openid'] })
    expect(body['scope']).toBe('launch/patient fhirUser user/Patient.rs')
    expect(body).not.toHaveProperty('id_token')
  })

  it('names no patient where none was chosen', async () => {
    expect(await signIn(makeEhr(), { patient: '' })).not.toHaveProperty('patient')
  })

  it.each([
    ['a wrong verifier', { code_verifier: `${verifier.slice(0, -1)}~` }],
    ['no verifier', { code_verifier: undefined }],
    ['another redirect address', { redirect_uri: 'https://app.example/other.html' }],
    ['no redirect address', { redirect_uri: undefined }],
  ])('refuses %s', async (_what, change) => {
    const ehr = makeEhr()
    const response = await exchange(ehr, { code: await codeFor(ehr, { patient: 'small-pages' }), ...change })
    expect(response.status).toBe(400)
    expect(await tokenError(response)).toBe('invalid_grant')
  })

  it('refuses another client, and a client that sends a secret', async () => {
    const ehr = makeEhr()
    const code = await codeFor(ehr, { patient: 'small-pages' })
    expect(await tokenError(await exchange(ehr, { code, client_id: 'app-2' }))).toBe('invalid_client')
    expect(await tokenError(await exchange(ehr, { code }, { authorization: 'Basic YTpi' }))).toBe('invalid_client')
  })

  it('takes a code for 60 seconds', async () => {
    let now = Date.now()
    const ehr = makeEhr({ now: () => now })
    const code = await codeFor(ehr, { patient: 'small-pages' })
    const late = await codeFor(ehr, { patient: 'small-pages' })
    now += 59_000
    expect((await exchange(ehr, { code })).status).toBe(200)
    now += 2000
    expect(await tokenError(await exchange(ehr, { code: late }))).toBe('invalid_grant')
  })

  it('takes a code once, and takes back what it gave for it', async () => {
    const ehr = makeEhr()
    const code = await codeFor(ehr, { patient: 'small-pages' })
    const first = (await (await exchange(ehr, { code })).json()) as Body
    const read = () =>
      ask(ehr, `${ehr.fhirBase}/Patient/patient-small-pages`, {
        headers: { authorization: `Bearer ${first['access_token']}` },
      })
    expect((await read()).status).toBe(200)
    expect(await tokenError(await exchange(ehr, { code }))).toBe('invalid_grant')
    expect((await read()).status).toBe(401)
  })

  it('works across a page load: another instance takes the code of the first', async () => {
    const code = await codeFor(makeEhr(), { patient: 'small-pages' })
    expect((await exchange(makeEhr(), { code })).status).toBe(200)
  })

  it('gives a code that does not survive a form without URL encoding', async () => {
    const ehr = makeEhr()
    const code = await codeFor(ehr, { patient: 'small-pages' })
    expect(new URLSearchParams(`code=${code}`).get('code')).not.toBe(code)
  })

  it('may be read by any origin, and shows no header to a script', async () => {
    const response = await exchange(makeEhr(), { code: 'x' })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-expose-headers')).toBeNull()
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('rotates refresh tokens where the client may have one, and ends the grant when an old one comes again', async () => {
    const ehr = makeEhr()
    const first = await signIn(ehr, { patient: 'refresh-unasked' })
    expect(first['expires_in']).toBe(90)
    const refresh = (token: unknown) => exchange(ehr, { grant_type: 'refresh_token', refresh_token: String(token) })
    const second = (await (await refresh(first['refresh_token'])).json()) as Body
    expect(second['access_token']).not.toBe(first['access_token'])
    expect(await tokenError(await refresh(first['refresh_token']))).toBe('invalid_grant')
    expect(await tokenError(await refresh(second['refresh_token']))).toBe('invalid_grant')
  })
})

describe('the id_token', () => {
  const verify = async (slug: string) => {
    const ehr = makeEhr()
    const { id_token } = await signIn(ehr, { patient: slug }, { nonce: 'n-1' })
    const config = (await (await ask(ehr, `${ehr.fhirBase}/.well-known/openid-configuration`)).json()) as Body
    const keys = (await (await ask(ehr, config['jwks_uri'])).json()) as JSONWebKeySet
    return jwtVerify(id_token, createLocalJWKSet(keys), {
      issuer: config['issuer'],
      audience: 'app-1',
      algorithms: ['RS256'],
    })
  }

  it('verifies with the published key, and names the clinician', async () => {
    const { payload } = await verify('small-pages')
    expect(payload).toMatchObject({
      nonce: 'n-1',
      fhirUser: 'https://ehr.example/api/FHIR/R4/Practitioner/practitioner-attending',
    })
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300)
  })

  it.each([
    'bad-id-token-signature',
    'wrong-aud-id-token',
    'wrong-iss-id-token',
    'expired-id-token',
    'server-clock-ten-minutes-behind',
  ])('does not verify for %s', async (slug) => {
    await expect(verify(slug)).rejects.toThrow(/signature|claim|timestamp/)
  })
})

describe('an EHR launch', () => {
  const launch = async (change: Parameters<ReturnType<typeof makeEhr>['launchToken']>[0]) => {
    const ehr = makeEhr()
    const token = await ehr.launchToken(change)
    return { ehr, url: authorizeUrl(ehr, { launch: token, scope: `${scope} launch` }) }
  }

  it('asks nobody anything, and returns patient, visit, banner and style', async () => {
    const { ehr, url } = await launch({ patient: 'small-pages', encounter: 'visit-1', banner: false, style: true })
    const code = (await walk(ehr, url, {})).searchParams.get('code') ?? ''
    const body = (await (await exchange(ehr, { code })).json()) as Body
    expect(body).toMatchObject({ patient: 'patient-small-pages', encounter: 'visit-1', need_patient_banner: 'false' })
    const style = await ask(ehr, body['smart_style_url'])
    expect(await style.json()).toHaveProperty('color_background')
  })

  it('may be posted', async () => {
    const { ehr, url } = await launch({ patient: 'small-pages' })
    const response = await ask(ehr, ehr.authorizeUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: url.searchParams.toString(),
    })
    expect(new URL(response.headers.get('location') ?? '').searchParams.get('code')).not.toBeNull()
  })

  it('takes a launch token once, for 300 seconds', async () => {
    let now = Date.now()
    const ehr = makeEhr({ now: () => now })
    const token = await ehr.launchToken({ patient: 'small-pages' })
    const late = await ehr.launchToken({ patient: 'small-pages' })
    const go = (launch: string) => walk(ehr, authorizeUrl(ehr, { launch, scope: 'launch openid' }), {})
    expect((await go(token)).searchParams.get('error')).toBeNull()
    expect((await go(token)).searchParams.get('error')).toBe('invalid_request')
    now += 301_000
    expect((await go(late)).searchParams.get('error')).toBe('invalid_request')
  })

  it('opens the app from the chart, in a sandboxed frame or a window', async () => {
    const ehr = makeEhr()
    const visits = await (await ask(ehr, `${ehr.simulatorUrl}?patient=small-pages`)).text()
    const visit = /<option value="([^"]+)"/.exec(visits)?.[1] ?? ''
    const choice = `patient=small-pages&visit=${visit}&client=app-1&user=second`
    const framed = await (await ask(ehr, `${ehr.simulatorUrl}?${choice}&window=framed`)).text()
    expect(framed).toContain('sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-downloads"')
    const full = await ask(ehr, `${ehr.simulatorUrl}?${choice}&window=full`)
    const opened = new URL(full.headers.get('location') ?? '')
    expect(opened.origin + opened.pathname).toBe('https://app.example/launch.html')
    expect([...opened.searchParams.keys()]).toEqual(['iss', 'launch'])
    expect(opened.searchParams.get('iss')).toBe(ehr.fhirBase)
  })
})
