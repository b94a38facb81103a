import { describe, expect, it } from 'vitest'
import type { Visit } from '#clinical/visit.ts'
import { readAppointment } from './appointment.ts'
import { readEncounter } from './encounter.ts'
import { isUnreadable, type UnreadableReason } from './reader.ts'
import { CONTEXT, SAMPLES } from './samples.ts'

const sure = (visit: Visit | UnreadableReason): Visit => {
  if (isUnreadable(visit)) throw new Error(visit.unreadable)
  return visit
}
const encounter = (fields: object): Visit => sure(readEncounter({ ...SAMPLES.Encounter, ...fields }, CONTEXT))
const appointment = (fields: object): Visit => sure(readAppointment({ ...SAMPLES.Appointment, ...fields }, CONTEXT))

it('an encounter: type as Epic’s own screens call it, the attending first, no referrer, no room', () => {
  expect(encounter({})).toMatchObject({
    id: 'Encounter/eEnc',
    bareId: 'eEnc',
    kind: 'encounter',
    status: 'finished',
    type: 'Office Visit',
    start: { instant: Date.parse('2026-04-24T20:00:00Z') },
    end: { instant: Date.parse('2026-04-24T20:30:00Z') },
    location: 'Family Medicine',
    clinicians: [
      { name: 'Ann Attending, MD', id: 'eAtt' },
      { name: 'Grace Sample, MD', id: 'eDoc' },
    ],
    reasons: ['Cough'],
  })
})

it('an encounter: where the patient was discharged to', () => {
  const coding = [{ system: 'http://snomed.info/sct', code: '428361000124107', display: 'Home with hospice care' }]
  expect(encounter({ hospitalization: { dischargeDisposition: { coding } } }).dischargedTo).toEqual(coding)
  expect(encounter({}).dischargedTo).toEqual([])
})

describe('at an emergency department, or as an inpatient', () => {
  const v3 = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
  const sct = 'http://snomed.info/sct'
  const coded = (system: string, code: string) => [{ coding: [{ system, code }] }]
  const epic = (list: string, text: string) => ({
    coding: [{ system: `urn:oid:1.2.840.114350.1.13.0.1.7.10.698084.${list}`, code: '1' }],
    text,
  })
  const hospital = (...classes: readonly string[]) => [
    ...classes.map((text) => epic('10110', text)),
    epic('30', 'Hospital Encounter'),
  ]
  it.each<[string, object, boolean | undefined]>([
    ['an office visit', {}, false],
    ...['EMER', 'IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS'].map((code): [string, object, boolean] => [
      code,
      { class: { system: v3, code } },
      true,
    ]),
    ...['AMB', 'VR', 'HH', 'PRENC'].map((code): [string, object, boolean] => [
      code,
      { class: { system: v3, code } },
      false,
    ]),
    ['a code of another system', { class: { system: 'urn:x', code: 'IMP' } }, false],
    ['an emergency visit by its type', { type: coded(sct, '4525004') }, true],
    ['an admission by its type', { type: coded(sct, '32485007') }, true],
    ['Epic’s words in the class', { class: { system: 'urn:oid:1.2', code: '2', display: 'Inpatient' } }, true],
    ['Epic’s words in the type', { type: [{ text: 'Emergency' }] }, true],
    ['a follow-up after an emergency', { type: [{ text: 'Follow-up after emergency visit' }] }, false],
    ['a stay for observation, by Epic’s class', { type: hospital('Observation') }, true],
    ['an inpatient stay, by Epic’s class', { type: hospital('Inpatient') }, true],
    ['an X-ray of an outpatient', { type: hospital('Outpatient', 'X-Ray Exam') }, false],
    ['a hospital encounter of no class', { type: hospital() }, undefined],
    ['a hospital encounter for surgery', { type: hospital('Surgery Admit') }, undefined],
    ['a visit that says nothing of its kind', { type: undefined, class: undefined }, undefined],
  ])('%s: %j is %s', (_, fields, inHospital) => expect(encounter(fields).inHospital).toBe(inHospital))
})

it('an appointment', () => {
  expect(appointment({})).toMatchObject({
    id: 'Appointment/eApp',
    kind: 'appointment',
    status: 'planned',
    type: 'Follow-up',
    start: { instant: Date.parse('2026-12-01T15:00:00Z') },
    location: 'Room 4',
    clinicians: [{ name: 'Grace Sample, MD', id: 'eDoc' }],
    reasons: ['Blood pressure'],
  })
})

