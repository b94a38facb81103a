import { identifier, type Book, type Reference } from './build.ts'
import { localCoding } from './build-codes.ts'
import { toInstant } from './build-when.ts'
import { clinician, specialty, type Clinician } from './practitioners.ts'

/** What other builders hang on: the encounter, and when it was, as the calendar says it. */
export type Visit = { readonly encounter: Reference; readonly when: string; readonly who: Clinician }

/** Epic's classes are its own numbers, never AMB or EMER. */
const kinds = {
  'Office Visit': ['13', 'Support OP Encounter'],
  Telemedicine: ['13', 'Support OP Encounter'],
  Telephone: ['13', 'Support OP Encounter'],
  'Orders Only': ['13', 'Support OP Encounter'],
  'Prenatal Visit': ['13', 'Support OP Encounter'],
  'Well Child': ['13', 'Support OP Encounter'],
  'Hospital Outpatient': ['4', 'HOV'],
  Emergency: ['3', 'Emergency'],
  'Hospital Encounter': ['1', 'Inpatient'],
} as const satisfies Record<string, readonly [code: string, display: string]>

type Kind = keyof typeof kinds

type VisitDetails = {
  readonly who?: Clinician
  readonly reason?: string
  readonly status?: 'planned' | 'in-progress' | 'finished' | 'cancelled' | 'unknown'
  /** Epic gives office visits a bare day, stays an instant, and some planned visits nothing. */
  readonly period?: 'day' | 'instant' | 'none'
  /** The end of a stay. */
  readonly until?: string
}

function place(kind: Kind, who: Clinician): string {
  if (kind === 'Emergency') return 'Example Hospital Emergency Department'
  return kind === 'Hospital Encounter' ? 'Example Hospital Ward 4' : `Example Clinic ${specialty(who)}`
}

function encounter(book: Book, kind: Kind, when: string, period: unknown, details: VisitDetails): Visit {
  const who = details.who ?? 'attending'
  const [code, display] = kinds[kind]
  const atHospital = kind === 'Emergency' || kind === 'Hospital Encounter'
  const type = { coding: [{ ...localCoding('10.698084.30', kind) }], text: kind }
  const found = book.add('Encounter', `${kind} ${book.when.day(when)}`, {
    identifier: identifier('3.698084.8', `${book.slug}${kind}${when}`),
    status: details.status ?? 'finished',
    class: { system: 'urn:oid:1.2.840.114350.1.72.1.7.7.10.696784.13260', code, display },
    type: atHospital ? [{ coding: [localCoding('10.698084.10110', 'Acute Care')], text: 'Acute Care' }, type] : [type],
    subject: book.subject,
    participant: [
      {
        type: [
          {
            coding: [
              {
                system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
                code: 'ATND',
                display: 'attender',
              },
            ],
            text: 'attender',
          },
        ],
        individual: clinician(who),
      },
    ],
    period,
    reasonCode: details.reason ? [{ text: details.reason }] : undefined,
    location: [{ location: { reference: `Location/${who}`, display: place(kind, who) } }],
    serviceProvider: { reference: 'Organization/example-health', display: 'Example Health System' },
  })
  return { encounter: { ...found, display: kind }, when, who }
}

/** A visit of the past, or with `status: 'planned'` one to come. */
export function visit(book: Book, kind: Kind, when: string, details: VisitDetails = {}): Visit {
  const exact = details.period === 'instant' || kind === 'Emergency' || kind === 'Hospital Encounter'
  const start = exact ? book.when.instant(when) : book.when.day(when)
  const later = toInstant(new Date(book.when.date(when).getTime() + 5 * 3600_000))
  const stayEnd = details.until ? book.when.instant(details.until, '11:30') : later
  const end = details.status === 'planned' ? undefined : exact ? stayEnd : start
  return encounter(book, kind, when, details.period === 'none' ? undefined : { start, end }, details)
}

type Booking = 'booked' | 'pending' | 'cancelled' | 'noshow' | 'fulfilled'

/** An appointment; a future one is not yet an encounter, so no note can be filed on it. */
export function appointment(
  book: Book,
  when: string,
  what: string,
  who: Clinician = 'attending',
  status: Booking = 'booked',
): void {
  const start = book.when.date(when)
  const family = what.includes('surgery') ? 'surgery' : 'appointment'
  book.add('Appointment', `${what} ${book.when.day(when)}`, {
    identifier: identifier('3.698084.8', `${book.slug}${what}${when}`),
    status,
    serviceCategory: [
      {
        coding: [
          {
            system: 'http://open.epic.com/FHIR/StructureDefinition/appointment-service-category',
            code: family,
            display: family,
          },
        ],
        text: family,
      },
    ],
    serviceType: [{ coding: [localCoding('2.808267', what)] }],
    appointmentType: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB', display: 'Ambulatory' }],
    },
    start: toInstant(start),
    end: toInstant(new Date(start.getTime() + 30 * 60_000)),
    minutesDuration: 30,
    participant: [
      { actor: book.subject, required: 'required', status: 'accepted' },
      { actor: clinician(who), required: 'required', status: status === 'pending' ? 'needs-action' : 'accepted' },
      { actor: { display: place('Office Visit', who) }, required: 'required', status: 'accepted' },
    ],
  })
}

/** The visit being prepared: planned until its time has come, in progress from then on. */
export function today(book: Book, time: string, details: VisitDetails & { readonly kind?: Kind } = {}): Visit {
  const when = `today ${time}`
  const status = book.when.date(when) <= book.now ? 'in-progress' : 'planned'
  const kind = details.kind ?? 'Office Visit'
  appointment(book, when, kind, details.who)
  return encounter(book, kind, when, { start: book.when.instant(when) }, { status, ...details })
}
