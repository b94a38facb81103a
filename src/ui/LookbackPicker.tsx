import { LOOKBACKS } from './use-lookback.ts'
import type { Lookback } from './use-lookback.ts'

const WORDS: Record<Lookback, string> = {
  '12-months': 'Last 12 months',
  'since-last-visit': 'Since last visit',
  all: 'All',
}

export type LookbackPickerProps = {
  /** What is looked back on, for those who hear it: `results`. */
  readonly of: string
  readonly value: Lookback
  readonly onChange: (value: Lookback) => void
}

export function LookbackPicker({ of, value, onChange }: LookbackPickerProps) {
  return (
    <select
      aria-label={`How far back to show ${of}`}
      value={value}
      onChange={(event) => {
        const chosen = LOOKBACKS.find((choice) => choice === event.target.value)
        if (chosen) onChange(chosen)
      }}
    >
      {LOOKBACKS.map((choice) => (
        <option key={choice} value={choice}>
          {WORDS[choice]}
        </option>
      ))}
    </select>
  )
}
