import { type Book } from './build.ts'
import { hl7, ICD10, localCoding, SNOMED } from './build-codes.ts'
import { clinician } from './practitioners.ts'
import { diagnoses, type Diagnosis } from './diagnoses.ts'
import type { Visit } from './build-visit.ts'

type Clinical = 'active' | 'recurrence' | 'relapse' | 'inactive' | 'remission' | 'resolved'

type ProblemDetails = {
  readonly status?: Clinical
  /** Onset as the calendar says it, `-5y year` for a year alone; left out where nobody recorded one. */
  readonly onset?: string
  readonly onsetText?: string
  readonly ended?: string
  readonly recorded?: string
  readonly note?: string
  readonly as?: 'problem-list-item' | 'health-concern'
}

/** SNOMED CT, then ICD-10-CM, then the installation's own number: which comes first must not matter. */
function code(diagnosis: Diagnosis): unknown {
  const [text, icd, snomed] = diagnoses[diagnosis]
  return {
    coding: [
      ...(snomed ? [{ system: SNOMED, code: snomed, display: text }] : []),
      ...(icd ? [{ system: ICD10, code: icd, display: text }] : []),
      localCoding('2.696871', text),
    ],
    text,
  }
}

const categories = {
  'problem-list-item': 'Problem List Item',
  'encounter-diagnosis': 'Encounter Diagnosis',
  'health-concern': 'Health Concern',
} as const

/** An entry of the problem list; a resolved one has an end where `ended` says so. */
export function problem(book: Book, diagnosis: Diagnosis, details: ProblemDetails = {}): void {
  const as = details.as ?? 'problem-list-item'
  const category =
    as === 'health-concern'
      ? {
          coding: [{ system: 'http://hl7.org/fhir/us/core/CodeSystem/condition-category', code: as }],
          text: categories[as],
        }
      : hl7('condition-category', as, categories[as])
  const recorded = details.recorded ?? details.onset
  book.add('Condition', diagnosis, {
    clinicalStatus: hl7('condition-clinical', details.status ?? 'active', details.status ?? 'active'),
    verificationStatus: hl7('condition-ver-status', 'confirmed', 'Confirmed'),
    category: [category],
    code: code(diagnosis),
    subject: book.subject,
    onsetDateTime: details.onset && book.when.day(details.onset),
    onsetString: details.onsetText,
    abatementDateTime: details.ended && book.when.day(details.ended),
    recordedDate: recorded && book.when.day(recorded.replace(/ (year|month)$/, '')),
    recorder: clinician('attending'),
    note: details.note ? [{ text: details.note }] : undefined,
  })
}

/** The diagnoses of a visit: without clinical status, as Epic sends them. */
export function diagnosed(book: Book, at: Visit, ...names: readonly Diagnosis[]): void {
  for (const name of names)
    book.add('Condition', `dx ${name}`, {
      category: [hl7('condition-category', 'encounter-diagnosis', categories['encounter-diagnosis'])],
      code: code(name),
      subject: book.subject,
      encounter: at.encounter,
      recordedDate: book.when.day(at.when),
    })
}
