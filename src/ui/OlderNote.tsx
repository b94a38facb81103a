import { Button } from './Button.tsx'

export type OlderNoteProps = {
  readonly count: number
  /** What is counted: `visits`. */
  readonly what: string
  /** The first day of the window: `23 Nov 2025`. */
  readonly before: string
  readonly onShowAll: () => void
}

/** What a lookback hides is always counted. */
export function OlderNote({ count, what, before, onShowAll }: OlderNoteProps) {
  if (count === 0) return null
  return (
    <p className="fold">
      {count} more before {before}{' '}
      <Button variant="link" onClick={onShowAll}>
        Show all {what}
      </Button>
    </p>
  )
}
