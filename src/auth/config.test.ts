import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { outcomeOf, refusalOf } from '../../tests/launch-world.ts'
import { loadConfig, parseConfig } from './config.ts'

const PAGE = 'https://app.example/prep/launch.html?iss=x'
const good = { name: 'Test hospital', fhirBase: 'https://ehr.example/api/FHIR/R4', clientId: 'client-1' }
const pins = { authorize: 'https://ehr.example/authorize', token: 'https://ehr.example/token' }
const parse = (issuer: unknown) => parseConfig({ issuers: [issuer] }, PAGE)

describe('config.json', () => {
  it('needs a name, a FHIR base and a client id; the rest has a default', () => {
    expect(parse(good).issuers).toEqual([
      {
        ...good,
        endpoints: undefined,
        noteType: { system: 'http://loinc.org', code: '11506-3', display: 'Progress note' },
        extraScopes: [],
        draftHours: 8,
      },
    ])
  })

  it.each([
    [0.24, 'config:draftHours'],
    [0.25, 'fine'],
    [24, 'fine'],
    [24.01, 'config:draftHours'],
    [0, 'config:draftHours'],
    [-8, 'config:draftHours'],
    ['8', 'config:draftHours'],
    [null, 'config:draftHours'],
  ])('drafts kept for %j hours: %s', async (draftHours, outcome) => {
    expect(await outcomeOf(() => parseConfig({ issuers: [good], draftHours }, PAGE))).toBe(outcome)
  })

  it('says for every issuer how long drafts are kept', () => {
    expect(parseConfig({ issuers: [good], draftHours: 2 }, PAGE).issuers[0]?.draftHours).toBe(2)
  })

  it('may pin endpoints, name the signer, the note type and further scopes', () => {
    const whole = {
      ...good,
      endpoints: { authorize: 'https://login.example/authorize/', token: 'https://login.example/token' },
      oauthIssuer: 'https://login.example/oauth2',
      noteType: { code: '34117-2', display: 'History and physical note' },
      extraScopes: ['offline_access'],
      vaccineSchedule: 'cdc-cdsi',
    }
    expect(parse(whole).issuers[0]).toEqual({
      ...whole,
      draftHours: 8,
      noteType: { system: 'http://loinc.org', ...whole.noteType },
    })
  })

  it.each(['rules.json', 'rules-2.north.json', '_.json'])('may name a file of rules beside it: %s', (screening) => {
    expect(parse({ ...good, screening }).issuers[0]?.screening).toBe(screening)
  })

  it.each([
    '',
    'rules',
    '../rules.json',
    './rules.json',
    '/rules.json',
    'a/b.json',
    'a\\b.json',
    'https://evil.example/r.json',
    '//evil.example/r.json',
    'data:,{}.json',
    'r.json?x',
    'r.json#x',
    '%2e%2e%2fr.json',
    '.json',
    `${'r'.repeat(101)}.json`,
    7,
  ])('refuses %j as a file of rules', async (screening) => {
    expect(await refusalOf(() => parse({ ...good, screening }))).toBe('config:issuers[0].screening')
  })

  it.each([
    [undefined, 15],
    [1, 1],
    [60, 60],
  ])('idleMinutes %s: a sheet is locked after %d minutes', (idleMinutes, minutes) => {
    expect(parseConfig({ issuers: [good], idleMinutes }, PAGE).idleMinutes).toBe(minutes)
  })

  it.each([0, 61, -1, 1.5, '15', null, Infinity])('idleMinutes %s is refused by name', async (idleMinutes) => {
    const refused = await refusalOf(() => parseConfig({ issuers: [good], idleMinutes }, PAGE))
    expect(refused).toBe('config:idleMinutes')
  })

  it.each([
    ['https://EHR.example:443/api/FHIR/R4/', 'https://ehr.example/api/FHIR/R4'],
    ['http://localhost:4010/api/FHIR/R4', 'http://localhost:4010/api/FHIR/R4'],
    ['http://127.0.0.1:4010/R4', 'http://127.0.0.1:4010/R4'],
    ['http://[::1]:4010/R4', 'http://[::1]:4010/R4'],
    ['./epic/api/FHIR/R4', 'https://app.example/prep/epic/api/FHIR/R4'],
    ['/epic/R4', 'https://app.example/epic/R4'],
  ])('a FHIR base %s is kept as %s', (fhirBase, kept) => {
    expect(parse({ ...good, fhirBase }).issuers[0]?.fhirBase).toBe(kept)
  })

  it.each([
    ['no object', null, 'config:file'],
    ['a list', [], 'config:issuers'],
    ['no issuers', {}, 'config:issuers'],
    ['an empty list of issuers', { issuers: [] }, 'config:issuers'],
    ['an issuer that is no object', { issuers: ['x'] }, 'config:issuers[0]'],
    ['an unknown field', { issuers: [good], isuers: [] }, 'config:isuers'],
    ['an unknown field of an issuer', { issuers: [{ ...good, clientID: 'x' }] }, 'config:issuers[0].clientID'],
    [
      'an unknown field of the endpoints',
      { issuers: [{ ...good, endpoints: { ...pins, revoke: good.fhirBase } }] },
      'config:issuers[0].endpoints.revoke',
    ],
    [
      'an unknown field of the note type',
      { issuers: [{ ...good, noteType: { code: 'x', display: 'x', name: 'x' } }] },
      'config:issuers[0].noteType.name',
    ],
    ['an unknown field of a hundred letters', { ['x'.repeat(100)]: 1, issuers: [good] }, `config:${'x'.repeat(40)}`],
    ['a name of 101 letters', { issuers: [{ ...good, name: 'x'.repeat(101) }] }, 'config:issuers[0].name'],
    [
      '201 issuers',
      { issuers: Array.from({ length: 201 }, (_, n) => ({ ...good, fhirBase: `${good.fhirBase}/${n}` })) },
      'config:issuers',
    ],
    ['no name', { issuers: [{ ...good, name: undefined }] }, 'config:issuers[0].name'],
    ['a blank name', { issuers: [{ ...good, name: '  ' }] }, 'config:issuers[0].name'],
    ['no client id', { issuers: [{ ...good, clientId: undefined }] }, 'config:issuers[0].clientId'],
    ['a client id with a blank', { issuers: [{ ...good, clientId: 'a b' }] }, 'config:issuers[0].clientId'],
    ['a wrong second issuer', { issuers: [good, { ...good, fhirBase: 7 }] }, 'config:issuers[1].fhirBase'],
    [
      'the same base twice',
      { issuers: [good, { ...good, fhirBase: `${good.fhirBase}/` }] },
      'config:issuers[1].fhirBase',
    ],
    [
      'one endpoint only',
      { issuers: [{ ...good, endpoints: { authorize: good.fhirBase } }] },
      'config:issuers[0].endpoints.token',
    ],
    [
      'an http endpoint',
      { issuers: [{ ...good, endpoints: { ...pins, authorize: 'http://ehr.example/a' } }] },
      'config:issuers[0].endpoints.authorize',
    ],
    [
      'an http token endpoint',
      { issuers: [{ ...good, endpoints: { ...pins, token: 'http://ehr.example/t' } }] },
      'config:issuers[0].endpoints.token',
    ],
    ['an http signer', { issuers: [{ ...good, oauthIssuer: 'http://ehr.example' }] }, 'config:issuers[0].oauthIssuer'],
    [
      'a note type without code',
      { issuers: [{ ...good, noteType: { display: 'x' } }] },
      'config:issuers[0].noteType.code',
    ],
    [
      'a scope with a blank',
      { issuers: [{ ...good, extraScopes: ['openid', 'a b'] }] },
      'config:issuers[0].extraScopes[1]',
    ],
    [
      'an unknown vaccine schedule',
      { issuers: [{ ...good, vaccineSchedule: 'acme' }] },
      'config:issuers[0].vaccineSchedule',
    ],
    ['a DSTU2 base', { issuers: [{ ...good, fhirBase: 'https://ehr.example/api/FHIR/DSTU2/' }] }, 'config-dstu2'],
  ])('with %s is refused and the field named', async (_, json, code) => {
    expect(await refusalOf(() => parseConfig(json, PAGE))).toBe(code)
  })

  it.each([
    'http://ehr.example/R4',
    'https://user@ehr.example/R4',
    'https://ehr.example/R4?x',
    'https://ehr.example/R4#x',
    'https://ehr.example/a/../R4',
    'https://ehr.example/%52',
    'http://localhost.evil.example/R4',
    '//evil.example/R4',
    'ftp://ehr.example/R4',
    `https://ehr.example/${'a'.repeat(2029)}`,
    '',
    ' ',
  ])('refuses the FHIR base %j', async (fhirBase) => {
    const json = { issuers: [{ ...good, fhirBase }] }
    expect(await refusalOf(() => parseConfig(json, 'http://app.example/'))).toBe('config:issuers[0].fhirBase')
  })

  it.each(['https://chart.example', 'https://chart.example:8443', 'http://127.0.0.1:4010', 'http://[::1]:4010'])(
    'may name who frames the app: %s',
    (origin) => {
      expect(parseConfig({ issuers: [good], framedBy: [origin] }, PAGE).framedBy).toEqual([origin])
    },
  )

  it.each([
    '*',
    "'self'",
    'https:',
    'chart.example',
    'https://*.example',
    'https://chart.example/path',
    'https://chart.example/',
    'https://Chart.example',
    'https://chart.example:443',
    'https://user@chart.example',
    'http://chart.example',
    'https://a.example https://b.example',
    'https://a.example; script-src *',
    7,
  ])('refuses %j as one who frames it', async (named) => {
    const json = { issuers: [good], framedBy: ['https://chart.example', named] }
    expect(await refusalOf(() => parseConfig(json, PAGE))).toBe('config:framedBy[1]')
  })

  it('whatever it holds, the worst is a refusal of ours', async () => {
    const some = { name: fc.anything(), fhirBase: fc.anything(), clientId: fc.anything() }
    const issuers = fc.oneof(fc.anything(), fc.array(fc.record(some, { requiredKeys: [] })))
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.anything(), fc.record({ issuers })), async (json) => {
        expect(await outcomeOf(() => parseConfig(json, PAGE))).toMatch(/^config/)
      }),
    )
  })

  it('as shipped is right', () => {
    expect(parseConfig(JSON.parse(readFileSync('public/config.json', 'utf8')), PAGE).issuers.length).toBeGreaterThan(0)
  })
})

