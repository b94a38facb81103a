import { describe, expect, it } from 'vitest'
import type { Problem } from '#clinical/problem.ts'
import { readProblem } from './problem.ts'
import { isUnreadable } from './reader.ts'
import { CONTEXT, SAMPLES } from './samples.ts'

const read = (fields: object, query = 'Condition?category=problem-list-item'): Problem => {
  const problem = readProblem({ ...SAMPLES.Condition, ...fields }, { ...CONTEXT, query })
  if (isUnreadable(problem)) throw new Error(problem.unreadable)
  return problem
}
const list = (name: string, ...codes: string[]) => ({
  coding: codes.map((code) => ({ system: `http://terminology.hl7.org/CodeSystem/${name}`, code })),
})

it('a problem keeps its words, all codes, dates, severity and source', () => {
  expect(read({})).toMatchObject({
    id: 'Condition/eCond',
    concept: {
      text: 'Type 2 diabetes',
      codings: [{ code: '77' }, { system: 'http://snomed.info/sct', code: '44054006' }],
    },
    category: 'problem-list',
    status: 'active',
    verification: 'confirmed',
    onset: { text: '2015', precision: 'year' },
    recorded: { text: '2015-03-09' },
    abated: undefined,
    severity: 'Moderate',
    source: { author: 'Grace Sample, MD', date: { text: '2015-03-09' }, query: 'Condition?category=problem-list-item' },
  })
})

describe('the name', () => {
  const icd = { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'E11.9' }
  it.each([
    ['its text', { text: ' Diabetes ', coding: [icd] }, 'Diabetes'],
    [
      'the display the user chose',
      { coding: [{ display: 'DM2' }, { display: 'Type 2 diabetes', userSelected: true }] },
      'Type 2 diabetes',
    ],
    ['any display', { coding: [icd, { code: '7', display: 'Diabetes' }] }, 'Diabetes'],
    ['a bare code', { coding: [null, {}, icd] }, 'ICD-10 E11.9'],
    ['a bare code of an unknown list', { coding: [{ system: 'urn:oid:1.2', code: '42' }] }, 'code 42'],
    ['a lone coding', { coding: icd }, 'ICD-10 E11.9'],
  ])('is %s', (_what, code, text) => expect(read({ code }).concept.text).toBe(text))

  it.each([undefined, null, {}, { coding: [] }, { text: ' ' }, { text: 3 }, 'Diabetes', [{ text: 'x' }]])(
    '%j is none: unreadable, not dropped',
    (code) => {
      expect(readProblem({ ...SAMPLES.Condition, code }, CONTEXT)).toEqual({
        unreadable: 'it has no name of the condition',
      })
    },
  )
})

describe('status: only what says active is active', () => {
  it.each([
    [list('condition-clinical', 'active'), 'active'],
    [list('condition-clinical', 'recurrence'), 'active'],
    [list('condition-clinical', 'relapse'), 'active'],
    [list('condition-clinical', 'inactive'), 'inactive'],
    [list('condition-clinical', 'remission'), 'inactive'],
    [list('condition-clinical', 'resolved'), 'resolved'],
    [{ text: 'Active' }, 'active'],
    [{ coding: [{ code: 'active' }] }, 'active'],
    [undefined, 'unknown'],
    [{}, 'unknown'],
    ['active', 'unknown'],
    [list('condition-clinical', 'Active'), 'unknown'],
    [list('condition-clinical', 'active', 'resolved'), 'unknown'],
    [list('condition-clinical', 'toString'), 'unknown'],
    [{ coding: [{ system: 'urn:oid:1.2', code: 'active' }] }, 'unknown'],
  ])('%j is %s', (clinicalStatus, status) => expect(read({ clinicalStatus }).status).toBe(status))

  it.each([
    [undefined, 'unknown', 'active'],
    [list('condition-ver-status', 'provisional'), 'unconfirmed', 'active'],
    [list('condition-ver-status', 'differential'), 'unconfirmed', 'active'],
    [list('condition-ver-status', 'refuted'), 'refuted', 'active'],
    [list('condition-ver-status', 'entered-in-error'), 'entered-in-error', 'active'],
    [list('condition-ver-status', 'ruled-out'), 'unknown', 'unknown'],
    ['refuted', 'unknown', 'unknown'],
  ])('verification %j is %s, and the problem %s', (verificationStatus, verification, status) => {
    expect(read({ verificationStatus })).toMatchObject({ verification, status })
  })
})

describe('category', () => {
  const bySystem = (code: string) => [
    {
      coding: [
        { system: 'http://open.epic.com/x', code: 'visit' },
        { system: 'y', code },
      ],
    },
  ]
  it.each([
    [bySystem('problem-list-item'), 'Condition', 'problem-list'],
    [bySystem('encounter-diagnosis'), 'Condition', 'encounter-diagnosis'],
    [bySystem('health-concern'), 'Condition', 'health-concern'],
    [undefined, 'Condition?category=encounter-diagnosis', 'encounter-diagnosis'],
    [undefined, 'Condition?category=health-concern', 'health-concern'],
    [undefined, 'Condition', 'problem-list'],
  ])('%j found by %s is %s', (category, query, expected) => {
    expect(read({ category }, query).category).toBe(expected)
  })
})

describe('onset and end', () => {
  it.each([
    [{ onsetDateTime: '2015-03' }, '2015-03', undefined],
    [{ onsetDateTime: undefined, onsetPeriod: { start: '2014' } }, '2014', undefined],
    [{ onsetDateTime: undefined, onsetAge: { value: 34, code: 'a' } }, undefined, '34 years'],
    [{ onsetDateTime: undefined, onsetAge: { value: 34, unit: 'years', code: 'a' } }, undefined, '34 years'],
    [{ onsetDateTime: undefined, onsetString: 'in childhood' }, undefined, 'in childhood'],
    [
      { onsetDateTime: undefined, onsetRange: { low: { value: 30, code: 'a' }, high: { value: 40, code: 'a' } } },
      undefined,
      '30 years to 40 years',
    ],
    [{ onsetDateTime: 'long ago' }, undefined, undefined],
  ])('%j', (fields, onset, onsetText) => {
    const problem = read(fields)
    expect([problem.onset?.text, problem.onsetText]).toEqual([onset, onsetText])
  })

  it('ended when its period ended', () => {
    expect(read({ abatementPeriod: { start: '2016', end: '2017' } }).abated?.text).toBe('2017')
  })
})
