import { identifier, type Book, type Reference } from './build.ts'
import { hl7, local, LOINC } from './build-codes.ts'
import { asHtml, asPdf, asRtf, toBase64 } from './build-file.ts'
import { clinician, type Clinician } from './practitioners.ts'
import type { Visit } from './build-visit.ts'

const kinds = {
  'Progress Notes': '11506-3',
  'H&P': '34117-2',
  'Discharge Summary': '18842-5',
  Consults: '11488-4',
  'ED Provider Notes': '34111-5',
  'Nursing Note': '34746-8',
  'Procedure Notes': '28570-0',
  'Radiology Report': '18748-4',
  'Patient Instructions': '69730-0',
  'Outside Records': '',
} as const

const formats = {
  html: { type: 'text/html', write: asHtml },
  rtf: { type: 'text/rtf', write: asRtf },
  text: { type: 'text/plain', write: (_title: string, text: string) => toBase64(text) },
  pdf: { type: 'application/pdf', write: asPdf },
} as const

type DocumentDetails = {
  readonly at?: Visit
  readonly by?: Clinician
  readonly docStatus?: 'final' | 'preliminary' | 'amended' | 'entered-in-error' | null
  readonly status?: 'current' | 'superseded' | 'entered-in-error'
  /** `nothing` is Epic's document with neither address nor type of content. */
  readonly as?: readonly (keyof typeof formats | 'nothing')[]
}

/** A document and the Binaries it points to; HTML and RTF unless said otherwise. */
export function document(
  book: Book,
  kind: keyof typeof kinds,
  when: string,
  text: string,
  details: DocumentDetails = {},
): Reference {
  const loinc = kinds[kind]
  const written = book.when.instant(when, '16:45')
  const by = clinician(details.by ?? details.at?.who ?? 'attending')
  const content = (details.as ?? ['html', 'rtf']).map((name) => {
    if (name === 'nothing') return { attachment: { title: kind } }
    const { type, write } = formats[name]
    const binary = book.add('Binary', `${kind} ${name}`, { contentType: type, data: write(kind, text) })
    return {
      attachment: { contentType: type, url: binary.reference },
      format: {
        system: 'http://ihe.net/fhir/ValueSet/IHE.FormatCode.codesystem',
        code: 'urn:ihe:iti:xds:2017:mimeTypeSufficient',
        display: 'mimeType Sufficient',
      },
    }
  })
  const outside = kind === 'Outside Records'
  return book.add('DocumentReference', kind, {
    identifier: identifier('2.727879', `${book.slug}${kind}${when}`),
    status: details.status ?? 'current',
    docStatus: details.docStatus === null || outside ? undefined : (details.docStatus ?? 'final'),
    type: {
      coding: [
        { system: local('4.737880.5010'), code: String(kind.length), display: kind },
        ...(loinc ? [{ system: LOINC, code: loinc, display: kind }] : []),
      ],
      text: kind,
    },
    category: outside
      ? [{ text: 'Scanned Document' }]
      : [
          {
            coding: [
              {
                system: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category',
                code: 'clinical-note',
                display: 'Clinical Note',
              },
            ],
            text: 'Clinical Note',
          },
        ],
    subject: book.subject,
    date: written,
    author: outside ? [{ display: 'Another Example Hospital' }] : [by],
    authenticator: details.docStatus === undefined && !outside ? by : undefined,
    securityLabel: kind === 'Consults' ? [hl7('v3-Confidentiality', 'N', 'normal')] : undefined,
    content,
    context: { encounter: details.at ? [details.at.encounter] : undefined, period: { start: written } },
  })
}
