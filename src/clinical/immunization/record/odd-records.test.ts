import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSchedule } from '../read-schedule.ts'
import type { ImmunizationChart } from './chart.ts'
import { forecastRecord } from './forecast-record.ts'
import { chart, dose, patient } from './samples.ts'

const rules = readSchedule(readFileSync(new URL('../schedule/cdc-cdsi.json', import.meta.url), 'utf8'))
const TODAY = '2025-11-24'
const doses = (...texts: readonly string[]) => texts.map((text) => dose(text))

const vaccines = (of: ImmunizationChart, today = TODAY) => forecastRecord(rules, of, today).vaccines
/** The status of a group; `risk` where a risk has its own. */
const status = (of: ImmunizationChart, group: string, kind: 'standard' | 'risk' = 'standard', today = TODAY) =>
  vaccines(of, today).find((each) => each.group === group && each.kind === kind)?.status
const why = (of: ImmunizationChart, group: string) => vaccines(of).find((each) => each.group === group)?.why

describe('odd records', () => {
  it('one dose recorded twice is one dose', () => {
    const twice = [dose('2015-06-20:03'), dose('2015-06-20:03', { id: 'Immunization/x' })]
    const found = forecastRecord(rules, chart(patient('2014-06-20'), twice), TODAY)
    expect(found.unplaced.map(({ reason }) => reason)).toEqual(['twice'])
    expect(found.vaccines.find(({ group }) => group === 'MMR')?.doseNumber).toBe(2)
  })

  it('two products of one day: the second is not valid, and the first stands', () => {
    const found = vaccines(chart(patient('2014-06-20'), doses('2015-06-20:03', '2015-06-20:94')))
    expect(found.find(({ group }) => group === 'MMR')?.doses.map(({ verdict }) => verdict)).toEqual([
      'counts',
      'does-not-count',
    ])
  })

  it('a person of 110 years and one with 500 doses are forecast', () => {
    expect(status(chart(patient('1915-01-01')), 'Zoster')).toBe('due')
    const many = Array.from({ length: 500 }, (_, at) =>
      dose(
        `20${String(10 + (at % 15)).padStart(2, '0')}-0${1 + (at % 9)}-${10 + (at % 18)}:${['140', '115', '03', '33'][at % 4]}`,
        { id: `Immunization/${at}` },
      ),
    )
    expect(status(chart(patient('1950-01-01'), many), 'Influenza')).toBeDefined()
  })

  it.each([
    ['unknown sex', patient('2013-06-20', 'unknown')],
    ['another sex', patient('2013-06-20', 'other')],
    ['sex for clinical use', patient('2013-06-20', 'male', { sexForClinicalUse: 'female' })],
  ])('%s: HPV vaccine is forecast', (_, of) => expect(status(chart(of), 'HPV')).toBe('due'))

  it.each([
    ['on the last day of the season', '2026-06-30', 'due'],
    ['a day later', '2026-07-01', 'schedule-out-of-date'],
  ])('influenza %s', (_, today, expected) => {
    expect(status(chart(patient('1970-01-01')), 'Influenza', 'standard', today)).toBe(expected)
  })

  it.each([
    ['on the last day that is on time', '2014-10-17', 'due'],
    ['a day later', '2014-10-18', 'overdue'],
    ['on the day it is recommended', '2014-08-20', 'due'],
    ['a day before', '2014-08-19', 'due-soon'],
    ['30 days before', '2014-07-21', 'due-soon'],
    ['31 days before', '2014-07-20', 'due-from'],
  ])('polio vaccine %s', (_, today, expected) => {
    expect(status(chart(patient('2014-06-20')), 'Polio', 'standard', today)).toBe(expected)
  })

  it('influenza given in the season says nothing of the next', () => {
    expect(status(chart(patient('1970-01-01'), doses('2025-10-01:140')), 'Influenza')).toBe('complete')
    expect(status(chart(patient('1970-01-01'), doses('2025-10-01:140')), 'Influenza', 'standard', '2026-11-23')).toBe(
      'schedule-out-of-date',
    )
  })

  it('influenza vaccine is due a week after MMR, though not as a live vaccine; varicella vaccine waits', () => {
    const of = chart(patient('2021-11-10'), doses('2025-11-17:03'))
    expect(status(of, 'Influenza')).toBe('due')
    expect(why(of, 'Influenza')).toContain('not with a live vaccine before 15 Dec 2025')
    expect(status(of, 'Varicella')).toBe('due-soon')
  })

  it('reasons are words and dates a clinician reads', () => {
    expect(why(chart(patient('2014-06-20')), 'Polio')).toBe('Dose 1 should have been given by 17 Oct 2014')
    expect(why(chart(patient('1970-01-01')), 'Varicella')).toContain('before 1 Jan 1980')
  })
})

describe('whatever is recorded', () => {
  const text = fc.record({
    date: fc.constantFrom('2015-06-20', '2016', '2017-03', '', '2018-01-05'),
    cvx: fc.constantFrom('03', '10', '115', '999', '21'),
  })
  it('an entered-in-error dose equals none', () =>
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), fc.array(fc.nat(20), { maxLength: 4 }), (all, wrong) => {
        const good = all.map(({ date, cvx }, at) => dose(`${date}:${cvx}`, { id: `Immunization/${at}` }))
        const bad = wrong.map((at) =>
          dose(`2019-01-0${1 + (at % 9)}:03`, { id: `Immunization/w${at}`, status: 'entered-in-error' }),
        )
        const of = patient('2014-06-20')
        expect(forecastRecord(rules, chart(of, [...bad, ...good]), TODAY)).toEqual(
          forecastRecord(rules, chart(of, good), TODAY),
        )
      }),
      { numRuns: 30 },
    ))

  it('a forecast comes, whatever stands in the record', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            date: fc.constantFrom('0001-01-01', '1899', '2015-02', '2024-02-29', '9999-12-31', ''),
            cvx: fc.constantFrom('03', '140', '305', '7', '0', '999', ''),
            status: fc.constantFrom('completed' as const, 'not-done' as const, 'unknown' as const),
          }),
          { maxLength: 8 },
        ),
        fc.constantFrom('1900-02-28', '2024-02-29', '2025-11-24', '2014-06-20'),
        fc.constantFrom('female' as const, 'male' as const, 'other' as const, 'unknown' as const),
        (all, birth, sex) => {
          const doses = all.map(({ date, cvx, status }, at) =>
            dose(`${date}:${cvx}`, { id: `Immunization/${at}`, status }),
          )
          const found = forecastRecord(rules, chart(patient(birth, sex), doses), TODAY)
          expect(found.vaccines.length).toBeGreaterThan(5)
          const listed =
            found.unplaced.length + new Set(found.vaccines.flatMap((each) => each.doses.map(({ id }) => id))).size
          expect(listed).toBeGreaterThanOrEqual(doses.length)
        },
      ),
      { numRuns: 40 },
    ))
})
