import { Button } from '#ui/Button.tsx'
import type { NoteDraft } from './use-note-draft.ts'

type NoteBarProps = { readonly draft: NoteDraft; readonly onOpen: () => void }

/** One tap to the note, where the note is not beside the record. */
export function NoteBar({ draft, onOpen }: NoteBarProps) {
  return (
    <div className="note-jump">
      <Button variant="primary" onClick={onOpen}>
        Note · {linesWords(draft.content.lines.length)}
        {draft.filing.kind === 'unknown' && ' · answer lost'}
      </Button>
    </div>
  )
}

export const linesWords = (count: number): string =>
  count === 0 ? 'nothing ticked' : count === 1 ? '1 line ticked' : `${count} lines ticked`
