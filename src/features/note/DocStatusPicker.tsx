import { useId } from 'react'
import type { Visit } from '#clinical/visit.ts'
import type { DocStatus } from './draft-content.ts'
import { DOC_STATUS_WORDS } from './note-words.ts'
import type { NoteDraft } from './use-note-draft.ts'

const CHOICES = [
  ['preliminary', 'a draft in the chart, to be reviewed and signed in Epic.'],
  ['final', 'filed as signed by you. It cannot be changed or taken back from here.'],
] as const satisfies readonly (readonly [DocStatus, string])[]

type DocStatusPickerProps = { readonly draft: NoteDraft; readonly visit: Visit | undefined }

export function DocStatusPicker({ draft, visit }: DocStatusPickerProps) {
  const name = useId()
  const { content, keeper, editable } = draft
  return (
    <fieldset className="note-choice" disabled={!editable}>
      <legend>File as</legend>
      {CHOICES.map(([docStatus, meaning]) => (
        <label key={docStatus}>
          <input
            type="radio"
            name={name}
            checked={content.docStatus === docStatus}
            onChange={() => keeper.change((now) => ({ ...now, docStatus }))}
          />
          <span>
            <b>{DOC_STATUS_WORDS[docStatus]}</b>: {meaning}
          </span>
        </label>
      ))}
      {content.docStatus === 'final' && visit?.status === 'planned' && (
        <p className="note-warn">The visit has not begun: Epic takes only preliminary notes for it.</p>
      )}
    </fieldset>
  )
}
