import { describe, expect, it } from 'vitest'
import { first } from '../../../tests/fixtures.ts'
import { ask, codingOf, operation, person, report, social } from '../../../tests/screening/chart.ts'
import { packText, readOverlay, withOverlay } from './overlay.ts'
import json from './pack.json'
import { PACK } from './pack.ts'
import { pastReview, toPlanDefinitions } from './plan-definition.ts'
import { readPack } from './read-pack.ts'

const site = (change: object) => ({ id: 'north', version: '3', ...change })
const packOf = (change: object) => withOverlay(PACK, readOverlay(site(change), PACK))
const man60 = person('1966-01-01', 'male')
const all = Object.fromEntries(PACK.rules.map(({ id }) => [id, { enabled: false }]))
/** Every rule for those of this age only. */
const aged = (min: number) => Object.fromEntries(PACK.rules.map(({ id }) => [id, { age: { min, max: 120 } }]))

describe('a site’s overlay', () => {
  it.each<[what: string, overlay: object, message: string]>([
    [
      'a misspelt field',
      { rules: { hiv: { enable: true } } },
      'rules.hiv.enable: is not a field here; known are enabled, age,',
    ],
    ['a rule that is not there', { rules: { hvi: {} } }, 'rules.hvi: there is no rule hvi'],
    [
      'a modality that is not there',
      { rules: { hiv: { months: { tests: 12 } } } },
      'rules.hiv.months.tests: hiv has no modality tests; it has test',
    ],
    [
      'an interval of nothing',
      { rules: { hiv: { months: { test: 0 } } } },
      'rules.hiv.months.test: must be a whole number from 1 to 600, but is 0',
    ],
    [
      'ages upside down',
      { rules: { hiv: { age: { min: 60, max: 20 } } } },
      'rules.hiv.age.max: must leave an age, but would be from 60 to 20',
    ],
    [
      'a beginning past the end that the rule has',
      { rules: { hiv: { age: { min: 66 } } } },
      'rules.hiv.age.min: must leave an age, but would be from 66 to 65',
    ],
    ['a hundredth year too many', { rules: { hiv: { age: { max: 121 } } } }, 'rules.hiv.age.max: must be a whole'],
    [
      'a family of local codes',
      { localCodes: [{ system: 'urn:x', code: 'IMG*', rule: 'hiv', modality: 'test' }] },
      'localCodes[0].code: must be a text without | and *, but is "IMG*"',
    ],
    ['a name of two lines', { id: 'north\nRules: none' }, 'id: must be at most 40 letters'],
    ['a name too long for a line', { version: 'v'.repeat(41) }, 'version: must be at most 40 letters'],
    [
      'a window of a word',
      { rules: { hiv: { dueSoonDays: 'many' } } },
      'rules.hiv.dueSoonDays: must be a whole number from 0 to 366, but is "many"',
    ],
    [
      'an interval of what has none',
      { rules: { statin: { months: { statin: 3 } } } },
      'rules.statin.months.statin: lasts while it is active, and has no interval',
    ],
    [
      'a local code without a rule',
      { localCodes: [{ system: 'urn:x', code: '1', rule: 'no', modality: 'no' }] },
      'localCodes[0].rule: there is no rule no',
    ],
    [
      'ages at the test upside down',
      { rules: { hiv: { minAgeAtTest: { test: 60 }, maxAgeAtTest: { test: 59 } } } },
      'rules.hiv.maxAgeAtTest.test: must leave an age, but would be from 60 to 59',
    ],
    [
      'every rule off or for nobody',
      { rules: { ...all, ...aged(110), hiv: { enabled: false } } },
      'rules: would leave no rule for anybody under 110 years of age; leave at least one',
    ],
    ['everything turned off', { rules: all }, 'rules: would turn off every rule; leave at least one on'],
  ])('%s is refused, and named', (_, overlay, message) => {
    expect(() => readOverlay(site(overlay), PACK)).toThrow(message)
  })

  it('may leave one rule, or all for the very old', () => {
    expect(packOf({ rules: { ...aged(119), hiv: {} } }).rules).toHaveLength(PACK.rules.length)
    expect(packOf({ rules: aged(109) }).rules).toHaveLength(PACK.rules.length)
  })

  it.each([[null], [[]], ['x'], [7], [undefined]])('%j is no overlay', (value) => {
    expect(() => readOverlay(value, PACK)).toThrow('must be an object')
  })

  it('turns a rule off', () => {
    expect(packOf({ rules: { hiv: { enabled: false } } }).rules.map(({ id }) => id)).not.toContain('hiv')
  })

  it('changes ages, intervals and the window', () => {
    const pack = packOf({
      rules: { 'colorectal-cancer': { age: { min: 40, max: 75 }, months: { colonoscopy: 60 }, dueSoonDays: 10 } },
    })
    expect(ask('colorectal-cancer', person('1985-01-01'), [], { pack }).status.kind).toBe('due')
    expect(ask('colorectal-cancer', person('1985-01-01'), []).status.kind).toBe('not-applicable')
    const done = [operation('sct|73761001', '2021-11-23')]
    expect(ask('colorectal-cancer', man60, done, { pack }).status).toEqual({ kind: 'overdue', since: '2026-11-23' })
    expect(ask('colorectal-cancer', man60, done).status.kind).toBe('up-to-date')
  })

  it.each([
    ['a younger beginning', { min: 40 }, '1986-11-23', '1986-11-24'],
    ['an older end', { max: 80 }, '1945-11-24', '1945-11-23'],
    ['nothing', {}, '1981-11-23', '1981-11-24'],
  ])('leaves alone what it does not speak of: %s', (_, age, within, beyond) => {
    const pack = packOf({ rules: { 'colorectal-cancer': { age } } })
    const kindOf = (born: string) => ask('colorectal-cancer', person(born), [], { pack }).status.kind
    expect([kindOf(within), kindOf(beyond)]).toEqual(['due', 'not-applicable'])
    // The other end stays where it was.
    expect(pack.rules.find(({ id }) => id === 'colorectal-cancer')?.eligibility.age).toMatchObject({
      min: 45,
      max: 75,
      ...age,
    })
  })

  it.each([
    ['begun earlier, it counts earlier', { age: { min: 18 } }, 18],
    ['begun later, it counts as before', { age: { min: 30 } }, 21],
    ['unless the site says otherwise', { age: { min: 18 }, minAgeAtTest: { cytology: 20 } }, 20],
  ])('a test that counts from the beginning of the rule: %s', (_, change, from) => {
    const rule = packOf({ rules: { 'cervical-cancer': change } }).rules.find(({ id }) => id === 'cervical-cancer')
    expect(rule?.modalities.map(({ id, minAgeAtTest }) => [id, minAgeAtTest])).toEqual([
      ['cytology', from],
      ['hpv', 30],
      ['hpv-self-collected', 30],
    ])
  })

  it('takes a local code of a known system by whatever address the site writes', () => {
    const local = (system: string) =>
      packOf({ localCodes: [{ system, code: '12345-6', rule: 'hiv', modality: 'test' }] }).codeSets.get(
        'local-hiv-test',
      )
    expect(local('http://loinc.org')?.codes).toEqual(['loinc|12345-6'])
    expect(local('urn:oid:2.16.840.1.113883.6.1')?.codes).toEqual(['loinc|12345-6'])
  })

  it.each([
    ['on the last day of grace', '2026-10-25', 'due-soon'],
    ['after it', '2026-10-24', 'overdue'],
  ])('gives grace: %s', (_, ended, kind) => {
    const pack = packOf({ rules: { 'colorectal-cancer': { graceDays: 30 } } })
    const done = [operation('sct|73761001', `2016${ended.slice(4)}`)]
    expect(ask('colorectal-cancer', man60, done, { pack }).status.kind).toBe(kind)
  })

  it('reads the site’s own codes', () => {
    const pack = packOf({
      localCodes: [{ system: 'urn:oid:1.2.3', code: 'IMG77', rule: 'aortic-aneurysm', modality: 'ultrasound' }],
    })
    const man70 = person('1956-01-01', 'male')
    const smokes = [social('loinc|72166-2', '2020-01-01', '449868002')]
    const scan = report('US AAA', '2024-01-01', {
      type: { text: 'US AAA', codings: [codingOf('urn:oid:1.2.3|IMG77')] },
    })
    const set = pack.codeSets.get('local-aortic-aneurysm-ultrasound')
    expect(set?.codes).toEqual(['urn:oid:1.2.3|IMG77'])
    expect(ask('aortic-aneurysm', man70, [...smokes, scan], { pack }).status.kind).toBe('up-to-date')
    expect(ask('aortic-aneurysm', man70, [...smokes, scan]).status.kind).toBe('cannot-tell')
    expect(ask('aortic-aneurysm', man70, smokes, { pack }).status.kind).toBe('due')
  })

  it('is printed with both versions and both hashes', () => {
    const overlay = readOverlay(site({}), PACK)
    expect(packText(PACK, overlay)).toMatch(
      /^Rules: healthprep \S+ \([0-9a-f]{4}-[0-9a-f]{4}\), site overlay north 3 \([0-9a-f]{4}-[0-9a-f]{4}\)$/,
    )
    expect(readOverlay(site({ rules: { hiv: {} } }), PACK).hash).not.toBe(overlay.hash)
  })
})

