import { describe, expect, it } from 'vitest'
import { quantity } from '../../../tests/fixtures.ts'
import { ask, codingOf, has, lab, operation, person, report, social } from '../../../tests/screening/chart.ts'
import { packText, readOverlay, withOverlay } from './overlay.ts'
import { PACK } from './pack.ts'

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
      'an interval by result of a modality that is not there',
      { rules: { 'diabetes-a1c': { nextByResult: { hba1c: [] } } } },
      'rules.diabetes-a1c.nextByResult.hba1c: diabetes-a1c has no modality hba1c; it has a1c, gmi',
    ],
    [
      'an interval by result without a limit',
      { rules: { 'diabetes-a1c': { nextByResult: { a1c: [{ months: 3 }] } } } },
      'rules.diabetes-a1c.nextByResult.a1c[0]: has exactly one of atLeast, below',
    ],
    [
      'an interval by result with two limits',
      { rules: { 'diabetes-a1c': { nextByResult: { a1c: [{ atLeast: 7, below: 4, months: 3 }] } } } },
      'rules.diabetes-a1c.nextByResult.a1c[0]: has exactly one of atLeast, below',
    ],
    [
      'a limit in words',
      { rules: { 'diabetes-a1c': { nextByResult: { a1c: [{ atLeast: '7', months: 3 }] } } } },
      'rules.diabetes-a1c.nextByResult.a1c[0].atLeast: must be a number, but is "7"',
    ],
    [
      'an interval by result of no time',
      { rules: { 'diabetes-a1c': { nextByResult: { a1c: [{ atLeast: 7, months: 0 }] } } } },
      'rules.diabetes-a1c.nextByResult.a1c[0].months: must be a whole number from 1 to 600, but is 0',
    ],
    [
      'an interval by result that is not sooner',
      { rules: { 'diabetes-a1c': { nextByResult: { a1c: [{ atLeast: 7, months: 6 }] } } } },
      'rules.diabetes-a1c.nextByResult.a1c[0].months: must be sooner than without the result (6), but is 6',
    ],
    [
      'one that is not sooner than the site’s own interval',
      { rules: { 'diabetes-a1c': { months: { a1c: 4 }, nextByResult: { a1c: [{ atLeast: 7, months: 5 }] } } } },
      'rules.diabetes-a1c.nextByResult.a1c[0].months: must be sooner than without the result (4), but is 5',
    ],
    [
      'a misspelt limit',
      { rules: { 'diabetes-a1c': { nextByResult: { a1c: [{ atleast: 7, months: 3 }] } } } },
      'rules.diabetes-a1c.nextByResult.a1c[0].atleast: is not a field here; known are atLeast, below, unit, months',
    ],
    [
      'an interval by result of what has none',
      { rules: { statin: { nextByResult: { statin: [{ atLeast: 7, months: 3 }] } } } },
      'rules.statin.nextByResult.statin: lasts while it is active, and has no interval',
    ],
    [
      'an interval that never holds',
      { rules: { 'diabetes-uacr': { months: { uacr: 6 } } } },
      'rules.diabetes-uacr.months.uacr: its interval is always that of kidney-visits; change intervalMonths',
    ],
    [
      'an interval of a function where there is none',
      { rules: { hiv: { intervalMonths: { test: 12 } } } },
      'rules.hiv.intervalMonths.test: has no interval by a named function',
    ],
    [
      'an interval of a function of a modality that is not there',
      { rules: { 'diabetes-eye': { intervalMonths: { eyes: 12 } } } },
      'rules.diabetes-eye.intervalMonths.eyes: diabetes-eye has no modality eyes; it has exam',
    ],
    [
      'an interval of a function of a word',
      { rules: { 'diabetes-eye': { intervalMonths: { exam: 'yearly' } } } },
      'rules.diabetes-eye.intervalMonths.exam: must be a whole number from 1 to 600, but is "yearly"',
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

  it.each<[string, object, number, string]>([
    ['as the rule has it', {}, 7.5, 'up-to-date'],
    ['from 7 %', { nextByResult: { a1c: [{ atLeast: 7, unit: '%', months: 3 }] } }, 7, 'overdue'],
    ['from 7 %, below it', { nextByResult: { a1c: [{ atLeast: 7, unit: '%', months: 3 }] } }, 6.9, 'up-to-date'],
    ['below 5 %', { nextByResult: { a1c: [{ below: 5, unit: '%', months: 3 }] } }, 4.9, 'overdue'],
    ['below 5 %, at it', { nextByResult: { a1c: [{ below: 5, unit: '%', months: 3 }] } }, 5, 'up-to-date'],
    ['never', { nextByResult: { a1c: [] } }, 9, 'up-to-date'],
  ])('changes what comes sooner by the result: %s', (_, change, value, kind) => {
    const pack = packOf({ rules: { 'diabetes-a1c': change } })
    const facts = [has('icd10|E11.9'), lab('loinc|4548-4', '2026-08-23', { value: quantity(value, '%') })]
    expect(ask('diabetes-a1c', man60, facts, { pack }).status.kind).toBe(kind)
    // Of the other modality nothing was said.
    const [, gmi] = pack.rules.find(({ id }) => id === 'diabetes-a1c')?.modalities ?? []
    expect(gmi?.nextByResult).toEqual([{ atLeast: 8, unit: '%', months: 3 }])
  })

  it.each<[string, object, string]>([
    ['24 months', {}, 'up-to-date'],
    ['18 months', { intervalMonths: { exam: 18 } }, 'overdue'],
    ['36 months', { intervalMonths: { exam: 36 } }, 'up-to-date'],
  ])('changes the interval of a named function: an eye examination at goal lasts %s', (_, change, kind) => {
    const pack = packOf({ rules: { 'diabetes-eye': change } })
    const facts = [
      has('icd10|E11.9'),
      lab('loinc|4548-4', '2026-08-23', { value: quantity(7, '%') }),
      lab('sct|722161008', '2025-05-23', { value: { kind: 'text', text: 'Normal', codings: [] } }),
    ]
    const { status, last } = ask('diabetes-eye', man60, facts, { pack })
    expect(status.kind).toBe(kind)
    expect(last?.how).toContain('intervalMonths' in change ? (kind === 'overdue' ? '18 mo' : '3 y') : '2 y')
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
