import type { Chart, Resource } from '../../chart.ts'
import { local, numberOf } from './build-codes.ts'
import { bornBefore, calendar, toDay, type Calendar } from './build-when.ts'

export type Reference = { readonly reference: string; readonly display: string }

export type Person = {
  readonly slug: string
  readonly family: string
  readonly given: readonly string[]
  readonly sex: 'female' | 'male'
  /** How old at `now`: `39y2m11d`. */
  readonly age: string
  readonly mrn: string
  readonly line: string
  /** When the patient died, as the calendar says it. */
  readonly died?: string
  /** Further fields of the Patient, such as a preferred name or an interpreter. */
  readonly also?: Readonly<Record<string, unknown>>
}

/** The record being written. */
export type Book = {
  readonly slug: string
  readonly now: Date
  readonly subject: Reference
  readonly when: Calendar
  /** Adds a resource under a readable id and gives the reference to it; fields that are undefined are left out. */
  readonly add: (resourceType: string, label: string, fields: Readonly<Record<string, unknown>>) => Reference
}

/** `lisinopril 10 mg` → `lisinopril-10-mg` */
function plain(label: string): string {
  return label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 30)
}

/** Drops undefined fields at every depth, as JSON would. */
function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filled)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, field]) => field !== undefined)
  return Object.fromEntries(entries.map(([key, field]) => [key, filled(field)]))
}

function openBook(person: Person, now: Date, resources: Resource[]): Book {
  const used = new Map<string, number>()
  const birth = bornBefore(now, person.age)
  const given = person.given.join(' ')
  const when = calendar(now, birth)
  const patientId = `patient-${person.slug}`
  const sex = person.sex
  resources.push({
    resourceType: 'Patient',
    id: patientId,
    extension: [
      {
        url: 'http://open.epic.com/FHIR/StructureDefinition/extension/sex-for-clinical-use',
        valueCodeableConcept: {
          coding: [{ system: local('10.698084.130'), code: sex, display: sex }],
          text: sex === 'female' ? 'Female' : 'Male',
        },
      },
      {
        url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex',
        valueCode: sex === 'female' ? 'F' : 'M',
      },
    ],
    identifier: [
      { use: 'usual', type: { text: 'EPI' }, system: local('5.737384.14'), value: `E${person.mrn}` },
      { use: 'usual', type: { text: 'MRN' }, system: local('5.737384.0'), value: person.mrn },
      { use: 'usual', type: { text: 'FHIR STU3' }, system: local('5.737384.1'), value: patientId },
    ],
    active: true,
    name: [
      { use: 'official', text: `${given} ${person.family}`, family: person.family, given: person.given },
      { use: 'usual', text: `${given} ${person.family}`, family: person.family, given: person.given },
    ],
    telecom: [{ system: 'phone', value: '+1 555-010-0100', use: 'home' }],
    gender: sex,
    birthDate: toDay(birth),
    ...(person.died ? { deceasedDateTime: when.instant(person.died) } : { deceasedBoolean: false }),
    address: [{ use: 'home', line: ['1 Example Street'], city: 'Exampleton', state: 'WI', country: 'US' }],
    ...person.also,
  })
  return {
    slug: person.slug,
    now,
    when,
    subject: { reference: `Patient/${patientId}`, display: `${person.family}, ${given}` },
    add(resourceType, label, fields) {
      const stem = `${person.slug}.${resourceType.toLowerCase().slice(0, 12)}.${plain(label)}`.slice(0, 60)
      const count = (used.get(stem) ?? 0) + 1
      used.set(stem, count)
      const id = count === 1 ? stem : `${stem}.${count}`
      const body = Object.entries(fields).filter(([, field]) => field !== undefined)
      resources.push({
        resourceType,
        id,
        ...Object.fromEntries(body.map(([key, field]) => [key, filled(field)])),
      })
      return { reference: `${resourceType}/${id}`, display: label }
    },
  }
}

/** The identifiers that Epic puts beside an id, made from the id. */
export function identifier(branch: string, seed: string): readonly unknown[] {
  return [{ use: 'usual', system: local(branch), value: numberOf(seed) }]
}

/** An ordinary patient: who it is, and the function that writes the record. */
export function ordinary(
  person: Person,
  write: (book: Book) => void,
  bulk?: (now: Date) => readonly Resource[],
): Chart {
  return {
    slug: person.slug,
    patientId: `patient-${person.slug}`,
    name: `${person.family}, ${person.given.join(' ')}`,
    line: person.line,
    group: 'ordinary',
    resources: (now) => {
      const resources: Resource[] = []
      write(openBook(person, now, resources))
      return bulk ? [...resources, ...bulk(now)] : resources
    },
  }
}
