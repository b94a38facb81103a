import { useId, useState } from 'react'
import { vaccineSay } from '#clinical/immunization/record/vaccine-say.ts'
import type { Say } from '#clinical/screening/say.ts'
import type { FormKind } from '#clinical/screening/say-from.ts'
import { Button } from '#ui/Button.tsx'

type VaccineSayProps = {
  readonly group: string
  readonly born: Temporal.PlainDate
  readonly today: Temporal.PlainDate
  readonly onSay: (say: Say) => void
  /** It is set aside by this note: then only a dose given elsewhere can be added. */
  readonly isAside: boolean
}

const ASKS: Readonly<Record<Exclude<FormKind, 'declined'>, { readonly label: string; readonly asks: readonly Ask[] }>> =
  {
    'done-elsewhere': {
      label: 'Given elsewhere',
      asks: [
        { field: 'date', label: 'When', example: '2021, 2021-03 or 2021-03-09' },
        { field: 'words', label: 'Where', example: undefined },
      ],
    },
    deferred: { label: 'Defer', asks: [{ field: 'date', label: 'Until', example: '2027-03-01' }] },
    'not-applicable': { label: 'Not applicable', asks: [{ field: 'words', label: 'Why', example: undefined }] },
  }
type Ask = { readonly field: 'date' | 'words'; readonly label: string; readonly example: string | undefined }

const NOTHING = { date: '', words: '' }

/** The clinician's own word on a vaccine: it goes into the note and is found again at the next visit. */
export function VaccineSay({ group, born, today, onSay, isAside }: VaccineSayProps) {
  const [asked, setAsked] = useState<keyof typeof ASKS>()
  const [answers, setAnswers] = useState(NOTHING)
  const [wrong, setWrong] = useState<string>()
  const id = useId()
  const say = (kind: FormKind) => {
    const made = vaccineSay(kind, group, answers, { born: born.toString(), today: today.toString() })
    if ('wrong' in made) return setWrong(made.wrong)
    setWrong(undefined)
    setAsked(undefined)
    setAnswers(NOTHING)
    return onSay(made.say)
  }
  const opener = (kind: keyof typeof ASKS) => (
    <Button
      aria-expanded={asked === kind}
      onClick={() => {
        setAsked(asked === kind ? undefined : kind)
        setAnswers(NOTHING)
        setWrong(undefined)
      }}
    >
      {ASKS[kind].label}
    </Button>
  )
  return (
    <div className="say">
      {opener('done-elsewhere')}
      {!isAside && (
        <>
          <Button onClick={() => say('declined')}>Declined</Button>
          {opener('deferred')}
          {opener('not-applicable')}
        </>
      )}
      {asked && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            say(asked)
          }}
        >
          {ASKS[asked].asks.map(({ field, label, example }) => (
            <label key={field}>
              {label}{' '}
              <input
                autoComplete="off"
                spellCheck={false}
                value={answers[field]}
                placeholder={example}
                aria-describedby={wrong === undefined ? undefined : id}
                onChange={({ target }) => setAnswers({ ...answers, [field]: target.value })}
              />
            </label>
          ))}
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
