import { describe, expect, it } from 'vitest'
import { GOOD_BROWSER, POLICY, SITE } from '../../../tests/doctor-world.ts'
import type { ServerFacts } from '#auth/doctor.ts'
import type { Reached } from '#auth/probe.ts'
import { judgeRecord } from './judge-record.ts'
import { judgeServer } from './judge-server.ts'
import { judgeNote, judgeSignIn } from './judge-sign-in.ts'
import { judgeSite } from './judge-site.ts'

const answered = (status: number): Reached => ({
  how: 'answered',
  status,
  clockAhead: 0,
  header: () => undefined,
  json: {},
})
const good: ServerFacts = {
  discovery: answered(200),
  announcesS256: true,
  endpoints: { authorize: 'https://ehr.example/a', token: 'https://ehr.example/t', issuer: undefined },
  pinned: false,
  pinsAgree: true,
  authorize: answered(200),
  token: answered(400),
  tokenError: 'invalid_grant',
  preflight: answered(401),
  metadata: answered(200),
}
const serverSays = (id: string, changes: Partial<ServerFacts>) =>
  judgeServer({ ...good, ...changes }, undefined).find((finding) => finding.id === id)

describe('what kept a request from being answered is told apart', () => {
  it.each([
    ['redirected', /answers with a redirect, which is not followed/, 'site'],
    ['policy', /content security policy of this site forbids asking/, 'site'],
    ['slow', /did not answer within ten seconds/, 'epic'],
    ['no-cors', /does not let a page of this site read the answer/, 'epic'],
    ['unreachable', /cannot be reached from this browser/, 'epic'],
  ] as const)('%s', (how, says, by) => {
    for (const [id, changes] of [
      ['discovery', { discovery: { how } }],
      ['token', { token: { how } }],
      ['metadata', { metadata: { how } }],
    ] as const) {
      expect(serverSays(id, changes)).toMatchObject({
        verdict: 'fail',
        says: expect.stringMatching(says),
        mend: { by },
      })
    }
  })
})

describe('what the server answered and should not have', () => {
  it.each<[string, Partial<ServerFacts>, string, RegExp]>([
    ['discovery', { discovery: answered(404), endpoints: 'discovery-refused' }, 'fail', /refused to say/],
    ['s256', { announcesS256: false, discovery: { how: 'slow' } }, 'unknown', /could not be read/],
    ['s256', { announcesS256: false, pinned: true }, 'unknown', /asks for it all the same/],
    ['client', { tokenError: 'invalid_request' }, 'unknown', /does not tell/],
    ['metadata', {}, 'unknown', /does not say what it can do/],
    ['token', { token: answered(404), tokenError: undefined }, 'fail', /not as a token address does/],
  ])('%s: %j is %s', (id, changes, verdict, says) => {
    expect(serverSays(id, changes)).toMatchObject({ verdict, says: expect.stringMatching(says) })
  })

  it.each(['not-found', 'unreadable'] as const)('a kind of record that is %s is no FHIR R4', (kind) => {
    const tried = {
      name: 'Procedure',
      resourceType: 'Procedure',
      search: { kind, code: 'http-404' },
      read: 'none',
    } as const
    expect(judgeRecord([tried])).toMatchObject([
      { verdict: 'fail', says: expect.stringMatching(/not what FHIR R4 asks/) },
    ])
  })
})

it.each(['4118', '4130', '4131', '4134'])('a chart that Epic protects (%s) is no fault of the registration', (code) => {
  const search = { kind: 'forbidden', code } as const
  expect(judgeRecord([{ name: 'Procedure', resourceType: 'Procedure', search, read: 'none' }])).toMatchObject([
    { verdict: 'unknown', says: expect.stringMatching(/protects this chart/) },
  ])
})

it.each(['invalid_client', 'unauthorized_client'])('a client id refused as %s is one for Epic’s team', (tokenError) => {
  expect(serverSays('client', { tokenError })).toMatchObject({ verdict: 'fail', mend: { by: 'epic' } })
})

it('a sign-in that has run out has 0 minutes left, and never fewer', () => {
  const facts = {
    asked: [],
    missing: [],
    saidScopes: true,
    patient: true,
    encounter: true,
    user: 'Practitioner',
    identity: 'verified',
    refresh: false,
    expiresAt: 0,
    mayFile: true,
  } as const
  const says = judgeSignIn(facts, 600_000).find(({ id }) => id === 'token-expiry')?.says
  expect(says).toContain(' 0 minutes are left')
})

