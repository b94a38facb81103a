import { formatTime } from '#lib/dates.ts'
import { Announce } from '#ui/Announce.tsx'
import { Button } from '#ui/Button.tsx'
import type { NoteDraft } from './use-note-draft.ts'

/** What a person must know of the draft itself. */
export function DraftNotices({ draft }: { readonly draft: NoteDraft }) {
  const { state, keeper } = draft
  return (
    <Announce>
      {state.elsewhere && (
        <p className="note-warn">
          This draft is open in another window, and can only be read here.{' '}
          <Button variant="link" onClick={() => void keeper.takeOver()}>
            Take over
          </Button>
        </p>
      )}
      {state.keeping.kind === 'window-only' && (
        <p className="note-warn">
          This browser gives no storage: this draft lives in this window only, and is lost when it closes.
        </p>
      )}
      {state.setAside !== undefined && (
        <p className="note-warn">A draft kept at {formatTime(state.setAside)} could not be read and was set aside.</p>
      )}
      {state.ofOtherVisit && (
        <p className="note-warn">
          A draft of {formatTime(state.ofOtherVisit.savedAt)}, begun for another visit of this patient, is kept.{' '}
          <Button variant="link" unavailable={!draft.editable} onClick={keeper.bringFromOtherVisit}>
            Bring it here
          </Button>{' '}
          <Button variant="link" onClick={keeper.leaveOtherVisit}>
            Leave it
          </Button>
        </p>
      )}
      {state.restoredFrom !== undefined && (
        <p className="quiet">Your draft of {formatTime(state.restoredFrom)} was brought back.</p>
      )}
    </Announce>
  )
}
