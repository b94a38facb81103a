import { useEffect, useRef, useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { wordsOf, withEdit, withoutLine, type DraftLine } from './draft-content.ts'
import { NEWS_WORDS, type News } from './line-news.ts'
import type { NoteDraft } from './use-note-draft.ts'

type TickedLineProps = {
  readonly draft: NoteDraft
  readonly line: DraftLine
  readonly news: News | undefined
  readonly isFirst: boolean
  readonly isLast: boolean
  /** The last move, if it was this line's: its button keeps the focus wherever the line goes. */
  readonly moved: { readonly by: -1 | 1 } | undefined
  readonly onMove: (by: -1 | 1) => void
}

export function TickedLine({ draft, line, news, isFirst, isLast, moved, onMove }: TickedLineProps) {
  const { keeper, editable } = draft
  const [editing, setEditing] = useState(false)
  const up = useRef<HTMLButtonElement>(null)
  const down = useRef<HTMLButtonElement>(null)
  const edit = useRef<HTMLButtonElement>(null)
  const words = wordsOf(line)
  const { id } = line.line
  useEffect(() => {
    if (moved) (moved.by === -1 ? up : down).current?.focus()
  }, [moved])

  const close = (): void => {
    setEditing(false)
    edit.current?.focus()
  }
  return (
    <li>
      {editing ? (
        <input
          aria-label={`Words of the line: ${line.line.text}`}
          autoComplete="off"
          spellCheck={false}
          readOnly={!editable}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a person has just asked to edit here
          autoFocus
          defaultValue={words}
          onChange={({ target }) => keeper.change((now) => withEdit(now, id, target.value))}
          onKeyDown={({ key }) => (key === 'Enter' || key === 'Escape') && close()}
        />
      ) : (
        <span className="words">
          {words}
          {line.edited !== undefined && <span className="quiet"> · edited</span>}
        </span>
      )}
      {news && <p className="note-warn">{NEWS_WORDS[news]}</p>}
      <span className="moves">
        <Button
          ref={up}
          variant="link"
          aria-label={`Move up: ${words}`}
          unavailable={isFirst || !editable}
          onClick={() => onMove(-1)}
        >
          ↑
        </Button>
        <Button
          ref={down}
          variant="link"
          aria-label={`Move down: ${words}`}
          unavailable={isLast || !editable}
          onClick={() => onMove(1)}
        >
          ↓
        </Button>
        <Button
          ref={edit}
          variant="link"
          aria-label={editing ? `Done editing: ${words}` : `Edit: ${words}`}
          unavailable={!editable}
          onClick={() => (editing ? close() : setEditing(true))}
        >
          {editing ? 'Done' : 'Edit'}
        </Button>
        <Button
          variant="link"
          aria-label={`Take out: ${words}`}
          unavailable={!editable}
          onClick={() => keeper.change((now) => withoutLine(now, id))}
        >
          ×
        </Button>
      </span>
    </li>
  )
}
