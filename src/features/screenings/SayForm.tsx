import { useId, useState } from 'react'
import type { Rule } from '#clinical/screening/rule.ts'
import type { Say } from '#clinical/screening/say.ts'
import type { Answers, FormKind } from '#clinical/screening/say-from.ts'
import { Button } from '#ui/Button.tsx'
import { ruleSay } from './rule-say.ts'

const KINDS: readonly (readonly [FormKind, string])[] = [
  ['done-elsewhere', 'Done elsewhere'],
  ['declined', 'Declined'],
  ['deferred', 'Defer'],
  ['not-applicable', 'Not applicable'],
]

export type SayFormProps = {
  readonly rule: Rule
  readonly today: Temporal.PlainDate
  readonly onSay: (say: Say) => void
}

export function SayForm({ rule, today, onSay }: SayFormProps) {
  const [kind, setKind] = useState<FormKind>()
  const first = rule.modalities[0]?.id ?? ''
  const [answers, setAnswers] = useState<Answers>({ modality: first, date: '', words: '' })
  const [wrong, setWrong] = useState<string>()
  const id = useId()
  const answer = (change: Partial<Answers>) => setAnswers((last) => ({ ...last, ...change }))
  const say = (of: FormKind) => {
    const made = ruleSay(of, rule, answers, today)
    if ('wrong' in made) return setWrong(made.wrong)
    setWrong(undefined)
    setKind(undefined)
    onSay(made.say)
  }
  return (
    <div className="say">
      {KINDS.map(([each, label]) => (
        <Button
          key={each}
          aria-expanded={each === 'declined' ? undefined : kind === each}
          onClick={() => (each === 'declined' ? say(each) : setKind(kind === each ? undefined : each))}
        >
          {label}
        </Button>
      ))}
      {kind !== undefined && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            say(kind)
          }}
        >
          {kind === 'done-elsewhere' && rule.modalities.length > 1 && (
            <label>
              What{' '}
              <select value={answers.modality} onChange={({ target }) => answer({ modality: target.value })}>
                {rule.modalities.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </select>
            </label>
          )}
          {kind !== 'not-applicable' && (
            <label>
              {kind === 'deferred' ? 'Until' : 'When'}{' '}
              <input
                autoComplete="off"
                spellCheck={false}
                value={answers.date}
                placeholder={kind === 'deferred' ? '2027-03-01' : '2021, 2021-03 or 2021-03-09'}
                aria-describedby={wrong === undefined ? undefined : id}
                onChange={({ target }) => answer({ date: target.value })}
              />
            </label>
          )}
          {kind !== 'deferred' && (
            <label>
              {kind === 'done-elsewhere' ? 'Where' : 'Why'}{' '}
              <input
                autoComplete="off"
                spellCheck={false}
                value={answers.words}
                onChange={({ target }) => answer({ words: target.value })}
              />
            </label>
          )}
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
