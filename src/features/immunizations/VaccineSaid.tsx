import { asideWords, sayableVaccine, statedWords, type StatedDose } from '#clinical/immunization/record/vaccine-say.ts'
import type { Say } from '#clinical/screening/say.ts'
import { Button } from '#ui/Button.tsx'
import type { VaccineWord } from './use-vaccine-says.ts'
import { VaccineSay } from './VaccineSay.tsx'

type VaccineSaidProps = {
  readonly group: string
  readonly born: Temporal.PlainDate
  readonly today: Temporal.PlainDate
  readonly aside: Say | undefined
  readonly stated: readonly StatedDose[]
  readonly word: VaccineWord
}

/** What was said of a vaccine, in this note or an earlier one, and what can be said now. */
export function VaccineSaid({ group, born, today, aside, stated, word }: VaccineSaidProps) {
  const { isOwn, put, take } = word
  const said = [...stated, ...(aside ? [aside] : [])]
  const earlier = said.filter((say) => !isOwn(say))
  const words = (say: Say) =>
    say.kind === 'done-elsewhere' ? `Given elsewhere: ${statedWords(say)}.` : asideWords(say)
  return (
    <div className="said">
      {earlier.map((say) => (
        <p key={words(say)}>{words(say)} (from an earlier note)</p>
      ))}
      {earlier.length > 0 && (
        <p>
          <Button onClick={() => put({ kind: 'withdrawn', rule: sayableVaccine(group).id, said: today.toString() })}>
            This no longer holds
          </Button>
        </p>
      )}
      {said.filter(isOwn).map((say) => (
        <p key={words(say)}>
          {words(say)} <Button onClick={() => take(say)}>Take back</Button>
        </p>
      ))}
      <VaccineSay group={group} born={born} today={today} onSay={put} isAside={aside !== undefined && isOwn(aside)} />
    </div>
  )
}
