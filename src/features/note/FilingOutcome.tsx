import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Session } from '#auth/session.ts'
import type { Patient } from '#clinical/patient.ts'
import { documentsQuery } from '#fhir/queries.ts'
import { Announce } from '#ui/Announce.tsx'
import { Button } from '#ui/Button.tsx'
import { ReceiptView } from './ReceiptView.tsx'
import { UnknownOutcome } from './UnknownOutcome.tsx'
import { personWords, REFUSAL_WORDS } from './note-words.ts'
import type { NoteDraft } from './use-note-draft.ts'

type FilingOutcomeProps = {
  readonly session: Session
  readonly patient: Patient | undefined
  readonly draft: NoteDraft
  /** Undefined where nothing can be sent now; why, stands below. */
  readonly onSendAgain: (() => void) | undefined
}

/** What became of a note that was sent: it stays until a person has read it. */
export function FilingOutcome(props: FilingOutcomeProps) {
  const { kind } = props.draft.filing
  const box = useRef<HTMLDivElement>(null)
  const before = useRef(kind)
  const client = useQueryClient()
  const { queryKey } = documentsQuery(props.session)
  useEffect(() => {
    if (before.current === kind) return
    before.current = kind
    if (kind !== 'idle') box.current?.focus()
    if (kind === 'saved') void client.invalidateQueries({ queryKey })
    // oxlint-disable-next-line react/exhaustive-deps -- the key is made anew each time; only a new outcome counts
  }, [kind])
  return (
    <div className={kind === 'idle' ? undefined : 'filing'} tabIndex={-1} ref={box}>
      <Announce>
        <Words {...props} />
      </Announce>
    </div>
  )
}

function Words({ patient, draft, onSendAgain }: FilingOutcomeProps) {
  const { filing, filer } = draft
  const person = patient ? personWords(patient) : 'this patient'
  switch (filing.kind) {
    case 'idle':
      return null
    case 'sending':
      return <p>Filing to {person}. Keep this window open…</p>
    case 'saved':
      return <ReceiptView receipt={filing.receipt} onDone={filer.dismiss} />
    case 'refused':
      return (
        <>
          <p>
            <b>{filing.result.sent ? 'Not filed.' : 'Not filed: nothing was sent.'}</b> The text is kept.
          </p>
          <ul>
            {filing.result.reasons.map((reason) => (
              <li key={reason}>{REFUSAL_WORDS[reason]}</li>
            ))}
          </ul>
          <p className="quiet">
            Code for IT: {filing.result.kind} {filing.result.code}{' '}
            <Button variant="link" onClick={filer.dismiss}>
              Close
            </Button>
          </p>
        </>
      )
    case 'unknown':
      return <UnknownOutcome pending={filing.pending} look={filing.look} filer={filer} onSendAgain={onSendAgain} />
  }
}
