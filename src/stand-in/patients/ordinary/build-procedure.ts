import { identifier, type Book, type Reference } from './build.ts'
import { HCPCS, hl7, local, localCoding, LOINC, SNOMED, type Coding } from './build-codes.ts'
import { clinician, type Clinician } from './practitioners.ts'
import type { Visit } from './build-visit.ts'

/** Procedures: name, SNOMED CT, HCPCS level II. Empty means that this chart knows it by name and local number only. */
const procedures = {
  colonoscopy: ['Colonoscopy', '73761001', ''],
  'screening colonoscopy': ['Screening colonoscopy, average risk', '73761001', 'G0121'],
  appendectomy: ['Appendectomy', '80146002', ''],
  caesarean: ['Cesarean section', '11466000', ''],
  lumpectomy: ['Lumpectomy of left breast', '392021009', ''],
  radiotherapy: ['Radiation therapy, left breast', '108290001', ''],
  hysterectomy: ['Total hysterectomy with removal of both ovaries', '', ''],
  'foot exam': ['Diabetic foot examination', '401191002', ''],
  'eye exam': ['Diabetic retinal eye exam', '722161008', ''],
  spirometry: ['Spirometry', '127783003', ''],
  echocardiogram: ['Transthoracic echocardiogram', '40701008', ''],
  cardioversion: ['Electrical cardioversion', '250980009', ''],
  'hip repair': ['Repair of hip fracture', '', ''],
  'knee replacement': ['Total knee replacement, right', '609588000', ''],
  'cataract surgery': ['Cataract surgery, both eyes', '', ''],
  stent: ['Coronary stent placement', '36969009', ''],
  tonsillectomy: ['Tonsillectomy', '173422009', ''],
  'ear tubes': ['Ear tube placement', '', ''],
  'wellness visit': ['Annual wellness visit, subsequent', '', 'G0439'],
  'fluoride varnish': ['Fluoride varnish', '', ''],
  'vision screen': ['Vision screening', '', ''],
  'dialysis fistula': ['Arteriovenous fistula, left forearm', '', ''],
} as const

type ProcedureDetails = {
  readonly status?: 'completed' | 'not-done' | 'preparation' | 'entered-in-error'
  readonly reason?: string
  readonly at?: Visit
  readonly by?: Clinician
  readonly note?: string
  /** From the surgical history that the patient told: no clinician, and a year at best. */
  readonly told?: boolean
}

export function procedure(
  book: Book,
  name: keyof typeof procedures,
  when: string,
  details: ProcedureDetails = {},
): void {
  const [text, snomed, hcpcs] = procedures[name]
  book.add('Procedure', name, {
    identifier: identifier('2.798268', `${book.slug}${name}${when}`),
    status: details.status ?? 'completed',
    statusReason: details.status === 'not-done' && details.reason ? { text: details.reason } : undefined,
    category: details.told
      ? { coding: [{ system: SNOMED, code: '387713003', display: 'Surgical procedure' }], text: 'Surgical History' }
      : {
          coding: [{ system: SNOMED, code: '103693007', display: 'Diagnostic procedure' }],
          text: 'Ordered Procedures',
        },
    code: {
      coding: [
        localCoding('2.696580', text),
        ...(snomed ? [{ system: SNOMED, code: snomed, display: text }] : []),
        ...(hcpcs ? [{ system: HCPCS, code: hcpcs, display: text }] : []),
      ],
      text,
    },
    subject: book.subject,
    encounter: details.at?.encounter,
    performedDateTime: book.when.day(when),
    performer: details.told ? undefined : [{ actor: clinician(details.by ?? 'attending') }],
    reasonCode: details.reason && details.status !== 'not-done' ? [{ text: details.reason }] : undefined,
    note: details.note ? [{ text: details.note }] : undefined,
  })
}

const families = {
  imaging: ['Imaging', 'RAD', 'Radiology', 'images'],
  pathology: ['Pathology', 'PAT', 'Pathology', 'tissue'],
  cytology: ['Cytology', 'CP', 'Cytopathology', 'tissue'],
  cardiology: ['Cardiology', 'CUS', 'Cardiac Ultrasound', 'heart'],
} as const satisfies Record<string, readonly [string, string, string, Clinician]>

type ReportDetails = {
  readonly loinc?: string
  readonly conclusion: string
  readonly status?: 'final' | 'amended' | 'corrected' | 'preliminary' | 'cancelled'
  readonly at?: Visit
  /** The document that holds the whole text. */
  readonly text?: Reference
}

/** A report in words. Its name is the order's, as radiology writes it; LOINC comes along only sometimes. */
export function report(
  book: Book,
  family: keyof typeof families,
  name: string,
  when: string,
  details: ReportDetails,
): void {
  const [text, code, display, by] = families[family]
  const done = book.when.instant(when, '13:10')
  const loinc: readonly Coding[] = details.loinc ? [{ system: LOINC, code: details.loinc }] : []
  book.add('DiagnosticReport', name, {
    identifier: identifier('2.798268', `${book.slug}${name}${when}`),
    status: details.status ?? 'final',
    category: [{ coding: [{ system: local('10.798268.30'), code: text }], text }, hl7('v2-0074', code, display)],
    code: { coding: [localCoding('2.696580', name), ...loinc], text: name },
    subject: book.subject,
    encounter: details.at?.encounter,
    effectiveDateTime: done,
    issued: done,
    performer: [clinician(by)],
    conclusion: details.conclusion,
    presentedForm: details.text ? [{ contentType: 'text/html', url: details.text.reference }] : undefined,
  })
}
