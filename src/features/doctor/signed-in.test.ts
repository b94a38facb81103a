import { describe, expect, it, vi } from 'vitest'
import { findings, groupsOf, idsOf, signedIn, SITE, stubBrowser } from '../../../tests/doctor-world.ts'
import { makeEhr } from '../../../tests/stand-in/helpers.ts'
import { allCharts } from '../../stand-in/patients/all.ts'
import { practitioners } from '../../stand-in/patients/ordinary/practitioners.ts'
import { signOut } from '#auth/session.ts'
import { TRIED } from '#fhir/try-record.ts'
import { reportText, summary } from './report.ts'

const attending = { resourceType: 'Practitioner', id: practitioners[0]?.id ?? 'none' }

async function look(
  slug: string,
  mint: Parameters<typeof signedIn>[1] = {},
  record: Parameters<typeof signedIn>[2] = {},
) {
  const ehr = makeEhr()
  const asked = stubBrowser({ ehr })
  const signIn = await signedIn(ehr, { patient: slug, ...mint }, { user: attending, encounterId: 'e1', ...record })
  return { ehr, asked, signIn, found: await findings({ signIn }) }
}

describe('a healthy sign-in', () => {
  it('passes everything: each type searched and read, and the right to file seen without filing', async () => {
    const { found, ehr, asked } = await look('ada')
    expect([...idsOf(found, 'fail'), ...idsOf(found, 'sign-in'), ...idsOf(found, 'unknown')]).toEqual([])
    expect(idsOf(found, 'pass').filter((id) => id.startsWith('record:'))).toHaveLength(TRIED.length)
    expect(found.get('redirect-uri')?.says).toBe(`Epic sent this sign-in back to ${SITE}callback.html`)
    expect(ehr.stored).toEqual([])
    const posted = asked.filter(({ method }) => method !== 'GET').map(({ url }) => url)
    expect(posted).toEqual([ehr.tokenUrl])
  })

  it('asks for one entry of each, and sends its permission to the FHIR base alone', async () => {
    const { asked, ehr, signIn } = await look('ada')
    const token = await signIn.accessToken()
    const carrying = asked.filter(({ headers }) => headers.get('authorization') === `Bearer ${token}`)
    expect(carrying.length).toBeGreaterThan(TRIED.length)
    expect(carrying.filter(({ url }) => !url.startsWith(`${ehr.fhirBase}/`))).toEqual([])
    const searches = carrying.filter(({ url }) => url.includes('patient='))
    expect(searches.filter(({ url }) => !url.includes('_count=1'))).toEqual([])
    expect(new Set(asked.map(({ url }) => new URL(url).origin))).toEqual(
      new Set(['https://app.example', 'https://ehr.example']),
    )
  })
})

describe('what a sign-in lacks is named', () => {
  it('scopes that were not granted, by the names they were asked by', async () => {
    const { found } = await look(
      'ada',
      { scopes: 'openid fhirUser user/Patient.read user/Condition.read' },
      {
        asked:
          'openid fhirUser user/Patient.read user/Condition.read user/Immunization.read user/DocumentReference.write',
      },
    )
    expect(found.get('scopes')).toMatchObject({ verdict: 'fail', mend: { by: 'epic' } })
    expect(found.get('scopes')?.says).toMatch(
      /^Not granted: user\/Immunization\.read, user\/DocumentReference\.write\./,
    )
    expect(found.get('note-right')).toMatchObject({ verdict: 'fail', mend: { by: 'epic' } })
    expect(found.get('record:Condition?category=problem-list-item')?.verdict).toBe('pass')
    const refused = found.get('record:Immunization')
    expect(refused).toMatchObject({ verdict: 'fail', says: 'Search refused (http-403).', mend: { by: 'epic' } })
    expect(refused?.mend?.how).toContain('Tick Search of this API')
  })

  it.each([
    ['token-encounter', { encounterId: undefined }, 'unknown'],
    ['token-user', { user: undefined }, 'fail'],
    ['token-user', { user: { resourceType: 'Patient', id: 'p' } }, 'fail'],
    ['token-identity', { identity: 'unchecked' }, 'unknown'],
    ['token-identity', { identity: 'unverifiable' }, 'unknown'],
    ['note-right', { user: { resourceType: 'Patient', id: 'p' } }, 'unknown'],
    ['record:Practitioner', { user: undefined }, 'unknown'],
  ] as const)('%s with %j: %s', async (id, record, verdict) => {
    expect((await look('nothing-recorded', {}, record)).found.get(id)?.verdict).toBe(verdict)
  })

  it('a server that does not say which scopes it granted', async () => {
    const token = { access: 'x', expiresAt: Date.now() + 60_000 }
    expect((await look('nothing-recorded', {}, { token })).found.get('scopes')?.verdict).toBe('unknown')
  })

  it('a sign-in without a patient: the record cannot be tried', async () => {
    const ehr = makeEhr()
    stubBrowser({ ehr })
    const signIn = await signedIn(ehr, {}, { user: attending })
    const found = await findings({ signIn })
    expect(found.get('token-patient')?.verdict).toBe('unknown')
    expect(idsOf(found, 'sign-in')).toEqual(TRIED.map((name) => `record:${name}`))
  })

  it.each([
    ['allergies-503', 'record:AllergyIntolerance', 'unknown', 'no usable answer (http-503)'],
    ['labs-403', 'record:Observation?category=laboratory', 'fail', 'Search refused (http-403)'],
    ['restricted-patient', 'record:Patient', 'unknown', 'protects this chart'],
    ['break-the-glass', 'record:Encounter', 'unknown', 'protects this chart'],
    ['nothing-recorded', 'record:Immunization', 'pass', 'there was nothing to read'],
  ])('the patient %s: %s', async (slug, id, verdict, words) => {
    const finding = (await look(slug)).found.get(id)
    expect(finding?.verdict).toBe(verdict)
    expect(finding?.says).toContain(words)
  })

  it('a sign-in that has ended meanwhile is looked at as if there were none', async () => {
    const ehr = makeEhr()
    const asked = stubBrowser({ ehr })
    const signIn = await signedIn(ehr, { patient: 'ada' }, { user: attending })
    signOut(signIn.key)
    const found = await findings({ signIn })
    expect(idsOf(found, 'sign-in')).toEqual(expect.arrayContaining(['scopes', 'note-right', 'record:Patient']))
    expect(asked.filter(({ url }) => url.includes('patient='))).toEqual([])
  })

  it('once it was left, nothing of the record is asked for', async () => {
    const ehr = makeEhr()
    const asked = stubBrowser({ ehr })
    const signIn = await signedIn(ehr, { patient: 'ada' }, { user: attending })
    await findings({ signIn, signal: AbortSignal.abort() })
    expect(asked.filter(({ url }) => url.includes('patient='))).toEqual([])
  })

  it('a permission that has died asks to sign in again', async () => {
    const ehr = makeEhr()
    stubBrowser({ ehr })
    const signIn = await signedIn(ehr, { patient: 'ada' }, { user: attending })
    vi.spyOn(signIn, 'accessToken').mockResolvedValue('no-such-token')
    const found = await findings({ signIn })
    expect(idsOf(found, 'sign-in')).toEqual(TRIED.map((name) => `record:${name}`))
  })
})

