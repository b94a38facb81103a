import { describe, expect, it } from 'vitest'
import { SAMPLES } from './samples.ts'
import { belongsTo } from './subject.ts'

const BASE = 'https://fhir.example.org/api/FHIR/R4'
const about = (resource: unknown) => belongsTo(resource, 'ePat', BASE)

it.each(Object.entries(SAMPLES))('%s of this patient is theirs', (_name, resource) =>
  expect(about(resource)).toBe('yes'),
)

it.each(Object.entries(SAMPLES).filter(([name]) => name !== 'Practitioner'))(
  '%s of another patient is not',
  (_name, resource) => {
    const strangers = JSON.parse(JSON.stringify(resource).replaceAll('ePat', 'eStranger')) as unknown
    expect(about(strangers)).toBe('no')
  },
)

describe('references', () => {
  it.each([
    ['Patient/ePat', 'yes'],
    ['Patient/ePat/_history/2', 'yes'],
    [`${BASE}/Patient/ePat`, 'yes'],
    ['https://FHIR.example.org:443/api/FHIR/R4/Patient/ePat', 'yes'],
    ['Patient/epat', 'no'],
    ['Patient/ePat2', 'no'],
    ['Patient/ePat?x=1', 'no'],
    ['Patient/ePat#x', 'no'],
    ['Patient/', 'no'],
    ['Patient/ePat/Patient/eOther', 'no'],
    ['Group/ePat', 'no'],
    ['https://fhir.example.org/api/FHIR/DSTU2/Patient/ePat', 'no'],
    ['https://fhir.example.org.evil.example/api/FHIR/R4/Patient/ePat', 'no'],
    ['http://fhir.example.org/api/FHIR/R4/Patient/ePat', 'no'],
    ['urn:uuid:689892bd-dcbe-41fc-8651-38a1d0893854', 'not-stated'],
    ['#pat', 'not-stated'],
    ['', 'no'],
  ])('%s: %s', (reference, verdict) => {
    expect(about({ resourceType: 'Condition', subject: { reference } })).toBe(verdict)
  })

  it.each([
    ['nobody', { resourceType: 'Condition' }],
    ['a name only', { resourceType: 'Condition', subject: { display: 'Example, Ada' } }],
    ['an identifier only', { resourceType: 'Condition', subject: { identifier: { value: '204' } } }],
    ['a number', { resourceType: 'Condition', subject: { reference: 5 } }],
    ['no resource', null],
    ['a list', []],
  ])('%s: not stated', (_what, resource) => expect(about(resource)).toBe('not-stated'))

  it('two references that disagree are somebody else', () => {
    const both = { resourceType: 'X', subject: { reference: 'Patient/ePat' }, patient: { reference: 'Patient/eOther' } }
    expect(about(both)).toBe('no')
  })

  it('an inherited subject is none', () => {
    expect(about(Object.create({ subject: { reference: 'Patient/ePat' } }))).toBe('not-stated')
  })
})

it('an appointment shared with another patient is theirs too', () => {
  const participant = ['Patient/eOther', 'Patient/ePat'].map((reference) => ({ actor: { reference } }))
  expect(about({ resourceType: 'Appointment', participant })).toBe('yes')
})

it.each(['Practitioner', 'Medication', 'Organization', 'Location', 'Binary', 'OperationOutcome'])(
  '%s is nobody’s',
  (resourceType) => expect(about({ resourceType, subject: { reference: 'Patient/eOther' } })).toBe('yes'),
)
