import { useId } from 'react'
import type { ReactNode } from 'react'

export type Tick = {
  readonly checked: boolean
  readonly onToggle: () => void
  /** The fact in words, as the note will say it. */
  readonly label: string
}

export type RowProps = {
  readonly tick?: Tick | undefined
  readonly date?: string | undefined
  /** One quiet line: why, how much, by whom. */
  readonly reason?: ReactNode
  readonly onSource?: (() => void) | undefined
  /** What opens below the row. */
  readonly more?: ReactNode
  readonly children: ReactNode
}

/** A row of the sheet: tick · fact · date · source, then one quiet line. It stands in a `RowList`. */
export function Row({ tick, date, reason, onSource, more, children }: RowProps) {
  const id = useId()
  return (
    <li className="row">
      {tick && (
        <label className="tick">
          <input
            type="checkbox"
            aria-label={`Into the note: ${tick.label}`}
            checked={tick.checked}
            onChange={tick.onToggle}
          />
        </label>
      )}
      <div className="fact" id={id}>
        {children}
      </div>
      {date !== undefined && <div className="date">{date}</div>}
      {onSource && (
        <button
          type="button"
          className="source"
          id={`${id}s`}
          aria-label="Source of"
          aria-labelledby={`${id}s ${id}`}
          onClick={onSource}
        >
          <span aria-hidden="true">›</span>
        </button>
      )}
      {isThere(reason) && <div className="reason">{reason}</div>}
      {isThere(more) && <div className="more">{more}</div>}
    </li>
  )
}

const isThere = (node: ReactNode): boolean => node !== undefined && node !== null && node !== '' && node !== false
