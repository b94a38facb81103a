import type { Failure } from './base-record.ts'
import { writeBase } from './base-record.ts'
import { allergiesNotAsked, noKnownAllergies } from './ordinary/build-allergy.ts'
import { identifier, type Book } from './ordinary/build.ts'
import { hl7, LOINC } from './ordinary/build-codes.ts'
import { problem } from './ordinary/build-condition.ts'
import { today } from './ordinary/build-visit.ts'

/** Results of many tests over four years, as a long illness leaves them. */
function results(book: Book, count: number): void {
  const tests = [
    ['Glucose', '2345-7', 'mg/dL', 70, 140],
    ['Potassium', '2823-3', 'mmol/L', 3.3, 5.3],
    ['Creatinine', '2160-0', 'mg/dL', 0.7, 1.6],
    ['Hemoglobin', '718-7', 'g/dL', 9.5, 14.5],
    ['Platelets', '777-3', '10*3/uL', 120, 380],
  ] as const
  const start = book.now.getTime() - 4 * 365 * 86_400_000
  const step = (book.now.getTime() - 86_400_000 - start) / count
  for (let at = 0; at < count; at += 1) {
    const [name, loinc, unit, low, high] = tests[at % tests.length] ?? tests[0]
    const taken = `${new Date(start + at * step).toISOString().slice(0, 19)}Z`
    book.add('Observation', `r ${at}`, {
      identifier: identifier('2.798268', `${book.slug}${at}`),
      status: 'final',
      category: [hl7('observation-category', 'laboratory', 'Laboratory')],
      code: { coding: [{ system: LOINC, code: loinc, display: name }], text: name },
      subject: book.subject,
      effectiveDateTime: taken,
      issued: taken,
      valueQuantity: { value: Math.round((low + ((high - low) * ((at * 7) % 100)) / 100) * 10) / 10, unit },
    })
  }
}

const long = (count: number) => (book: Book) => {
  writeBase(book)
  results(book, count)
}

export const readingFailures: readonly Failure[] = [
  { slug: 'allergies-503', line: 'Allergies answer 503: unknown, not none' },
  { slug: 'labs-403', line: 'Results answer 403 with an empty body' },
  { slug: 'surveys-403', line: 'Questionnaires answer 403: what they would tell is unknown' },
  { slug: 'labs-unreachable', line: 'The connection dies while results are read' },
  { slug: 'problems-500', line: 'The problem list answers 500' },
  { slug: 'visits-429', line: 'Visits answer 429: too many requests' },
  {
    slug: 'no-known-allergies',
    line: 'No known allergies: somebody asked',
    faults: [],
    write: (book) => {
      today(book, '10:30')
      problem(book, 'asthma', { onset: '-9y year' })
      noKnownAllergies(book, '-1y')
    },
  },
  {
    slug: 'allergies-not-asked',
    line: 'Allergies "Not on File", sent as if that were one: nobody has asked',
    faults: [],
    write: (book) => {
      today(book, '10:30')
      problem(book, 'asthma', { onset: '-9y year' })
      allergiesNotAsked(book)
    },
  },
  {
    slug: 'nothing-recorded',
    line: 'A new patient: nothing at all is recorded, not even a visit',
    faults: [],
    write: () => undefined,
  },
  { slug: 'no-visit', line: 'A full record without any visit to file a note in', faults: ['no-visits'] },
  { slug: 'five-thousand-results', line: '5,000 results over four years', faults: [], write: long(5000) },
  {
    slug: 'undated-refused',
    line: '5,000 results on a server that refuses to search for the undated',
    write: long(5000),
  },
  {
    slug: 'recommendations-403',
    line: 'The chart’s own vaccine recommendations are refused: not offered, and that is not none',
  },
  { slug: 'recommendations-500', line: 'The chart’s own vaccine recommendations answer 500' },
  { slug: 'garbled-medication', line: 'One medication cannot be read, the others can' },
  { slug: 'garbled-everything', line: 'Entries that are null, text, without type or of another type, in every list' },
  { slug: 'slow', line: 'Every answer takes four seconds' },
  { slug: 'very-slow-labs', line: 'Results take a minute and a half' },
  { slug: 'busy-once', line: 'Every search answers 503 once, then works' },
  { slug: 'busy-always', line: 'Every search answers 503' },
  { slug: 'wrong-patient-in-results', line: 'A result of another patient among the results' },
  { slug: 'wrong-patient-in-include', line: 'A problem of another patient included with the medications' },
  { slug: 'wrong-patient-read', line: 'The Patient that is read is somebody else' },
  { slug: 'patient-403', line: 'The Patient may not be read' },
  { slug: 'restricted-patient', line: 'Break-the-Glass: the whole chart is restricted' },
  { slug: 'break-the-glass', line: 'Break-the-Glass: visits and documents are restricted' },
  { slug: 'token-revoked', line: 'The token is refused for medications and observations, before it expires' },
  { slug: 'documents-daily-limit', line: 'The daily limit of document searches is reached' },
  { slug: 'cut-list', line: 'The second page of results lies on a foreign server' },
  { slug: 'next-outside-the-base', line: 'The second page of results lies outside the FHIR base' },
  { slug: 'cyclic-next', line: 'The second page of results points to itself' },
  { slug: 'page-expires', line: 'The paging session expires once; a new search works' },
  { slug: 'pages-always-expire', line: 'The paging session expires every time' },
  { slug: 'second-page-lost', line: 'The connection dies on the second page of results' },
  { slug: 'second-page-500', line: 'The second page of results answers 500' },
  { slug: 'small-pages', line: 'Nothing wrong: the server gives five entries a page, whatever is asked' },
  { slug: 'withheld-59204', line: 'Problems from outside are withheld from the app' },
  { slug: 'withheld-59205', line: 'Some procedures are withheld from the user' },
  { slug: 'fatal-inside-a-list', line: 'The list of immunizations holds nothing but a fatal issue' },
  { slug: 'html-instead-of-json', line: 'Problems answer with a maintenance page, status 200' },
  { slug: 'xml-answer', line: 'Immunizations answer in XML' },
  { slug: 'half-an-answer', line: 'The answer with the results breaks off in the middle' },
  { slug: 'wrong-type-of-answer', line: 'Allergies answer with another resource than a Bundle' },
]
