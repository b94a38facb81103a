import type { RuleResult } from '#clinical/screening/result.ts'
import type { Say } from '#clinical/screening/say.ts'
import { dayText } from '#clinical/screening/day.ts'
import { dueNoteLine, evidenceWords, reasonWords, tagOf, whenWords } from '#clinical/screening/words.ts'
import { Button } from '#ui/Button.tsx'
import { Row } from '#ui/Row.tsx'
import { Tag } from '#ui/Tag.tsx'
import { offerOf } from './confirmed.ts'

export type DueRowProps = {
  readonly result: RuleResult
  readonly ticked: boolean
  readonly onToggle: () => void
  readonly onWhy: () => void
  /** Undefined while the draft cannot be changed. */
  readonly onConfirm: (() => void) | undefined
}

export function DueRow({ result, ticked, onToggle, onWhy, onConfirm }: DueRowProps) {
  const { rule, status, setAside, pastReview } = result
  const { tone, word } = tagOf(status)
  const probable = offerOf(result)
  return (
    <Row
      tick={{ checked: ticked, onToggle, label: dueNoteLine(result).text }}
      date={whenWords(result)}
      reason={
        <>
          {setAside && `${asideWords(setAside)} `}
          {reasonWords(result)} {pastReview && 'This rule is past its review date. '}
          <Button variant="link" onClick={onWhy} aria-label={`Why: ${rule.title}`}>
            Why
          </Button>
        </>
      }
      more={
        probable && (
          <p className="probable">
            Probably {evidenceWords(probable)}: “{probable.text}”, {probable.why}.{' '}
            <Button
              className="confirm"
              aria-label={`Confirm: ${evidenceWords(probable)}`}
              aria-keyshortcuts="c"
              unavailable={!onConfirm}
              onClick={onConfirm}
            >
              Confirm
            </Button>
          </p>
        )
      }
    >
      {status.kind !== 'not-applicable' && <Tag tone={tone}>{word}</Tag>}
      <b>{rule.title}</b>
    </Row>
  )
}

/** `c` in a row that offers something confirms it; only there, so that it is nobody's stray key. */
export function confirmByKey(event: KeyboardEvent): void {
  if (event.key !== 'c' || event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element)) return
  event.target.closest('li')?.querySelector<HTMLButtonElement>('button.confirm')?.click()
}

function asideWords(say: Say): string {
  if (say.kind === 'deferred') return `Deferred until ${dayText(say.until)}.`
  return say.kind === 'declined' ? `Declined ${dayText(say.said)}.` : ''
}
