import { describe, expect, it } from 'vitest'
import { allergy, coding, medication, on, SNOMED, visit } from '../../tests/fixtures.ts'
import { allergyText, medicationText, visitText } from './fact-text.ts'
import { viewAllergies } from './view-allergies.ts'
import { viewMedications } from './view-medications.ts'
import { viewVisits } from './view-visits.ts'
import type { Visit } from './visit.ts'

describe('allergies', () => {
  const none = (code: string) => ({
    substance: { text: 'No known', codings: [coding(SNOMED, code)] },
    says: 'none' as const,
  })

  it('an assertion of none is no allergy, and refuted ones are neither', () => {
    const view = viewAllergies([allergy('none', none('716186003')), allergy('Latex', { verification: 'refuted' })])
    expect([view.current.length, view.assertions.length, view.setAside.length]).toEqual([0, 1, 1])
    expect(view.contradicted).toBe(false)
  })

  it('"not asked" is neither an allergy nor an assertion of none, and contradicts neither', () => {
    const notAsked = allergy('Not on File', {
      says: 'not-asked',
      verification: 'unconfirmed',
      recorded: on('2024-03-02'),
    })
    const view = viewAllergies([notAsked, allergy('none', none('716186003'))])
    expect([view.current.length, view.assertions.length, view.notAsked.length, view.contradicted]).toEqual([
      0,
      1,
      1,
      false,
    ])
    expect(allergyText(notAsked)).toBe('Allergies not asked about: Not on File (recorded 2 Mar 2024)')
  })

  it.each([
    ['716186003', true],
    ['409137002', false],
  ])('an allergy beside %s (none at all, no drug allergy) contradicts it: %s', (code, contradicted) => {
    expect(viewAllergies([allergy('Latex'), allergy('none', none(code))]).contradicted).toBe(contradicted)
  })

  it('grave ones come first, unknown status stays current', () => {
    const view = viewAllergies([
      allergy('Dust', { recorded: on('2026-01-01') }),
      allergy('Penicillin', { criticality: 'high', recorded: on('2004'), status: 'unknown' }),
      allergy('Milk', { status: 'resolved' }),
    ])
    expect(view.current.map(({ substance }) => substance.text)).toEqual(['Penicillin', 'Dust'])
    expect(view.past.map(({ substance }) => substance.text)).toEqual(['Milk'])
  })
})

it.each([
  ['active', 'active'],
  ['on-hold', 'unsettled'],
  ['draft', 'unsettled'],
  ['unknown', 'unsettled'],
  ['stopped', 'ended'],
  ['completed', 'ended'],
  ['cancelled', 'ended'],
  ['entered-in-error', 'setAside'],
] as const)('a medication %s stands under %s only', (status, place) => {
  const view = viewMedications([medication('x', { status })])
  expect(Object.entries(view).flatMap(([key, list]) => (list.length > 0 ? key : []))).toEqual([place])
})

it.each([
  ['planned for tomorrow', visit('v', '2026-11-24', { status: 'planned' }), 'ahead'],
  ['planned for today', visit('v', '2026-11-23', { status: 'planned' }), 'ahead'],
  ['under way today', visit('v', '2026-11-23', { status: 'in-progress' }), 'ahead'],
  ['finished today', visit('v', '2026-11-23'), 'past'],
  ['planned yesterday and never closed', visit('v', '2026-11-22', { status: 'planned' }), 'past'],
  ['planned, undated', visit('v', undefined, { status: 'planned' }), 'ahead'],
  ['planned this month', visit('v', '2026-11', { status: 'planned' }), 'ahead'],
  ['this year, status unknown', visit('v', '2026', { status: 'unknown' }), 'past'],
  ['finished, undated', visit('v', undefined), 'past'],
  ['missed', visit('v', '2026-11-24', { status: 'no-show' }), 'setAside'],
])('a visit %s stands under %s only', (_, one, place) => {
  const view = viewVisits([one], '2026-11-23')
  expect(Object.entries(view).flatMap(([key, list]) => (list.length > 0 ? key : []))).toEqual([place])
})

describe('an appointment and its encounter of the same number', () => {
  const number = { numbers: ['urn:csn|29547'] }
  const booked = visit('Office Visit', '2026-11-30', { ...number, kind: 'appointment', status: 'planned' })
  const shown = (...visits: readonly Visit[]) => {
    const { ahead, past, setAside } = viewVisits(visits, '2026-11-23')
    return [ahead, past, setAside].map((list) => list.map(({ kind }) => kind))
  }
  it('are one visit, told by the encounter', () => {
    expect(shown(booked, visit('Visit', '2026-11-30', { ...number, status: 'planned' }))).toEqual([
      ['encounter'],
      [],
      [],
    ])
  })
  it('are both told where they disagree whether it takes place', () => {
    expect(shown(booked, visit('Visit', '2026-11-30', { ...number, status: 'cancelled' }))).toEqual([
      ['appointment'],
      [],
      ['encounter'],
    ])
  })
  it('are two where the numbers differ or are not sent', () => {
    const other = { numbers: ['urn:csn|1'], status: 'planned' } as const
    expect(shown(booked, visit('Visit', '2026-11-30', other))[0]).toEqual(['appointment', 'encounter'])
    expect(shown({ ...booked, numbers: [] }, visit('Visit', '2026-11-30', { status: 'planned' }))[0]).toHaveLength(2)
  })
})

it('the next visit comes first, an undated plan last', () => {
  const plan = (text: string, start?: string) => visit(text, start, { status: 'planned' })
  const { ahead } = viewVisits([plan('someday'), plan('later', '2027-01-01'), plan('next', '2026-12-01')], '2026-11-23')
  expect(ahead.map(({ type }) => type)).toEqual(['next', 'later', 'someday'])
})

describe('lines of the note', () => {
  it('never say that a medication is taken', () => {
    expect(medicationText(medication('Losartan 50 mg', { dose: '1 daily', started: on('2026-08-21') }))).toBe(
      'Losartan 50 mg, 1 daily (recorded as active, from 21 Aug 2026)',
    )
    expect(medicationText(medication('Ibuprofen', { reported: true, asNeeded: true }))).toBe(
      'Ibuprofen, as needed (recorded as active, reported, not ordered here)',
    )
  })
  it('are one line, whatever the record holds', () => {
    expect(allergyText(allergy('Penicillin\r\n G', { reactions: ['hives', 'wheeze\n'], onset: on('2004') }))).toBe(
      'Penicillin G: hives, wheeze (since 2004)',
    )
  })
  it.each([
    ['2026-11-22', 'not closed'],
    ['2026-11-23', 'in progress'],
    ['2026-11', 'in progress'],
    [undefined, 'in progress'],
  ])('say of a visit in progress that ended %s: %s', (end, words) => {
    const one = visit('Office Visit', '2026-11-20', {
      status: 'in-progress',
      end: end === undefined ? undefined : on(end),
    })
    expect(visitText(one, '2026-11-23')).toBe(`Office Visit (20 Nov 2026, ${words})`)
  })
  it('say what a visit was for, and by whom', () => {
    const one = visit('Emergency', '2026-07-04', {
      reasons: ['ankle sprain'],
      clinicians: [{ name: 'Dr. Night', id: undefined }],
    })
    expect(visitText(one, '2026-11-23')).toBe('Emergency: ankle sprain (4 Jul 2026, Dr. Night)')
  })
})
