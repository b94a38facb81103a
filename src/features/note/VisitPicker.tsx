import { useId } from 'react'
import { visitInWords } from '#clinical/compose-note.ts'
import { Button } from '#ui/Button.tsx'
import type { NoteDraft } from './use-note-draft.ts'
import type { VisitChoice } from './use-visit-choice.ts'

type VisitPickerProps = { readonly visits: VisitChoice; readonly draft: NoteDraft }

export function VisitPicker({ visits, draft }: VisitPickerProps) {
  const id = useId()
  const { groups, chosen, appointments } = visits
  const { keeper, editable, session } = draft
  const listed = groups.some((group) => group.visits.some(({ bareId }) => bareId === chosen?.id))
  return (
    <div className="note-choice">
      <label htmlFor={id}>Visit</label>
      <select
        id={id}
        disabled={!editable}
        value={chosen?.id ?? ''}
        onChange={({ target }) => keeper.change((now) => ({ ...now, visitId: target.value || undefined }))}
      >
        {!chosen && <option value="">{visits.waiting ? 'Visits are being read…' : 'Choose the visit'}</option>}
        {chosen && !listed && <option value={chosen.id}>{chosen.words}</option>}
        {groups.map(({ title, visits }) => (
          <optgroup key={title} label={title}>
            {visits.map((visit) => (
              <option key={visit.bareId} value={visit.bareId}>
                {visitInWords(visit)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {chosen?.named && <p className="quiet">The visit this chart was opened for.</p>}
      {chosen && !chosen.named && session.encounterId !== undefined && (
        <p className="note-warn">Not the visit this chart was opened for.</p>
      )}
      {visits.failed && (
        <p className="note-warn">
          Visits could not be read{chosen ? '.' : ', so none can be chosen.'}{' '}
          <Button variant="link" onClick={visits.retry}>
            Retry
          </Button>
        </p>
      )}
      {visits.incomplete && <p className="note-warn">Not every visit could be read: there may be more.</p>}
      {!visits.waiting && !visits.failed && !visits.incomplete && groups.length === 0 && !chosen && (
        <p className="quiet">No visit today, planned or in the last 30 days that can take a note.</p>
      )}
      {appointments.length > 0 && !chosen && (
        <p className="quiet">An appointment takes no note until its visit exists in Epic: {appointments.join('; ')}.</p>
      )}
    </div>
  )
}
