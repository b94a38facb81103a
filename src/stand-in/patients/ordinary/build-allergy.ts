import type { Book } from './build.ts'
import { hl7, localCoding, RXNORM, SNOMED } from './build-codes.ts'
import { clinician } from './practitioners.ts'

const substances = {
  'penicillin G': [RXNORM, '7980', 'medication'],
  amoxicillin: [RXNORM, '723', 'medication'],
  lisinopril: [RXNORM, '29046', 'medication'],
  codeine: [RXNORM, '2670', 'medication'],
  sulfamethoxazole: [RXNORM, '10180', 'medication'],
  ibuprofen: [RXNORM, '5640', 'medication'],
  simvastatin: [RXNORM, '36567', 'medication'],
  latex: [SNOMED, '111088007', 'environment'],
  peanut: [SNOMED, '256349002', 'food'],
  'contrast media': ['', '', 'medication'],
} as const

const reactions = {
  hives: '126485001',
  rash: '271807003',
  anaphylaxis: '39579001',
  cough: '49727002',
  nausea: '422587007',
  angioedema: '41291007',
  'muscle pain': '68962001',
} as const

type AllergyDetails = {
  readonly reaction?: readonly (keyof typeof reactions)[]
  readonly severity?: 'mild' | 'moderate' | 'severe'
  readonly criticality?: 'low' | 'high' | 'unable-to-assess'
  readonly onset?: string
  readonly recorded?: string
  readonly status?: 'active' | 'inactive' | 'resolved'
  readonly verified?: 'confirmed' | 'unconfirmed' | 'refuted' | 'entered-in-error'
  readonly intolerance?: boolean
  readonly note?: string
}

export function allergy(book: Book, substance: keyof typeof substances, details: AllergyDetails = {}): void {
  const [system, code, category] = substances[substance]
  const verified = details.verified ?? 'confirmed'
  const manifestation = (details.reaction ?? []).map((name) => ({
    coding: [{ system: SNOMED, code: reactions[name], display: name }, localCoding('4.811345.120', name)],
    text: name,
  }))
  book.add('AllergyIntolerance', substance, {
    clinicalStatus:
      verified === 'entered-in-error'
        ? undefined
        : hl7('allergyintolerance-clinical', details.status ?? 'active', details.status ?? 'Active'),
    verificationStatus: hl7('allergyintolerance-verification', verified, verified),
    type: details.intolerance ? 'intolerance' : 'allergy',
    category: [category],
    criticality: details.criticality ?? 'low',
    code: {
      coding: [...(code ? [{ system, code, display: substance }] : []), localCoding('2.698010', substance)],
      text: substance.toUpperCase(),
    },
    patient: book.subject,
    onsetDateTime: details.onset && book.when.day(details.onset),
    recordedDate: book.when.day(details.recorded ?? '-4y'),
    recorder: clinician('attending'),
    reaction: manifestation.length
      ? [{ manifestation, severity: details.severity, description: details.reaction?.join(', ') }]
      : undefined,
    note: details.note ? [{ text: details.note }] : undefined,
  })
}

/** As Epic answers where allergies were never reviewed: an entry that looks like an active allergy. */
export function allergiesNotAsked(book: Book): void {
  book.add('AllergyIntolerance', 'not asked', {
    clinicalStatus: hl7('allergyintolerance-clinical', 'active', 'Active'),
    verificationStatus: hl7('allergyintolerance-verification', 'unconfirmed', 'Unconfirmed'),
    code: { coding: [{ system: SNOMED, code: '1631000175102', display: 'Patient not asked' }], text: 'Not on File' },
    patient: book.subject,
  })
}

/** Somebody asked, and the answer was none: not the same as an empty list. */
export function noKnownAllergies(book: Book, when: string): void {
  book.add('AllergyIntolerance', 'none known', {
    clinicalStatus: hl7('allergyintolerance-clinical', 'active', 'Active'),
    verificationStatus: hl7('allergyintolerance-verification', 'confirmed', 'Confirmed'),
    code: { coding: [{ system: SNOMED, code: '716186003', display: 'No known allergy' }], text: 'No Known Allergies' },
    patient: book.subject,
    recordedDate: book.when.day(when),
    recorder: clinician('attending'),
  })
}
