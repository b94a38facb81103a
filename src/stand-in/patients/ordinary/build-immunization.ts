import { identifier, type Book } from './build.ts'
import { CVX, localCoding } from './build-codes.ts'
import { clinician } from './practitioners.ts'
import { vaccines, type Vaccine } from './vaccines.ts'
import type { Visit } from './build-visit.ts'

type DoseDetails = {
  /** Not given, and why. */
  readonly declined?: string
  /** Told or copied from elsewhere, often with no more than a year. */
  readonly historical?: boolean
  readonly at?: Visit
  readonly note?: string
  readonly status?: 'entered-in-error'
}

export function dose(book: Book, vaccine: Vaccine, when: string, details: DoseDetails = {}): void {
  // Quadrivalent influenza vaccine left the US market before the season of 2024.
  const trivalent = vaccine === 'flu' && book.when.date(when) >= new Date(2024, 6, 1)
  const [text, cvx] = vaccines[trivalent ? 'flu trivalent' : vaccine]
  const given = !details.declined && !details.historical
  book.add('Immunization', vaccine, {
    identifier: identifier('2.768076', `${book.slug}${vaccine}${when}`),
    status: details.status ?? (details.declined ? 'not-done' : 'completed'),
    statusReason: details.declined ? { text: details.declined } : undefined,
    vaccineCode: { coding: [{ system: CVX, code: cvx }, localCoding('2.768075', text)], text },
    patient: book.subject,
    encounter: details.at?.encounter,
    occurrenceDateTime: book.when.day(when),
    primarySource: given,
    reportOrigin: details.historical ? { text: 'Historical information, source unspecified' } : undefined,
    location: given ? { display: 'Example Clinic' } : undefined,
    lotNumber: given ? `EX${vaccine.length}${when.length}` : undefined,
    site: given ? { text: 'Left deltoid' } : undefined,
    route: given ? { text: 'Intramuscular' } : undefined,
    performer: given ? [{ actor: clinician(details.at?.who ?? 'attending') }] : undefined,
    note: details.note ? [{ text: details.note }] : undefined,
  })
}

/** The same vaccine on several days. */
export function doses(book: Book, vaccine: Vaccine, ...days: readonly string[]): void {
  for (const day of days) dose(book, vaccine, day)
}