describe('the report for IT', () => {
  const at = { address: `${SITE}index.html#/s/KEYMARKER/doctor`, browser: 'A browser', now: 1_800_000_000_000 }

  it('says when, where and what, each finding with who can mend it', async () => {
    const ehr = makeEhr()
    stubBrowser({ ehr, page: () => new Response('') })
    const signIn = await signedIn(ehr, { patient: 'ada' }, { user: attending })
    const groups = await groupsOf({ signIn })
    const text = reportText({ groups, issuer: signIn.issuer, ...at })
    expect(text).toContain(`Site: ${SITE}\nFHIR server: ${ehr.fhirBase}\nBrowser: A browser\n${summary(groups)}`)
    expect(text).toContain('[Fail] A content security policy is in force (policy): The host sends no')
    expect(text).toContain('    Whoever runs this site: Send the headers of the README')
    expect(text).toContain('Time: 2027-01-15T08:00Z')
    expect(summary(groups)).toMatch(/^3 checks failed, \d+ passed, 1 cannot be told from here\.$/)
  })

  it('holds nothing of the patient, the user, the visit, the token or the sign-in', async () => {
    const ehr = makeEhr()
    stubBrowser({ ehr })
    const record = {
      user: attending,
      encounterId: 'VISITMARKER',
      idToken: 'IDTOKENMARKER',
      styleUrl: 'https://x/STYLEMARKER',
    }
    const signIn = await signedIn(ehr, { patient: 'ada' }, record)
    const text = reportText({ groups: await groupsOf({ signIn }), issuer: signIn.issuer, ...at })
    const chart = allCharts.find(({ slug }) => slug === 'ada')
    const values = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'object' && value
          ? Object.values(value).flatMap(values)
          : []
    const planted = [
      ...new Set((chart?.resources(new Date()) ?? []).flatMap(values).filter((value) => value.length > 5)),
      attending.id,
      signIn.key,
      signIn.patientId ?? '',
      await signIn.accessToken(),
      'MARKER',
    ]
    // The names of Epic's APIs and of FHIR's resources stand in any chart too.
    const { scope } = await ehr.mint()
    const words =
      scope + reportText({ groups: await groupsOf({ issuer: signIn.issuer }), issuer: signIn.issuer, ...at })
    expect(planted.length).toBeGreaterThan(300)
    expect(planted.filter((value) => value !== '' && text.includes(value) && !words.includes(value))).toEqual([])
  })

  it('holds no word of a server, whatever it writes into its answers', async () => {
    const ehr = makeEhr()
    stubBrowser({ ehr })
    const signIn = await signedIn(ehr, { patient: 'ada' }, { user: attending })
    const own = fetch
    const body = (status: number) => ({
      resourceType: status === 200 ? 'CapabilityStatement' : 'OperationOutcome',
      fhirVersion: 'MARKER',
      error: 'MARKER',
      error_description: 'MARKER',
      authorization_endpoint: 'https://ehr.example/MARKER',
      token_endpoint: 'https://ehr.example/MARKER',
      code_challenge_methods_supported: ['MARKER'],
      issue: [{ severity: 'MARKER', code: 'MARKER', diagnostics: 'MARKER', details: { coding: [{ code: 'MARKER' }] } }],
    })
    for (const status of [200, 400, 403, 500]) {
      vi.stubGlobal('fetch', async (url: string | URL, init?: RequestInit) =>
        String(url).startsWith(SITE)
          ? own(url, init)
          : Response.json(body(status), {
              status,
              headers: { 'content-type': 'application/fhir+json', date: 'MARKER' },
            }),
      )
      const groups = await groupsOf({ signIn })
      expect(reportText({ groups, issuer: signIn.issuer, ...at })).not.toContain('MARKER')
    }
  })
})
