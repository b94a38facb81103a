import { useId, useState } from 'react'
import type { Session } from '#auth/session.ts'
import type { Patient } from '#clinical/patient.ts'
import { Button } from '#ui/Button.tsx'
import { DocStatusPicker } from './DocStatusPicker.tsx'
import { DraftNotices } from './DraftNotices.tsx'
import { FilingOutcome } from './FilingOutcome.tsx'
import { linesWords } from './NoteBar.tsx'
import { NotePreview } from './NotePreview.tsx'
import { ReviewDialog } from './ReviewDialog.tsx'
import { TickedLines } from './TickedLines.tsx'
import { VisitPicker } from './VisitPicker.tsx'
import './file-draft.ts'
import type { Reviewed } from './filing.ts'
import { personWords } from './note-words.ts'
import { useComposedNote } from './use-composed-note.ts'
import type { NoteDraft } from './use-note-draft.ts'
import { useLineNews, useParts } from './use-parts.ts'
import { useStranger } from './use-stranger.ts'
import { useVisitChoice } from './use-visit-choice.ts'
import { whatIsMissing } from './what-is-missing.ts'
import './note.css'

export type NotePanelProps = {
  readonly session: Session
  /** Undefined while it has not been read: then nothing can be filed. */
  readonly patient: Patient | undefined
  readonly draft: NoteDraft
  readonly today: Temporal.PlainDate
}

export function NotePanel({ session, patient, draft, today }: NotePanelProps) {
  const id = useId()
  const visits = useVisitChoice(session, draft.content.visitId, today)
  const parts = useParts(session)
  const note = useComposedNote(session, draft.content, visits.chosen, today, parts)
  const news = useLineNews(draft.content.lines, parts)
  const [reviewed, setReviewed] = useState<Reviewed>()
  const { content, keeper, filer, editable } = draft
  const missing = whatIsMissing(session, patient, draft, visits.chosen, useStranger(session))
  const review = (): void => setReviewed(note)
  return (
    <section className="section note" aria-labelledby={`${id}title`}>
      <header>
        <h2 id={`${id}title`}>Note</h2>
        <span className="quiet">{linesWords(content.lines.length)}</span>
        <span className="head quiet">{draft.savedWords}</span>
      </header>
      <DraftNotices draft={draft} />
      <FilingOutcome
        session={session}
        patient={patient}
        draft={draft}
        onSendAgain={missing === undefined ? review : undefined}
      />
      <TickedLines draft={draft} news={news} />
      <label htmlFor={`${id}words`}>Your words</label>
      <textarea
        id={`${id}words`}
        rows={5}
        spellCheck={false}
        autoComplete="off"
        readOnly={!editable}
        value={content.freeText}
        onChange={({ target }) => keeper.change((now) => ({ ...now, freeText: target.value }))}
      />
      <VisitPicker visits={visits} draft={draft} />
      <DocStatusPicker draft={draft} visit={visits.chosen?.visit} />
      <NotePreview label="The note as it will be filed" text={note.text} />
      <Button
        variant="primary"
        unavailable={missing !== undefined}
        aria-describedby={missing === undefined ? undefined : `${id}missing`}
        onClick={review}
      >
        Review, then file to {patient ? personWords(patient) : 'this patient'}
      </Button>
      {missing !== undefined && (
        <p className="quiet" id={`${id}missing`}>
          {missing}
        </p>
      )}
      {reviewed && patient && (
        <ReviewDialog
          session={session}
          patient={patient}
          note={reviewed}
          outdated={news.size}
          onlyHere={draft.state.keeping.kind === 'window-only'}
          onClose={() => setReviewed(undefined)}
          onFile={(agreed) => {
            setReviewed(undefined)
            // What has come to light since the dialog opened counts as well.
            if (missing === undefined) void filer.send(agreed)
          }}
        />
      )}
    </section>
  )
}
