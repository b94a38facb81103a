import { useStoredChoice } from './use-stored-choice.ts'

const WORDS = { '12-months': 'Last 12 months', 'since-last-visit': 'Since last visit', all: 'All' } as const
const CHOICES = ['12-months', 'since-last-visit', 'all'] as const

export type LookbackChoice = (typeof CHOICES)[number]

/** How far back a section looks, kept per browser. */
export const useLookback = (section: string): [LookbackChoice, (value: LookbackChoice) => void] =>
  useStoredChoice(`healthprep.lookback.${section}`, CHOICES, '12-months')

export type LookbackPickerProps = {
  /** What is looked back on, for those who hear it: `results`. */
  readonly of: string
  readonly value: LookbackChoice
  readonly onChange: (value: LookbackChoice) => void
}

export function LookbackPicker({ of, value, onChange }: LookbackPickerProps) {
  return (
    <select
      className="lookback"
      aria-label={`How far back to show ${of}`}
      value={value}
      onChange={(event) => {
        const chosen = CHOICES.find((choice) => choice === event.target.value)
        if (chosen) onChange(chosen)
      }}
    >
      {CHOICES.map((choice) => (
        <option key={choice} value={choice}>
          {WORDS[choice]}
        </option>
      ))}
    </select>
  )
}
