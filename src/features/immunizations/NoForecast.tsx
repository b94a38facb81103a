import { Button } from '#ui/Button.tsx'
import type { ForecastFailure } from './forecast-messages.ts'

const WHY: Readonly<Record<ForecastFailure['why'], string>> = {
  schedule: 'Nothing is forecast: the vaccine schedule cannot be used. Wrong in it:',
  fault: 'Nothing is forecast: the comparison with the schedule failed.',
  slow: 'Nothing is forecast: the comparison with the schedule took too long.',
}

/** A failed forecast is never an empty one. */
export function NoForecast({ failure, again }: { readonly failure: ForecastFailure; readonly again: () => void }) {
  return (
    <p className="note-warn">
      {WHY[failure.why]}{' '}
      {failure.why === 'schedule' ? (
        <code>{failure.field}</code>
      ) : (
        <Button variant="link" onClick={again}>
          Try again
        </Button>
      )}
    </p>
  )
}
