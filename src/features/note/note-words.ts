import type { Difference, RefusalReason } from '#fhir/file-note.ts'
import type { Patient } from '#clinical/patient.ts'
import { formatDate } from '#lib/dates.ts'

/** `Ada Maria Example, born 12 Sep 1987`: stands wherever something can be sent. */
export function personWords({ name, birthDate }: Patient): string {
  const [family, given, ...more] = name.split(', ')
  const spoken = given !== undefined && more.length === 0 ? `${given} ${family}` : name
  return `${spoken}, ${birthDate ? `born ${formatDate(birthDate)}` : 'birth date not recorded'}`
}

export const REFUSAL_WORDS = {
  'visit-not-accepted': 'Epic does not take a note for this visit. Choose another visit.',
  'patient-not-accepted': 'Epic does not accept this patient for the note.',
  'note-type-not-accepted': 'Epic does not take this type of note here. IT sets the type in config.json.',
  'content-not-accepted': 'Epic does not accept the text in this form.',
  'signed-state-not-accepted': 'Epic takes the note for this visit only as preliminary.',
  'author-not-accepted': 'Epic does not accept you as the author of this note.',
  'something-missing': 'Epic says that something it needs is missing.',
  'app-not-allowed': 'HealthPrep is not allowed to file notes here. IT can allow it in Epic.',
  'user-not-allowed': 'You are not allowed to file a note for this patient here.',
  'chart-restricted': 'This chart is restricted. Open it in Epic, give your reason there, then send again.',
  'signed-out': 'Your sign-in has ended. Sign in again, then send; the text is kept.',
  'too-large': 'The note is too long for Epic.',
  busy: 'Epic has too much to do at the moment. Wait a minute, then send again.',
  'no-note-service': 'Epic does not take notes from applications here. Tell IT the code.',
  conflict: 'Epic says that something changed in the meantime. Reload, then send again.',
  other: 'Epic gave no reason that can be shown here. Tell IT the code.',
  'no-visit': 'No visit is chosen.',
  'other-patient': 'The note was written for another patient or sign-in. Close this window and open the chart again.',
  'patients-mixed':
    'Epic sent something of another patient for this sheet. Close this window and open the chart again.',
  'visit-of-another-patient': 'The chosen visit is not this patient’s. Choose another visit.',
  'visit-cancelled': 'The chosen visit has been cancelled. Choose another visit.',
  'visit-not-checked': 'The chosen visit could not be checked. Try again, or choose another visit.',
  'already-sending': 'A note is being sent already.',
  'look-first': 'The answer to an earlier note was lost. Look for it in the chart first.',
} as const satisfies Record<RefusalReason, string>

export const DIFFERENCE_WORDS = {
  patient: 'it is filed under another patient',
  visit: 'it is filed under another visit',
  'signed-state': 'it is not preliminary or signed as you chose',
  text: 'its text is not what was sent',
} as const satisfies Record<Difference, string>

export const DOC_STATUS_WORDS = {
  preliminary: 'Preliminary',
  final: 'Signed',
} as const
