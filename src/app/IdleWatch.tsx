import { createPortal } from 'react-dom'
import { formatTime } from '#lib/dates.ts'
import { Button } from '#ui/Button.tsx'
import { useIdleLock } from './use-idle-lock.ts'

type IdleWatchProps = {
  readonly sessionKey: string
  readonly minutes: number
  /** False where the draft would not survive the lock. */
  readonly keepsDraft: () => boolean
  readonly onLock: () => void
}

/** Locks what nobody uses; says so a minute before, over whatever is open, and takes the focus from nobody. */
export function IdleWatch({ sessionKey, minutes, keepsDraft, onLock }: IdleWatchProps) {
  const endsAt = useIdleLock(sessionKey, minutes, onLock)
  if (endsAt === undefined) return null
  return createPortal(
    // Both the place and the attribute keep an open dialog from hiding it from screen readers.
    <div role="alert" className="idle-warning" data-react-aria-top-layer="true">
      <p>
        <b>Still there?</b> Nobody has typed or pointed here for a while. At {formatTime(endsAt)} this page is locked.{' '}
        {keepsDraft() ? 'Your draft is kept.' : 'Your draft cannot be kept in this browser: file it, or copy it now.'}
      </p>
      {/* The press itself counts: use-idle-lock.ts. */}
      <Button variant="primary">Stay</Button>
    </div>,
    document.body,
  )
}
