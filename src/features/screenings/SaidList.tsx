import type { Rule } from '#clinical/screening/rule.ts'
import { sayLine } from '#clinical/screening/say-line.ts'
import type { Say } from '#clinical/screening/say.ts'
import { Button } from '#ui/Button.tsx'
import { SayForm } from './SayForm.tsx'

type SaidListProps = {
  readonly rule: Rule
  readonly says: readonly Say[]
  /** Of these, what was said for this note: it can be taken back. What a filed note says can only be contradicted. */
  readonly own: readonly Say[]
  readonly today: Temporal.PlainDate
  readonly onSay: ((say: Say) => void) | undefined
  readonly onUnsay: (say: Say) => void
}

export function SaidList({ rule, says, own, today, onSay, onUnsay }: SaidListProps) {
  const earlier = says.filter((say) => !own.includes(say) && say.kind !== 'withdrawn')
  return (
    <>
      <h3>You say</h3>
      {earlier.map((say) => (
        <p key={sayLine(say, rule)}>{sayLine(say, rule)} (from an earlier note)</p>
      ))}
      {earlier.length > 0 && onSay && (
        <p>
          <Button onClick={() => onSay({ kind: 'withdrawn', rule: rule.id, said: today.toString() })}>
            This no longer holds
          </Button>
        </p>
      )}
      {own
        .filter((say) => say.rule === rule.id)
        .map((say) => (
          <p key={sayLine(say, rule)}>
            {sayLine(say, rule)} {onSay && <Button onClick={() => onUnsay(say)}>Take back</Button>}
          </p>
        ))}
      {onSay ? (
        <SayForm rule={rule} today={today} onSay={onSay} />
      ) : (
        <p className="note-warn">The note cannot be changed now, so nothing can be said here: see the note.</p>
      )}
    </>
  )
}