describe('the rule file', () => {
  const changed = (change: (pack: Record<string, never>) => void): unknown => {
    const copy: Record<string, never> = JSON.parse(JSON.stringify(json))
    change(copy)
    return copy
  }
  type Loose = { rules: Record<string, unknown>[]; codeSets: { bmi: Record<string, unknown> } }
  it.each<[string, (pack: Loose) => void, string]>([
    [
      'a rule without an age',
      (pack) => (first(pack.rules)['eligibility'] = {}),
      'rules[0].eligibility.age: must be an object, but is missing',
    ],
    ['a misspelt field', (pack) => (first(pack.rules)['exlusions'] = []), 'rules[0].exlusions: is not a field here'],
    [
      'a set that is not there',
      (pack) => (first(pack.rules)['guards'] = [{ id: 'x', text: 'x', any: ['nothing'] }]),
      'rules[0].guards[0]: there is no code set nothing',
    ],
    [
      'a code of no known system',
      (pack) => (pack.codeSets.bmi['codes'] = ['cpt|1']),
      'codeSets.bmi.codes[0]: must be a code such as loinc|4548-4, but is "cpt|1"',
    ],
    [
      'an impossible day',
      (pack) => (first(pack.rules)['source'] = { ...(first(pack.rules)['source'] as object), issued: '2024-02-30' }),
      'rules[0].source.issued: must be a day',
    ],
    [
      'two rules of one name',
      (pack) => (first(pack.rules.slice(1))['id'] = first(pack.rules)['id']),
      'rules[1].id: breast-cancer is there twice',
    ],
    ['an unknown function', (pack) => (first(pack.rules)['review'] = 'guess'), 'rules[0].review: must be one of'],
  ])('%s is named', (_, change, message) => {
    expect(() => readPack(changed((pack) => change(pack as unknown as Loose)))).toThrow(message)
  })

  it('every rule names organisation, grade, date, https link and a review day after its date', () => {
    for (const { source } of PACK.rules) expect(source.reviewBy > source.issued).toBe(true)
  })

  it('holds no CPT: no such system, and no bare number of five digits outside SNOMED CT and RxNorm', () => {
    const codes = [...PACK.codeSets.values()].flatMap(({ codes }) => codes)
    expect(codes.filter((code) => !/^(sct|rxnorm)\|/.test(code) && /\|\d{5}$|\|\d{4}[FT]$/.test(code))).toEqual([])
    expect(JSON.stringify(json)).not.toMatch(/ama-assn|\bcpt\b/i)
  })

  it('is one PlanDefinition for each rule, one action for each modality', () => {
    const plans = toPlanDefinitions(PACK)
    expect(plans.map((plan) => plan['id'])).toEqual(PACK.rules.map(({ id }) => id))
    expect(JSON.stringify(plans[0])).toContain('"period":24,"periodUnit":"mo"')
  })

  it('past its review day is a word, not a failure', () => {
    expect(pastReview(PACK, '2000-01-01')).toEqual([])
    expect(pastReview(PACK, '2099-01-01')).toHaveLength(PACK.rules.length)
  })
})
