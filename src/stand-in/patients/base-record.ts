import type { Chart, Resource } from '../chart.ts'
import { allergy } from './ordinary/build-allergy.ts'
import { diagnosed, problem } from './ordinary/build-condition.ts'
import { document } from './ordinary/build-document.ts'
import { doses } from './ordinary/build-immunization.ts'
import { labs } from './ordinary/build-lab.ts'
import { medication } from './ordinary/build-medication.ts'
import { procedure, report } from './ordinary/build-procedure.ts'
import { appointment, today, visit } from './ordinary/build-visit.ts'
import { smokingStatus, vitals } from './ordinary/build-vital.ts'
import { ordinary, type Book, type Person } from './ordinary/build.ts'

/** A page of a record: enough that every section has rows, so that the one which fails stands out. */
export function writeBase(book: Book): void {
  today(book, '10:30', { reason: 'Follow-up' })
  appointment(book, '+3m 09:00', 'Office Visit')
  const last = visit(book, 'Office Visit', '-4m3d 09:20', { reason: 'Hypertension' })
  diagnosed(book, last, 'hypertension')
  vitals(book, last, { bp: [138, 84], weight: 82, height: 172, pulse: 74 })
  document(
    book,
    'Progress Notes',
    '-4m3d',
    'Blood pressure near goal.\n\nPlan\n- Continue losartan\n- Recheck in four months',
    { at: last },
  )
  labs(book, '-4m3d 08:10', { a1c: 6.4, creatinine: 0.9, potassium: 4.4 }, { at: last, panel: 'BASIC METABOLIC PANEL' })
  const before = visit(book, 'Office Visit', '-11m 10:00', { reason: 'Annual exam' })
  vitals(book, before, { bp: [146, 92], weight: 84, height: 172 })
  labs(book, '-11m 08:00', { a1c: 6.8, cholesterol: 228, hdl: 44, ldl: 151, triglycerides: 165 }, { at: before })
  labs(book, '-2y1m', { a1c: 6.2, hemoglobin: 13.9, platelets: 240 })
  report(book, 'imaging', 'XR CHEST 2 VIEWS', '-2y3m', { conclusion: 'No acute abnormality.' })
  problem(book, 'hypertension', { onset: '-6y year', recorded: '-6y' })
  problem(book, 'type 2 diabetes', { onset: '-11m' })
  problem(book, 'pneumonia', { status: 'resolved', onset: '-2y3m', ended: '-2y2m' })
  medication(book, 'losartan 50', '-3y')
  medication(book, 'metformin 500', '-11m')
  medication(book, 'lisinopril 10', '-6y', { status: 'stopped', ended: '-3y' })
  allergy(book, 'penicillin G', { reaction: ['hives'], severity: 'moderate', recorded: '-8y' })
  doses(book, 'flu', '-1y1m', '-2y1m')
  doses(book, 'tdap', '-7y')
  procedure(book, 'appendectomy', '-20y year', { told: true })
  smokingStatus(book, '-4m3d', 'never')
}

export type Failure = {
  readonly slug: string
  readonly line: string
  /** The fault of the same name, unless said otherwise. */
  readonly faults?: readonly string[]
  /** In place of the base record. */
  readonly write?: (book: Book) => void
  /** Further to the base record. */
  readonly also?: (book: Book) => void
  readonly person?: Partial<Person>
  readonly change?: (resource: Resource) => Resource
}

const families = [
  'Alder',
  'Birch',
  'Cedar',
  'Dogwood',
  'Elm',
  'Fir',
  'Gingko',
  'Hazel',
  'Ironwood',
  'Juniper',
  'Katsura',
  'Larch',
  'Maple',
]
const women = ['Agnes', 'Berta', 'Clara', 'Doris', 'Edith', 'Frieda', 'Greta', 'Helga', 'Irma', 'Judith', 'Karla']
const men = ['Anton', 'Boris', 'Conrad', 'Dirk', 'Egon', 'Felix', 'Georg', 'Hugo', 'Ivan', 'Jakob', 'Klaus']

const pick = (names: readonly string[], at: number): string => names[at % names.length] ?? 'Example'

/** The same failure is always the same person, whatever was added to the list after it. */
const numberOf = (slug: string): number =>
  Array.from(slug).reduce((sum, letter) => (sum * 136 + letter.charCodeAt(0)) % 99_991, 7)

export function toChart(failure: Failure): Chart {
  const number = numberOf(failure.slug)
  const female = number % 2 === 0
  const names = female ? women : men
  const chart = ordinary(
    {
      slug: failure.slug,
      family: pick(families, number),
      given: [pick(names, Math.floor(number / 13)), pick(names, Math.floor(number / 143) + 5)],
      sex: female ? 'female' : 'male',
      age: `${48 + (number % 30)}y${number % 12}m${number % 27}d`,
      mrn: String(700_000 + number),
      line: failure.line,
      ...failure.person,
    },
    (book) => {
      const write = failure.write ?? writeBase
      write(book)
      failure.also?.(book)
    },
  )
  return {
    ...chart,
    group: 'failure',
    faults: failure.faults ?? [failure.slug],
    resources: (now) => {
      const { change } = failure
      return change ? chart.resources(now).map(change) : chart.resources(now)
    },
  }
}