it('a server that does not say what it can do is not said to take notes', () => {
  expect(judgeNote(undefined, undefined)[1]).toMatchObject({ id: 'note-create', verdict: 'unknown' })
})

describe('the site', () => {
  const site = {
    redirectUri: `${SITE}callback.html`,
    index: answered(200),
    callback: answered(200),
    launch: answered(200),
  }
  const says = (id: string, changes: object, browser = GOOD_BROWSER) =>
    judgeSite({ ...site, ...changes }, browser, [], false).find((finding) => finding.id === id)

  it.each([
    ['launch.html', { launch: answered(404) }],
    ['callback.html', { callback: { how: 'unreachable' } }],
  ])('without %s fails, and the page is named', (name, changes) => {
    expect(says('pages', changes)).toMatchObject({ verdict: 'fail', says: `Not found: ${name}.`, mend: { by: 'site' } })
  })

  it('whose start page cannot be read is not said to send headers', () => {
    expect(says('headers', { index: { how: 'slow' } })).toMatchObject({ verdict: 'unknown' })
  })

  const answering = (headers: Readonly<Record<string, string>>) => ({
    index: { ...answered(200), header: (name: string) => headers[name] },
  })
  const policyOf = (policy: string) =>
    judgeSite(
      { ...site, ...answering({ 'content-security-policy': policy }) },
      GOOD_BROWSER,
      ['https://ehr.example'],
      false,
    ).find(({ id }) => id === 'policy')

  it.each([
    ['as the README has it', POLICY],
    ['in capitals', POLICY.replaceAll(/[a-z]+-(?:src|ancestors)/g, (name) => name.toUpperCase())],
    ['with a second word on scripts, which no browser heeds', `${POLICY}; script-src 'unsafe-inline'`],
    ['with one word for scripts and requests', "default-src 'self' https://ehr.example; frame-ancestors 'none'"],
    ['that names a path of the server', POLICY.replace('https://ehr.example', 'https://ehr.example/api/')],
  ])('whose policy is %s passes', (_, policy) => {
    expect(policyOf(policy)).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ["'unsafe-eval'", /scripts run/],
    ["'unsafe-inline'", /scripts run/],
    ['*', /scripts run/],
    ['data:', /scripts run/],
    ['http:', /scripts run/],
    ['https:', /scripts run/],
  ])('whose policy lets scripts of %s run fails', (source, words) => {
    const policy = POLICY.replace("script-src 'self'", `script-src 'self' ${source}`)
    expect(policyOf(policy)).toMatchObject({ verdict: 'fail', says: expect.stringMatching(words) })
  })

  it.each(['*', 'http:', 'https:'])('whose policy lets requests go to %s fails', (source) => {
    const policy = POLICY.replace('https://ehr.example', `https://ehr.example ${source}`)
    expect(policyOf(policy)).toMatchObject({ verdict: 'fail', says: expect.stringMatching(/send to any server/) })
  })

  it('whose policy says nothing of requests fails', () => {
    expect(policyOf("script-src 'self'; frame-ancestors 'none'")).toMatchObject({
      verdict: 'fail',
      says: expect.stringMatching(/send to any server/),
    })
  })

  it.each([
    ['referrer-policy', 'no-referrer-when-downgrade'],
    ['x-content-type-options', 'sniff'],
    ['cache-control', 'max-age=600'],
  ])('that sends %s: %s is told which header is wrong', (name, value) => {
    const right = {
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'permissions-policy': 'camera=()',
    }
    expect(says('headers', answering(right))).toMatchObject({ verdict: 'pass' })
    expect(says('headers', answering({ ...right, [name]: value }))).toMatchObject({
      verdict: 'fail',
      says: `Missing, or with another value: ${name}.`,
    })
  })

  it('on which a script written into the page runs has no policy, whatever its host says that it sends', () => {
    const index = {
      ...answered(200),
      header: (name: string) => (name === 'content-security-policy' ? POLICY : undefined),
    }
    expect(says('policy', { index })).toMatchObject({ verdict: 'pass' })
    expect(says('policy', { index }, { ...GOOD_BROWSER, inlineScript: 'ran' })).toMatchObject({ verdict: 'fail' })
  })
})
