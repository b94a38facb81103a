import { formatTime } from '#lib/dates.ts'
import { Button } from '#ui/Button.tsx'
import type { SessionClock } from './session-clock.ts'
import type { SheetAge } from './sheet-age.ts'

type SessionBarProps = {
  readonly clock: SessionClock
  readonly age?: SheetAge | undefined
  readonly onHelp?: (() => void) | undefined
  readonly onChangePatient?: (() => void) | undefined
  readonly onSignOut: () => void
}

export function SessionBar({ clock, age, onHelp, onChangePatient, onSignOut }: SessionBarProps) {
  const ended = clock.phase === 'ended'
  return (
    <div className="controls">
      {age && (
        <span>
          {age.asOf === undefined ? 'nothing read yet' : `as of ${formatTime(age.asOf)}`}{' '}
          <Button variant="link" unavailable={ended || age.reading} onClick={age.refresh}>
            {age.reading ? 'Reading…' : 'Refresh'}
          </Button>
        </span>
      )}
      <span>
        {ended ? 'sign-in ended at' : 'signed in until'} {formatTime(clock.expiresAt)}
      </span>
      {onChangePatient && (
        <Button variant="link" onClick={onChangePatient}>
          Change patient
        </Button>
      )}
      <Button variant="link" onClick={onSignOut}>
        Sign out
      </Button>
      {onHelp && (
        <Button variant="link" aria-label="Keyboard shortcuts" onClick={onHelp}>
          ?
        </Button>
      )}
    </div>
  )
}
