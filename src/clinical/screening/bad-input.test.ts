import { describe, expect, it } from 'vitest'
import { on } from '../../../tests/fixtures.ts'
import { TODAY, ask, chartOf, has, lab, operation, person, screening } from '../../../tests/screening/chart.ts'
import { addMonths, ageOn, birthday } from './day.ts'

const kind = (...asked: Parameters<typeof ask>) => ask(...asked).status

describe('days', () => {
  it.each([
    ['2024-08-31', 6, '2025-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-12-31', 2, '2025-02-28'],
    ['2026-01-15', -12, '2025-01-15'],
  ])('%s and %i months is %s', (day, months, then) => {
    expect(addMonths(day, months)).toBe(then)
  })
  it.each([
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2028-02-29', 20],
    ['1976-11-23', TODAY, 50],
    ['1976-11-24', TODAY, 49],
  ])('born %s, on %s: %i', (birth, day, age) => {
    expect(ageOn(birth, day)).toBe(age)
  })
  it('a leap-day birthday falls on 1 March of a common year', () => {
    expect([birthday('2008-02-29', 18), birthday('2008-02-29', 20)]).toEqual(['2026-03-01', '2028-02-29'])
  })
})

describe('the person', () => {
  it('who has died has no gaps, and it says so', () => {
    const { results } = screening(person('1966-01-01', 'female', { deceased: true }), chartOf([]))
    expect(new Set(results.map(({ status }) => JSON.stringify(status)))).toEqual(
      new Set([JSON.stringify({ kind: 'not-applicable', because: 'the patient has died' })]),
    )
  })
  it.each([
    ['no birth date', person('1966-01-01', 'female', { birthDate: undefined }), 'cannot-tell'],
    ['a birth date ahead', person('2027-01-01'), 'cannot-tell'],
    ['a birth year well inside', person('1966'), 'due'],
    ['a birth year at the edge', person('1986'), 'cannot-tell'],
    ['a birth year well outside', person('1996'), 'not-applicable'],
    ['a birth month at the edge', person('1986-11'), 'cannot-tell'],
    ['unknown sex', person('1966-01-01', 'unknown'), 'cannot-tell'],
    ['other sex', person('1966-01-01', 'other'), 'cannot-tell'],
    ['unknown sex, female for clinical use', person('1966-01-01', 'unknown', { sexForClinicalUse: 'female' }), 'due'],
    ['female, male for clinical use', person('1966-01-01', 'female', { sexForClinicalUse: 'male' }), 'not-applicable'],
  ])('with %s', (_, who, says) => {
    expect(kind('breast-cancer', who, []).kind).toBe(says)
  })
})

describe('the record', () => {
  const man = person('1966-01-01', 'male')
  const scope = (when: string | undefined) => operation('sct|73761001', when)

  it.each([
    ['2016', { kind: 'overdue', since: '2026-01-01' }],
    ['2016-11', { kind: 'overdue', since: '2026-11-01' }],
    ['2017', { kind: 'due-soon', on: '2027-01-01' }],
    ['2018', { kind: 'up-to-date', until: '2028-01-01' }],
  ])('a colonoscopy of %s counts from the first day it can mean', (when, status) => {
    const result = ask('colorectal-cancer', man, [scope(when)])
    expect(result.status).toEqual(status)
    expect(result.last?.how).toContain('about')
  })
  it('twice the same is once', () => {
    expect(kind('colorectal-cancer', man, [scope('2020-01-01'), scope('2020-01-01')])).toEqual(
      kind('colorectal-cancer', man, [scope('2020-01-01')]),
    )
  })
  it('a test dated before birth does not count', () => {
    expect(kind('hepatitis-c', man, [lab('loinc|16128-1', '1960-01-01')]).kind).toBe('due')
  })
  it.each([
    ['confirmed and resolved', { status: 'resolved' }, 'due'],
    ['refuted', { verification: 'refuted' }, 'due'],
    ['ended', { abated: on('2025-01-01') }, 'due'],
    ['to end later', { abated: on('2027-01-01') }, 'not-applicable'],
    ['without a status', { status: 'unknown' }, 'not-applicable'],
  ])('hypertension %s', (_, change, says) => {
    expect(kind('blood-pressure', man, [has('icd10|I10', '2020-01-01', change)]).kind).toBe(says)
  })
  it('resolved here and active there is active', () => {
    const both = [has('icd10|I10', '2020-01-01', { status: 'resolved' }), has('icd10|I10', '2021-01-01')]
    expect(kind('blood-pressure', man, both).kind).toBe('not-applicable')
  })
  it('a title offers, and a confirmation counts it', () => {
    const found = ask('colorectal-cancer', man, [
      operation('local|77', '2020-05-01', { concept: { text: 'COLONOSCOPY, DIAGNOSTIC', codings: [] } }),
    ])
    expect(found.status.kind).toBe('due')
    expect(found.proof.probable).toMatchObject([{ modality: 'colonoscopy', why: 'known by its title only' }])
  })
  it('fifty thousand entries are read', () => {
    const many = Array.from({ length: 50_000 }, (_, n) => lab(`loinc|${n}-0`, '2020-01-01'))
    expect(
      kind('hepatitis-c', man, [
        ...many,
        lab('loinc|16128-1', '2020-01-01', { value: { kind: 'text', text: 'Negative', codings: [] } }),
      ]).kind,
    ).toBe('up-to-date')
  })
})
