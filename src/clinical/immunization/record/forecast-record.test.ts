import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readSchedule } from '../read-schedule.ts'
import type { ImmunizationChart } from './chart.ts'
import { forecastRecord } from './forecast-record.ts'
import { allergy, chart, concept, dose, patient, problem, reading, result } from './samples.ts'

const rules = readSchedule(readFileSync(new URL('../schedule/cdc-cdsi.json', import.meta.url), 'utf8'))
const TODAY = '2025-11-24'
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm'
const SNOMED = 'http://snomed.info/sct'
const doses = (...texts: readonly string[]) => texts.map((text) => dose(text))

const vaccines = (of: ImmunizationChart, today = TODAY) => forecastRecord(rules, of, today).vaccines
/** The status of a group; `risk` where a risk has its own. */
const status = (of: ImmunizationChart, group: string, kind: 'standard' | 'risk' = 'standard', today = TODAY) =>
  vaccines(of, today).find((each) => each.group === group && each.kind === kind)?.status

describe('what a clinician is told', () => {
  const infant = chart(patient('2025-06-20'), doses('2025-06-21:08', '2025-08-20:146', '2025-08-20:216'))
  const eleven = chart(patient('2014-06-20', 'male'), doses('2015-06-20:03', '2018-06-20:03'))
  const nineteen = chart(patient('2006-06-20', 'male'), doses('2017-07-01:115', '2017-07-01:165', '2018-02-01:165'))
  const fifty = chart(patient('1975-06-20', 'male'), doses('2019-07-01:115'))
  const sixtyFive = chart(patient('1960-06-20'), doses('2015-10-01:115'))
  const eighty = chart(patient('1945-06-20'), doses('2024-10-01:305', '2019-01-01:187', '2019-04-01:187'))
  it.each([
    ['infant: second DTaP due', infant, 'DTaP/Tdap/Td', 'due'],
    ['infant: third hepatitis B within the month', infant, 'HepB', 'due-soon'],
    ['infant: MMR at a year', infant, 'MMR', 'due-from'],
    ['11: polio never given', eleven, 'Polio', 'overdue'],
    ['11: HPV', eleven, 'HPV', 'due'],
    ['11: MMR given twice', eleven, 'MMR', 'complete'],
    ['11: rotavirus', eleven, 'Rotavirus', 'aged-out'],
    ['19: HPV given twice', nineteen, 'HPV', 'complete'],
    ['19: meningococcal B', nineteen, 'Meningococcal B', 'shared-decision'],
    ['19: no childhood doses recorded', nineteen, 'MMR', 'no-record'],
    ['50: zoster', fifty, 'Zoster', 'due'],
    ['50: pneumococcal', fifty, 'Pneumococcal', 'due'],
    ['50: MMR of childhood, not overdue since 1976', fifty, 'MMR', 'no-record'],
    ['50: a booster six years ago, childhood doses not recorded', fifty, 'DTaP/Tdap/Td', 'no-record'],
    ['50: COVID-19', fifty, 'COVID-19', 'shared-decision'],
    ['65: a booster ten years ago', sixtyFive, 'DTaP/Tdap/Td', 'due'],
    ['65: hepatitis B without a risk', sixtyFive, 'HepB', 'shared-decision'],
    ['80: zoster given twice', eighty, 'Zoster', 'complete'],
    ['80: born before 1957', eighty, 'MMR', 'immune'],
    ['80: influenza', eighty, 'Influenza', 'due'],
    [
      '80: a live zoster dose is no dose of varicella vaccine',
      chart(patient('1945-06-20'), doses('2012-01-01:121')),
      'Varicella',
      'no-record',
    ],
  ])('%s', (_, of, group, expected) => expect(status(of, group)).toBe(expected))

  it('50: pneumococcal is due, and its series of childhood does not say beside it that the age has passed', () => {
    const found = vaccines(fifty).filter(({ group }) => group === 'Pneumococcal')
    expect(found.map((each) => each.status)).toEqual(['due'])
    expect(vaccines(eleven).filter(({ group }) => group === 'Rotavirus')).toHaveLength(1)
  })

  it.each([
    ['no childhood dose recorded: no days of childhood', fifty, 'MMR', undefined],
    ['a booster: ten years after it', fifty, 'DTaP/Tdap/Td', '2029-07-01'],
    ['a booster ten years ago: when it ran out', sixtyFive, 'DTaP/Tdap/Td', '2025-10-01'],
  ])('the days of someone never vaccinated are not said of an adult. %s', (_, of, group, recommended) => {
    const found = vaccines(of).find((each) => each.group === group && each.kind === 'standard')
    expect(found).toMatchObject({ recommended, earliest: undefined, pastDue: undefined, doseNumber: undefined })
  })

  const pregnant = (more: Partial<ImmunizationChart> = {}) =>
    chart(patient('1990-06-20'), doses('2015-07-01:115'), {
      problems: reading([problem(ICD, 'Z34.90', { onset: { text: '2025-06-01', precision: 'day' } })]),
      ...more,
    })
  const dueDate = reading([result('11778-8', { kind: 'text', text: '15 Jan 2026', codings: [] }, '2025-06-01')])
  it.each([
    ['varicella', pregnant(), 'Varicella', 'standard', 'contraindicated'],
    ['Tdap, with a due date', pregnant({ results: dueDate }), 'DTaP/Tdap/Td', 'risk', 'due'],
    ['RSV, with a due date', pregnant({ results: dueDate }), 'RSV', 'risk', 'due'],
    ['Tdap, not knowing how far', pregnant(), 'DTaP/Tdap/Td', 'risk', 'cannot-tell'],
  ] as const)('35 and pregnant: %s', (_, of, group, kind, expected) => expect(status(of, group, kind)).toBe(expected))

  it.each([
    ['its status is resolved', { status: 'resolved' }],
    ['it began last year', { onset: { text: '2024-06-01', precision: 'day' } }],
    ['it has no date', { onset: undefined }],
    ['it is refuted', { verification: 'refuted', onset: { text: '2025-06-01', precision: 'day' } }],
  ] as const)('a pregnancy does not count when %s', (_, fields) => {
    const of = pregnant({
      problems: reading([problem(ICD, 'Z34.90', { onset: { text: '2025-06-01', precision: 'day' }, ...fields })]),
    })
    expect(status(of, 'Varicella')).not.toBe('contraindicated')
  })

  it.each([
    ['HIV infection, by ICD-10', ICD, 'B20', 'Pneumococcal'],
    ['diabetes, by a finer SNOMED CT code', SNOMED, '44054006', 'Pneumococcal'],
    ['asplenia, by SNOMED CT', SNOMED, '707147002', 'Meningococcal'],
    ['dialysis', ICD, 'Z99.2', 'HepB'],
  ] as const)('a risk has its own line and says why: %s', (_, system, code, group) => {
    const of = chart(patient('1985-06-20'), [], { problems: reading([problem(system, code)]) })
    const found = vaccines(of).find((each) => each.group === group && each.kind === 'risk')
    expect(found?.status).toBe('due')
    expect(found?.because.flatMap(({ sources }) => sources.map(({ id }) => id))).toContain(`Condition/${code}`)
  })

  const hiv = (birth: string) => chart(patient(birth), [], { problems: reading([problem(SNOMED, '86406008')]) })
  it.each([
    ['at 26 the HPV doses of childhood are due, not overdue since', hiv('1999-06-20'), 'due'],
    ['at 27 they are for shared decision, risk or not', hiv('1998-06-20'), 'shared-decision'],
    ['at 11 they are overdue when late', hiv('2012-06-20'), 'overdue'],
  ])('with HIV: %s', (_, of, expected) => expect(status(of, 'HPV', 'risk')).toBe(expected))

  it('a code for HIV does not say that it is perinatal and vaccinated before therapy', () => {
    const because = vaccines(hiv('1985-06-20')).flatMap((each) => each.because.map(({ name }) => name))
    expect(because).toContain('HIV Infection')
    expect(because.join()).not.toContain('perinatal')
  })

  it.each([
    ['chickenpox, even resolved', problem(ICD, 'B01.9', { status: 'resolved' }), 'Varicella', 'immune'],
    ['chickenpox, unconfirmed', problem(ICD, 'B01.9', { verification: 'unconfirmed' }), 'Varicella', 'overdue'],
    ['chickenpox, refuted', problem(ICD, 'B01.9', { verification: 'refuted' }), 'Varicella', 'overdue'],
  ])('%s', (_, each, group, expected) => {
    expect(status(chart(patient('2015-06-20'), [], { problems: reading([each]) }), group)).toBe(expected)
  })

  it('FORECASTVG-7: a group says the reasons of all its antigens: measles vaccine twice, immune to mumps and rubella', () => {
    const immune = reading([problem(SNOMED, '371112003'), problem(SNOMED, '278968001')])
    const mmr = (...texts: readonly string[]) =>
      vaccines(chart(patient('2014-06-20'), doses(...texts), { problems: immune })).find(({ group }) => group === 'MMR')
    expect(mmr('2015-06-20:05', '2018-06-20:05')).toMatchObject({
      status: 'complete',
      why: 'All doses have been given; Immunity is recorded',
    })
    expect(mmr('2015-06-20:05')?.why).toMatch(
      /^Dose 2 should have been given by .+\. Mumps: immunity is recorded\. Rubella: immunity is recorded$/,
    )
  })

  it('FORECASTVG-7: after a severe reaction to pertussis vaccine the others are due, and that pertussis is not is said', () => {
    const reaction = reading([problem(SNOMED, '293115003')])
    const of = chart(patient('2025-06-20'), doses('2025-08-20:20'), { problems: reaction })
    const found = vaccines(of).find(({ group }) => group === 'DTaP/Tdap/Td')
    expect(found).toMatchObject({
      status: 'due',
      why: 'Dose 2 is recommended since 20 Oct 2025. Pertussis: a contraindication is recorded',
      vaccines: [],
    })
    expect(found?.because.map(({ name }) => name)).toEqual([
      'Severe allergic reaction after previous dose of Pertussis',
    ])
  })

  it('live vaccines wait after immune globulin, and no longer than they must', () => {
    const of = chart(patient('2020-06-20'), doses('2025-10-01:34'))
    expect(status(of, 'MMR')).toBe('contraindicated')
    expect(status(of, 'MMR', 'standard', '2026-02-01')).toBe('overdue')
  })
})

