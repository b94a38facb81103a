import type { Session } from '#auth/session.ts'
import type { Patient } from '#clinical/patient.ts'
import { isEmpty } from './draft-content.ts'
import type { NoteDraft } from './use-note-draft.ts'
import type { ChosenVisit } from './use-visit-choice.ts'

/** Why the note cannot be filed as it stands, in one sentence; undefined if it can. */
export function whatIsMissing(
  session: Session,
  patient: Patient | undefined,
  { content, filing, filer, state }: NoteDraft,
  visit: ChosenVisit | undefined,
  stranger: boolean,
): string | undefined {
  if (!session.can('create', 'DocumentReference')) return 'This sign-in may not file notes.'
  if (!patient) return 'Who the patient is has not been read, so nothing can be filed.'
  if (patient.id !== session.patientId)
    return 'The patient shown is not the patient of this sign-in. Close this window.'
  if (stranger) {
    return 'Epic sent something of another patient for this sheet (wrong-patient), so nothing can be filed from here. The text is kept: close this window and open the chart again.'
  }
  if (state.opening) return 'Looking whether a draft was kept…'
  if (state.elsewhere) return 'This draft is open in another window.'
  if (filing.kind === 'sending') return 'A note is being sent.'
  if (!filer.free) return 'First look for the note whose answer was lost.'
  if (isEmpty(content)) return 'Tick a line or write something first.'
  return visit ? undefined : 'Choose the visit first.'
}
