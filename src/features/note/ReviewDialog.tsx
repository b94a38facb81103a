import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Session } from '#auth/session.ts'
import type { Patient } from '#clinical/patient.ts'
import { ourNotesTodayQuery, type OurNotes } from '#fhir/file-note.ts'
import { formatTime } from '#lib/dates.ts'
import { Announce } from '#ui/Announce.tsx'
import { Button } from '#ui/Button.tsx'
import { counted } from '#ui/count-text.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { NotePreview } from './NotePreview.tsx'
import type { Reviewed } from './filing.ts'
import { personWords } from './note-words.ts'

type ReviewDialogProps = {
  readonly session: Session
  readonly patient: Patient
  /** As it was when the dialog opened: what arrives later changes neither what is shown nor what is sent. */
  readonly note: Reviewed
  /** How many ticked lines stand on what is no longer as it was; told as soon as it is known, also while this is open. */
  readonly outdated: number
  /** The draft is in this window alone, and so is that it was sent. */
  readonly onlyHere: boolean
  readonly onClose: () => void
  readonly onFile: (agreed: Reviewed) => void
}

export function ReviewDialog({ session, patient, note, outdated, onlyHere, onClose, onFile }: ReviewDialogProps) {
  const today = useQuery(ourNotesTodayQuery(session, note.encounterId))
  const pressed = useRef(false)
  const second = (today.data?.notes.length ?? 0) > 0
  const file = (): void => {
    if (pressed.current) return
    pressed.current = true
    onFile(note)
  }
  return (
    <Dialog title="Review the note" wide onClose={onClose}>
      <p>
        To <b>{personWords(patient)}</b>. Visit: {note.visitWords}.{' '}
        {note.docStatus === 'final' ? (
          <b>Filed as signed by you: it cannot be taken back from here.</b>
        ) : (
          'As preliminary, to be signed in Epic.'
        )}
      </p>
      <NotePreview label="Exactly what will be filed" text={note.text} wide />
      <Announce>
        {outdated > 0 && (
          <p className="note-warn">
            {counted(outdated, 'ticked line stands', 'ticked lines stand')} on what has since changed in the chart, been
            marked as entered in error, or is no longer there. The draft says which.
          </p>
        )}
      </Announce>
      <Announce>
        {onlyHere && (
          <p className="note-warn">
            This draft could not be kept on this computer. If this window is closed before Epic answers, nobody can look
            from here for what became of the note: look in the chart before you file it again.
          </p>
        )}
      </Announce>
      <Announce>
        {today.isFetching ? (
          <p className="quiet">Looking for notes of today…</p>
        ) : (
          <TodayWords notes={today.data} note={note} />
        )}
      </Announce>
      <Button variant="primary" unavailable={today.isFetching} onClick={file}>
        {second ? 'File a second note to' : 'File to'} {personWords(patient)}
      </Button>{' '}
      <Button onClick={onClose}>Back to the draft</Button>
    </Dialog>
  )
}

function TodayWords({ notes, note }: { readonly notes: OurNotes | undefined; readonly note: Reviewed }) {
  const same = notes?.notes.some(({ fingerprint }) => fingerprint === note.fingerprint) ?? false
  return (
    <>
      {notes?.notes.map(({ id, at, docStatus }) => (
        <p className="note-warn" key={id}>
          HealthPrep has already filed a note for this visit today{at === undefined ? '' : `, at ${formatTime(at)}`}
          {docStatus === undefined ? '' : `, ${docStatus === 'final' ? 'signed' : docStatus}`}.
        </p>
      ))}
      {same && <p className="note-warn">It says exactly the same as this one.</p>}
      {notes?.complete !== true && (
        <p className="note-warn">
          Whether a note was already filed for this visit today could not be read
          {notes?.code === undefined ? '' : ` (${notes.code})`}.
        </p>
      )}
    </>
  )
}