describe('an allergy to a vaccine', () => {
  const hib = (fields: Parameters<typeof allergy>[1]) =>
    chart(patient('2025-03-20'), [], {
      allergies: reading([allergy(concept('http://hl7.org/fhir/sid/cvx', '17'), fields)]),
    })
  it.each([
    ['severe', { criticality: 'high' }, 'contraindicated'],
    ['anaphylaxis', { criticality: undefined, reactions: ['Anaphylaxis'] }, 'contraindicated'],
    ['of unknown severity', { criticality: undefined }, 'overdue'],
    ['refuted', { verification: 'refuted' }, 'overdue'],
    ['resolved', { status: 'resolved' }, 'overdue'],
  ] as const)('%s', (_, fields, expected) => expect(status(hib(fields), 'Hib')).toBe(expected))

  it('of unknown severity is said beside what is due (table 7-5, unknown)', () => {
    const found = vaccines(hib({ criticality: undefined })).find(({ group }) => group === 'Hib')
    expect(found?.caveats.join()).toContain('without its severity')
  })
})

describe('unknown is never "none"', () => {
  const boy = patient('2014-06-20', 'male')
  const mmr = doses('2015-06-20:03', '2018-06-20:03')
  it('of a list that was not read whole nothing is due, and what is complete stays so', () => {
    const of = chart(boy, mmr, { immunizations: reading(mmr, [{ kind: 'cut' }]) })
    const found = vaccines(of)
    expect(
      found.filter(({ status }) =>
        ['overdue', 'due', 'due-soon', 'due-from', 'no-record', 'shared-decision'].includes(status),
      ),
    ).toEqual([])
    expect(status(of, 'MMR')).toBe('complete')
    expect(status(of, 'Polio')).toBe('cannot-tell')
  })

  it('problems and allergies that were not read are said beside what is due', () => {
    const of = chart(boy, [], { problems: reading([], [{ kind: 'cut' }]), allergies: reading([], [{ kind: 'cut' }]) })
    expect(vaccines(of).find(({ group }) => group === 'MMR')?.caveats).toHaveLength(2)
  })

  it.each([
    ['no date', dose(':10'), 'no date'],
    ['a date in the future', dose('2026-01-01:10'), 'future'],
    ['a date before birth', dose('2014-06-19:10'), 'before birth'],
    ['no status', dose('2016-06-19:10', { status: 'unknown' }), 'unknown status'],
  ])('a dose with %s is listed, and makes its vaccine uncertain', (_, each, reason) => {
    const of = chart(boy, [each])
    expect(forecastRecord(rules, of, TODAY).unplaced.map((one) => one.reason)).toEqual([reason])
    expect(status(of, 'Polio')).toBe('cannot-tell')
    expect(status(of, 'MMR')).toBe('overdue')
  })

  it('a dose on the day of birth and one today are judged', () => {
    const found = forecastRecord(rules, chart(boy, doses('2014-06-20:08', `${TODAY}:10`)), TODAY)
    expect(found.unplaced).toEqual([])
  })

  it.each([
    ['an unknown CVX', dose('2016-06-19:777'), 'unknown vaccine'],
    ['no CVX at all', dose('2016-06-19:10', { vaccine: { text: 'Polio shot', codings: [] } }), 'unknown vaccine'],
    [
      'another system',
      dose('2016-06-19:10', { vaccine: concept('http://hl7.org/fhir/sid/ndc', '10') }),
      'unknown vaccine',
    ],
    ['not given', dose('2016-06-19:10', { status: 'not-done', statusReason: 'Refused' }), 'not given'],
  ])('%s is listed and does not count', (_, each, reason) => {
    const of = chart(boy, [each])
    expect(forecastRecord(rules, of, TODAY).unplaced.map((one) => one.reason)).toEqual([reason])
    expect(status(of, 'Polio')).toBe('overdue')
  })

  it('the code is taken from any coding, also without its leading zero', () => {
    const vaccine = {
      text: 'MMR',
      codings: [
        { system: 'urn:oid:1.2.840.114350.1', code: '7', display: undefined },
        ...concept('urn:oid:2.16.840.1.113883.12.292', '3').codings,
      ],
    }
    const both = ['2015-06-20', '2018-06-20'].map((date) => dose(`${date}:03`, { vaccine }))
    expect(status(chart(boy, both), 'MMR')).toBe('complete')
  })

  it.each([
    ['to the month, whichever day it was', ['2015-08:03', '2018-06:03'], 'complete'],
    ['to the month of the first birthday', ['2015-06:03', '2018-06:03'], 'cannot-tell'],
    ['to the same year', ['2016:03', '2016:03'], 'cannot-tell'],
  ])('dates %s', (_, texts, expected) => {
    const vague = texts.map((text, index) => dose(text, { id: `Immunization/${index}` }))
    expect(status(chart(boy, vague), 'MMR')).toBe(expected)
  })

  it.each([
    ['without a birth date', { birthDate: undefined }, 'birth date'],
    ['born in a year', { birthDate: { text: '1980', precision: 'year' } }, 'birth date'],
    ['born tomorrow', { birthDate: { text: '2025-11-25', precision: 'day' } }, 'not born'],
    ['who has died', { deceased: true }, 'died'],
  ] as const)('of a person %s nothing is forecast', (_, fields, none) => {
    expect(forecastRecord(rules, chart(patient('1980-01-01', 'female', fields)), TODAY)).toMatchObject({
      none,
      vaccines: [],
    })
  })
})
