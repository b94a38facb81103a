import { formatTime } from '#lib/dates.ts'
import { Button } from '#ui/Button.tsx'
import { errorText } from '#ui/error-text.ts'
import type { SessionClock } from './session-clock.ts'
import { useLeaving } from './use-leaving.ts'

type SessionNoticeProps = { readonly clock: SessionClock; readonly onSignInAgain: () => Promise<void> }

/** A bar in the last five minutes and after the end. It is spoken, and takes the focus from nobody. */
export function SessionNotice({ clock, onSignInAgain }: SessionNoticeProps) {
  const { leaving, problem, leave } = useLeaving()
  const time = formatTime(clock.expiresAt)
  const ended = clock.phase === 'ended'
  return (
    <div role="alert" className="notice">
      {clock.phase !== 'running' && (
        <p className={ended ? 'ended' : ''}>
          {ended ? (
            <>
              <b>Your sign-in ended at {time}.</b> The sheet stays as it was read; nothing more is read and no note can
              be filed. Your draft is kept.
            </>
          ) : (
            <>
              <b>Your sign-in ends at {time}.</b> Your draft is kept.
            </>
          )}{' '}
          <Button unavailable={leaving} onClick={() => leave(onSignInAgain)}>
            Sign in again
          </Button>
          {problem !== undefined && (
            <>
              {' '}
              {errorText(problem).what} <code>{errorText(problem).code}</code>
            </>
          )}
        </p>
      )}
    </div>
  )
}
