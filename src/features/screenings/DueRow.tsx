import type { Probable } from '#clinical/screening/evidence.ts'
import type { RuleResult } from '#clinical/screening/result.ts'
import type { Say } from '#clinical/screening/say.ts'
import { dayText } from '#clinical/screening/day.ts'
import { dueNoteLine, evidenceWords, reasonWords, tagOf, whenWords } from '#clinical/screening/words.ts'
import { Button } from '#ui/Button.tsx'
import { Row } from '#ui/Row.tsx'
import { Tag } from '#ui/Tag.tsx'

export type DueRowProps = {
  readonly result: RuleResult
  readonly today: Temporal.PlainDate
  readonly ticked: boolean
  readonly onToggle: () => void
  readonly onWhy: () => void
  /** Undefined while the draft cannot be changed. */
  readonly onSay: ((say: Say) => void) | undefined
}

export function DueRow({ result, today, ticked, onToggle, onWhy, onSay }: DueRowProps) {
  const { rule, status, setAside, proof, pastReview } = result
  const { tone, word } = tagOf(status)
  const open = status.kind !== 'not-applicable' && status.kind !== 'up-to-date'
  const probable = open ? proof.probable.find(({ date }) => date !== undefined) : undefined
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
        probable && <Offer probable={probable} onConfirm={onSay && (() => onSay(confirmed(result, probable, today)))} />
      }
    >
      <Tag tone={tone}>{word}</Tag>
      <b>{rule.title}</b>
    </Row>
  )
}

export const confirmed = ({ rule }: RuleResult, probable: Probable, today: Temporal.PlainDate): Say => ({
  kind: 'confirmed',
  rule: rule.id,
  said: today.toString(),
  modality: probable.modality,
  on: probable.date ?? { text: today.toString(), precision: 'day' },
  evidence: probable.id,
  source: probable.source,
})

type OfferProps = { readonly probable: Probable; readonly onConfirm: (() => void) | undefined }

function Offer({ probable, onConfirm }: OfferProps) {
  return (
    <p className="probable">
      Probably {evidenceWords(probable)}: “{probable.text}”, {probable.why}.{' '}
      <Button onClick={onConfirm}>Confirm</Button>
    </p>
  )
}

function asideWords(say: Say): string {
  if (say.kind === 'deferred') return `Deferred until ${dayText(say.until)}.`
  return say.kind === 'declined' ? `Declined ${dayText(say.said)}.` : ''
}
