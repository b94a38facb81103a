import { PAST_REVIEW } from '#clinical/screening/say-line.ts'
import { sentence, untoldNoteLine } from '#clinical/screening/words.ts'
import { Button } from '#ui/Button.tsx'
import { Row } from '#ui/Row.tsx'
import { Tag } from '#ui/Tag.tsx'
import type { Untold } from './groups.ts'

type UntoldRowProps = {
  readonly untold: Untold
  readonly ticked: boolean
  readonly onToggle: () => void
  readonly onWhy: (rule: string) => void
}

/** All that cannot be told for one reason, in one row. */
export function UntoldRow({ untold: { because, results }, ticked, onToggle, onWhy }: UntoldRowProps) {
  return (
    <Row
      tick={{ checked: ticked, onToggle, label: untoldNoteLine(because, results).text }}
      reason={
        <span className="untold">
          {results.map(({ rule, pastReview }) => (
            <span key={rule.id}>
              <Button variant="link" onClick={() => onWhy(rule.id)} aria-label={`Why: ${rule.title}`}>
                {rule.title}
              </Button>
              {pastReview && ` (${PAST_REVIEW})`}
            </span>
          ))}
        </span>
      }
    >
      <Tag tone="ask">Cannot tell</Tag>
      <b>{sentence(because)}</b>
    </Row>
  )
}
