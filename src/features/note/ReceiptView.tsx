import { formatTime } from '#lib/dates.ts'
import { Button } from '#ui/Button.tsx'
import { Fold } from '#ui/Fold.tsx'
import { NotePreview } from './NotePreview.tsx'
import type { Receipt } from './filing.ts'
import { DIFFERENCE_WORDS } from './note-words.ts'

type ReceiptViewProps = { readonly receipt: Receipt; readonly onDone: () => void }

export function ReceiptView({ receipt, onDone }: ReceiptViewProps) {
  const { readBack } = receipt
  const stored = readBack?.outcome === 'different' ? readBack.storedText : undefined
  return (
    <>
      <p>
        <b>
          {readBack ? 'Filed' : 'Found in the chart: it was filed'} at {formatTime(receipt.at)}.
        </b>
      </p>
      {readBack?.outcome === 'different' && (
        <p className="note-warn">
          <b>Read back, and not the same:</b> {readBack.what.map((each) => DIFFERENCE_WORDS[each]).join('; ')}. Look at
          it in Epic.
        </p>
      )}
      {receipt.copies !== undefined && receipt.copies > 1 && (
        <p className="note-warn">
          <b>The chart holds {receipt.copies} notes with exactly this text</b>, though it was filed here once: something
          on the way sent it again. Remove the others in Epic.
        </p>
      )}
      <dl className="facts">
        <dt>Note</dt>
        <dd>{receipt.id ?? 'Epic did not say which'}</dd>
        <dt>Visit</dt>
        <dd>{receipt.visitWords}</dd>
        <dt>Fingerprint</dt>
        <dd>{receipt.fingerprint}</dd>
        <dt>Read back</dt>
        <dd>{readBackWords(receipt)}</dd>
      </dl>
      {stored !== undefined && (
        <Fold label="What Epic holds">
          <NotePreview label="What Epic holds" text={stored} />
        </Fold>
      )}
      <Fold label="The text that was filed">
        <NotePreview label="The text that was filed" text={receipt.text} />
      </Fold>
      <Button variant="link" onClick={onDone}>
        Close
      </Button>
    </>
  )
}

function readBackWords({ readBack }: Receipt): string {
  if (!readBack) return 'found by its fingerprint'
  switch (readBack.outcome) {
    case 'same':
      return readBack.by === 'bytes' ? 'the same, byte for byte' : 'the same words, in Epic’s own layout'
    case 'different':
      return 'not the same'
    case 'not-possible':
      return `could not be read back (${readBack.code})`
  }
}
