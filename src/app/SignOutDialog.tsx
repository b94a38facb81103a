import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'

/** What signing out loses: the draft, that a note was sent whose answer has not come, or a draft of another visit. */
export type Lost = 'draft' | 'answer' | 'of-other-visit'

type SignOutDialogProps = {
  readonly lost: Lost
  readonly onSignOut: () => void
  readonly onClose: () => void
}

const WORDS = {
  draft: 'Your draft has not been filed. Signing out deletes it from this browser.',
  answer:
    'A note was sent and its answer has not come: whether it is in the chart is unknown. Signing out forgets its text and that it was sent.',
  'of-other-visit':
    'A draft begun for another visit of this patient has not been filed. Signing out deletes it from this browser.',
} as const satisfies Record<Lost, string>

/** Asked only where there is a draft to lose. */
export function SignOutDialog({ lost, onSignOut, onClose }: SignOutDialogProps) {
  return (
    <Dialog title="Sign out and delete the draft?" onClose={onClose}>
      <p>{WORDS[lost]}</p>
      <p className="choices">
        <Button variant="primary" onClick={onSignOut}>
          Sign out and delete
        </Button>{' '}
        <Button onClick={onClose}>Stay</Button>
      </p>
    </Dialog>
  )
}
