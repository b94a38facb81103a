import { formatDate, parseDate } from '#lib/dates.ts'
import { Button } from './Button.tsx'

export type OlderNoteProps = {
  readonly count: number
  /** What is counted: `visits`. */
  readonly what: string
  /** The first day of the window: `2025-11-23`; undefined where there is none, and then nothing is older. */
  readonly before: string | undefined
  readonly onShowAll: () => void
}

/** What a lookback hides is always counted. */
export function OlderNote({ count, what, before, onShowAll }: OlderNoteProps) {
  const first = parseDate(before)
  if (count === 0 || !first) return null
  return (
    <p className="fold">
      {count} more before {formatDate(first)}{' '}
      <Button variant="link" onClick={onShowAll}>
        Show all {what}
      </Button>
    </p>
  )
}