describe('inside a frame', () => {
  const json = { issuers: [good], framedBy: ['https://chart.example', 'https://hospital.example'] }
  const load = (...framers: string[]) => loadConfig(() => Promise.resolve(Response.json(json)), PAGE, framers)

  it.each([
    [[]],
    [[new URL(PAGE).origin]],
    [['https://chart.example']],
    [['https://chart.example', 'https://hospital.example']],
  ])('held by %j it starts', async (framers) => {
    expect((await load(...framers)).issuers).toHaveLength(1)
  })

  it.each([
    [['https://evil.example']],
    [['https://chart.example', 'https://evil.example']],
    [['https://chart.example:8443']],
    [['null']],
  ])('held by %j it refuses', async (framers) => {
    expect(await refusalOf(() => load(...framers))).toBe('frame-unknown')
  })
})

describe('loading it', () => {
  const load = (answer: () => Response | Promise<Response>) => loadConfig(() => Promise.resolve(answer()), PAGE)

  it('asks for the file beside the document, anew each time, and gives up after ten seconds', async () => {
    const { signal } = new AbortController()
    const limit = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(signal)
    const fetch = vi.fn(() => Promise.resolve(Response.json({ issuers: [good] })))
    await loadConfig(fetch, PAGE)
    expect(fetch.mock.calls).toEqual([['https://app.example/prep/config.json', { cache: 'no-cache', signal }]])
    expect(limit).toHaveBeenCalledWith(10_000)
  })

  it('minds no byte order mark, which Windows editors leave', async () => {
    expect((await load(() => new Response(`\uFEFF${JSON.stringify({ issuers: [good] })}`))).issuers).toHaveLength(1)
  })

  it.each([
    ['cannot be reached', () => Promise.reject<Response>(new TypeError('Failed to fetch')), 'config-missing'],
    ['is not there', () => new Response('', { status: 404 }), 'config-missing'],
    ['is not JSON', () => new Response('<html>'), 'config-unreadable'],
    ['is cut short', () => new Response('{"issuers":['), 'config-unreadable'],
    ['is wrong', () => new Response('{}'), 'config:issuers'],
  ])('says so when it %s', async (_, answer, code) => {
    expect(await refusalOf(load(answer))).toBe(code)
  })
})
