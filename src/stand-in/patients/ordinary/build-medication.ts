import { identifier, type Book } from './build.ts'
import { hl7, localCoding, RXNORM } from './build-codes.ts'
import { clinician, type Clinician } from './practitioners.ts'
import { medications, type MedicationName } from './medications.ts'
import type { Visit } from './build-visit.ts'

type OrderDetails = {
  readonly status?: 'active' | 'stopped' | 'completed' | 'on-hold' | 'cancelled' | 'entered-in-error'
  readonly ended?: string
  readonly reason?: string
  readonly by?: Clinician
  readonly at?: Visit
  readonly asNeeded?: boolean
  /** As Epic's own sandbox does: a reference to a Medication, known here only by its display. */
  readonly pointed?: boolean
  /** Told by the patient, not ordered here. */
  readonly reported?: boolean
  readonly dose?: string
  readonly category?: 'outpatient' | 'inpatient' | 'community'
}

/** An order, started when the calendar says. */
export function medication(book: Book, name: MedicationName, start: string, details: OrderDetails = {}): void {
  const [text, rxnorm, usual] = medications[name]
  const category = details.category ?? (details.reported ? 'community' : 'outpatient')
  const drug =
    details.pointed || !rxnorm
      ? { medicationReference: { reference: `Medication/${name.replace(/ /g, '-')}`, display: text } }
      : {
          medicationCodeableConcept: {
            coding: [
              localCoding('2.698288', text),
              { system: RXNORM, code: rxnorm, display: name.replace(/ \d+$/, '') },
            ],
            text,
          },
        }
  book.add('MedicationRequest', name, {
    identifier: identifier('2.798268', `${book.slug}${name}${start}`),
    status: details.status ?? 'active',
    statusReason: details.reason ? { text: details.reason } : undefined,
    intent: details.reported ? 'plan' : 'order',
    category: [hl7('medicationrequest-category', category, category)],
    reportedBoolean: details.reported ?? false,
    ...drug,
    subject: book.subject,
    encounter: details.at?.encounter,
    authoredOn: book.when.day(start),
    requester: details.reported ? { display: 'Patient reported' } : clinician(details.by ?? 'attending'),
    dosageInstruction: [
      {
        text: `${details.dose ?? usual}${details.reported ? '' : ', Normal'}`,
        patientInstruction: details.dose ?? usual,
        asNeededBoolean: details.asNeeded ?? usual.includes('as needed'),
        timing: {
          repeat: { boundsPeriod: { start: book.when.day(start), end: details.ended && book.when.day(details.ended) } },
        },
      },
    ],
    dispenseRequest: details.ended
      ? { validityPeriod: { start: book.when.day(start), end: book.when.day(details.ended) } }
      : undefined,
  })
}
