import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'

type SignOutDialogProps = {
  /** A note was sent, and its answer has not come. */
  readonly answerOut: boolean
  readonly onSignOut: () => void
  readonly onClose: () => void
}

/** Asked only where there is a draft to lose. */
export function SignOutDialog({ answerOut, onSignOut, onClose }: SignOutDialogProps) {
  return (
    <Dialog title="Sign out and delete the draft?" onClose={onClose}>
      {answerOut ? (
        <p>
          A note was sent and its answer has not come: whether it is in the chart is unknown. Signing out forgets its
          text and that it was sent.
        </p>
      ) : (
        <p>Your draft has not been filed. Signing out deletes it from this browser.</p>
      )}
      <p className="choices">
        <Button variant="primary" onClick={onSignOut}>
          Sign out and delete
        </Button>{' '}
        <Button onClick={onClose}>Stay</Button>
      </p>
    </Dialog>
  )
}
