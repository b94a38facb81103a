import { useId, useState } from 'react'
import { vaccineSay } from '#clinical/immunization/record/vaccine-say.ts'
import type { Say } from '#clinical/screening/say.ts'
import { Button } from '#ui/Button.tsx'

type VaccineSayProps = {
  readonly group: string
  readonly today: Temporal.PlainDate
  readonly onSay: (say: Say) => void
  /** Takes back what this note says. */
  readonly onTakeBack: (() => void) | undefined
}

const ASKS = [
  ['deferred', 'Defer', 'Until', '2027-03-01'],
  ['not-applicable', 'Not applicable', 'Why', undefined],
] as const

/** The clinician's own word on a vaccine: it goes into the note and is found again at the next visit. */
export function VaccineSay({ group, today, onSay, onTakeBack }: VaccineSayProps) {
  const [asked, setAsked] = useState<(typeof ASKS)[number]>()
  const [words, setWords] = useState('')
  const [wrong, setWrong] = useState<string>()
  const id = useId()
  const say = (kind: Parameters<typeof vaccineSay>[0]) => {
    const made = vaccineSay(kind, group, words, today.toString())
    if ('wrong' in made) return setWrong(made.wrong)
    setWrong(undefined)
    setAsked(undefined)
    setWords('')
    return onSay(made.say)
  }
  if (onTakeBack) return <Button onClick={onTakeBack}>Take back</Button>
  return (
    <div className="say">
      <Button onClick={() => say('declined')}>Declined</Button>
      {ASKS.map((each) => (
        <Button
          key={each[0]}
          aria-expanded={asked === each}
          onClick={() => {
            setAsked(asked === each ? undefined : each)
            setWrong(undefined)
          }}
        >
          {each[1]}
        </Button>
      ))}
      {asked && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            say(asked[0])
          }}
        >
          <label>
            {asked[2]}{' '}
            <input
              value={words}
              placeholder={asked[3]}
              aria-describedby={wrong === undefined ? undefined : id}
              onChange={({ target }) => setWords(target.value)}
            />
          </label>
          <Button type="submit" variant="primary">
            Keep
          </Button>
          {wrong !== undefined && (
            <p id={id} role="alert">
              {wrong}
            </p>
          )}
        </form>
      )}
    </div>
  )
}
