import { formatTime } from '#lib/dates.ts'
import { Button } from '#ui/Button.tsx'
import { Fold } from '#ui/Fold.tsx'
import { NotePreview } from './NotePreview.tsx'
import type { Pending } from './draft-content.ts'
import type { Filing, NoteFiler } from './filing.ts'

type UnknownOutcomeProps = {
  readonly pending: Pending
  readonly look: Extract<Filing, { kind: 'unknown' }>['look']
  readonly filer: NoteFiler
  readonly onSendAgain: (() => void) | undefined
}

export function UnknownOutcome({ pending, look, filer, onSendAgain }: UnknownOutcomeProps) {
  if (typeof look === 'object' && look.outcome === 'not-found') {
    return (
      <>
        <p>
          <b>The note is not in the chart.</b> Every note of the visit was read. The text is kept, and can be sent
          again.
        </p>
        <Button unavailable={!onSendAgain} onClick={onSendAgain}>
          Send again
        </Button>{' '}
        <Button variant="link" onClick={filer.dismiss}>
          Close
        </Button>
      </>
    )
  }
  const failed = typeof look === 'object' && look.outcome === 'could-not-look'
  const early = typeof look === 'object' && look.outcome === 'too-early'
  return (
    <>
      <p>
        <b>It is not known whether the note sent at {formatTime(pending.at)} is in the chart.</b> The answer was lost.
        The text is kept, and is not sent again before it has been looked for.
      </p>
      {failed && (
        <p>
          The notes of the visit could not all be read ({look.code}), so it is still not known. Look again, or look in
          Epic for the line with {pending.fingerprint}.
        </p>
      )}
      {early && (
        <p>
          It is not there yet. Nobody answered for it, so it may still be on its way: look again at{' '}
          {formatTime(look.again + 59_999)}.
        </p>
      )}
      <Button unavailable={look === 'looking'} onClick={() => void filer.lookUp()}>
        {look === 'looking' ? 'Looking…' : failed || early ? 'Look again' : 'Look for it in the chart'}
      </Button>
      <Fold label="The text that was sent">
        <NotePreview label="The text that was sent" text={pending.text} />
      </Fold>
    </>
  )
}