it.each([
  ['planned', 'planned'],
  ['arrived', 'in-progress'],
  ['triaged', 'in-progress'],
  ['in-progress', 'in-progress'],
  ['onleave', 'in-progress'],
  ['finished', 'finished'],
  ['cancelled', 'cancelled'],
  ['entered-in-error', 'entered-in-error'],
  ['unknown', 'unknown'],
  ['constructor', 'unknown'],
  [undefined, 'unknown'],
])('encounter status %s is %s', (status, expected) => expect(encounter({ status }).status).toBe(expected))

it.each([
  ['proposed', 'planned'],
  ['pending', 'planned'],
  ['booked', 'planned'],
  ['waitlist', 'planned'],
  ['arrived', 'in-progress'],
  ['checked-in', 'in-progress'],
  ['fulfilled', 'finished'],
  ['cancelled', 'cancelled'],
  ['noshow', 'no-show'],
  ['entered-in-error', 'entered-in-error'],
  [{}, 'unknown'],
])('appointment status %j is %s', (status, expected) => expect(appointment({ status }).status).toBe(expected))

describe('the type of a visit', () => {
  const ACT = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
  const epic = (list: string, text: string) => ({
    coding: [{ system: `urn:oid:1.2.840.114350.1.13.0.1.7.${list}`, code: '1' }],
    text,
  })
  const hospital = (...more: readonly (readonly [list: string, text: string])[]) => [
    ...more.map(([list, text]) => epic(list, text)),
    epic('10.698084.30', 'Hospital Encounter'),
  ]
  const AMB = { coding: [{ system: ACT, code: 'AMB', display: 'Ambulatory' }] }
  const EPIC_VISIT = 'urn:oid:1.2.840.114350.1.13.0.1.7.2.808267'
  it.each([
    [{ type: [{ text: 'Well child' }, { text: 'Other' }] }, 'Well child'],
    [{ type: hospital(['10.698084.10110', 'Inpatient']) }, 'Hospital Encounter (Inpatient)'],
    [
      {
        type: hospital(['10.698084.10110', 'Outpatient'], ['2.808267', 'X-Ray Exam'], ['10.698084.18875', 'Elective']),
      },
      'Hospital Encounter (Outpatient, X-Ray Exam)',
    ],
    [{ type: hospital() }, 'Hospital Encounter'],
    [{ type: undefined, serviceType: { text: 'Cardiology' } }, 'Cardiology'],
    [{ type: undefined }, 'Support OP Encounter'],
    [{ type: undefined, class: { system: ACT, code: 'EMER' } }, 'Emergency'],
    [{ type: undefined, class: { system: 'x', code: 'EMER' } }, 'Visit'],
    [{ type: undefined, class: undefined }, 'Visit'],
  ])('%j: %s', (fields, type) => expect(encounter(fields).type).toBe(type))

  it.each([
    [{ appointmentType: undefined, serviceType: [{ text: 'Colonoscopy' }] }, 'Colonoscopy'],
    // As Epic sends them: the class as appointment type, the visit type of the schedule as service type.
    [{ appointmentType: AMB, serviceType: [{ coding: [{ system: EPIC_VISIT, code: '7', display: 'Echo' }] }] }, 'Echo'],
    [{ appointmentType: AMB }, 'Ambulatory'],
    [{ appointmentType: { text: 'Follow-up' }, serviceType: [{ text: 'Cardiology' }] }, 'Follow-up'],
    [{ appointmentType: undefined, description: 'Yearly check' }, 'Yearly check'],
    [{ appointmentType: undefined }, 'Appointment'],
  ])('%j: %s', (fields, type) => expect(appointment(fields).type).toBe(type))
})

it('an encounter and its appointment carry the number that Epic gives both', () => {
  const identifier = [{ use: 'usual', system: 'urn:csn', value: '29547' }, { value: 'no system' }, null]
  expect(encounter({ identifier }).numbers).toEqual(['urn:csn|29547'])
  expect(appointment({ identifier }).numbers).toEqual(['urn:csn|29547'])
})

it('a planned encounter may have no time', () => {
  expect(encounter({ status: 'planned', period: undefined })).toMatchObject({ start: undefined, end: undefined })
})

it('a clinician without a name keeps the id, and one who declined is left out', () => {
  const nameless = [{ individual: { reference: 'Practitioner/eX' } }]
  expect(encounter({ participant: nameless }).clinicians).toEqual([{ name: 'Name not sent', id: 'eX' }])
  const declined = [{ actor: { reference: 'Practitioner/eX', display: 'X' }, status: 'declined' }]
  expect(appointment({ participant: declined }).clinicians).toEqual([])
})
