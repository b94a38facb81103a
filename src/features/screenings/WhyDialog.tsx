import type { Evidence } from '#clinical/screening/lasts.ts'
import type { RuleResult } from '#clinical/screening/result.ts'
import type { Say } from '#clinical/screening/say.ts'
import { countedWords, evidenceWords, reasonWords, tagOf, whenWords } from '#clinical/screening/words.ts'
import { dayText } from '#clinical/screening/day.ts'
import type { Source } from '#clinical/source.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Fold } from '#ui/Fold.tsx'
import { Tag } from '#ui/Tag.tsx'
import { confirmed } from './confirmed.ts'
import { LogicTable } from './LogicTable.tsx'
import { ProofList, type ProofEntry } from './ProofList.tsx'
import { SaidList } from './SaidList.tsx'
import { SourceLinks } from './SourceLinks.tsx'
import { WholeProof } from './WholeProof.tsx'

export type WhyDialogProps = {
  readonly result: RuleResult
  readonly says: readonly Say[]
  /** Of these, what was said for this note. */
  readonly own: readonly Say[]
  readonly today: Temporal.PlainDate
  readonly openSource: (source: Source) => void
  /** Undefined while the draft cannot be changed. */
  readonly onSay: ((say: Say) => void) | undefined
  readonly onUnsay: (say: Say) => void
  readonly onClose: () => void
}

const FEW = 8

const toEntry = (each: Evidence): ProofEntry => ({
  id: `${each.modality} ${each.id}`,
  words: each.text === each.title ? countedWords(each) : `${countedWords(each)}: ${each.text}`,
  source: each.source,
})

/** The proof in layers: the line of the sheet, why, the rule with this patient's row, everything. */
export function WhyDialog({ result, says, own, today, openSource, onSay, onUnsay, onClose }: WhyDialogProps) {
  const { rule, status, proof, pastReview } = result
  const { tone, word } = tagOf(status)
  const { evidence, probable } = proof
  return (
    <Dialog title={rule.title} wide onClose={onClose}>
      <div className="layers">
        <p>
          <Tag tone={tone}>{word}</Tag> {whenWords(result)}
        </p>
        <p>{reasonWords(result)}</p>
        {pastReview && (
          <p className="note-warn">
            This rule is past its review date, {dayText(rule.source.reviewBy)}: its guideline may have changed since.
          </p>
        )}

        <h3>Evidence</h3>
        {evidence.length === 0 && probable.length === 0 && <p>None counted.</p>}
        <ProofList entries={evidence.map(toEntry)} most={FEW} openSource={openSource} />
        <ul className="proof">
          {probable.slice(0, FEW).map((each) => (
            <li key={each.id}>
              Probably {evidenceWords(each)}: “{each.text}”, {each.why}.{' '}
              <SourceLinks sources={[each.source]} openSource={openSource} />{' '}
              {each.date && onSay && (
                <Button
                  aria-label={`Confirm: ${evidenceWords(each)}`}
                  onClick={() => onSay(confirmed(result, each, today))}
                >
                  Confirm
                </Button>
              )}
            </li>
          ))}
          {probable.length > FEW && <li>and {probable.length - FEW} more that are probable</li>}
        </ul>

        <SaidList rule={rule} says={says} own={own} today={today} onSay={onSay} onUnsay={onUnsay} />

        <Fold label="Logic">
          <LogicTable result={result} openSource={openSource} />
        </Fold>
        <Fold label="Everything">
          <WholeProof result={result} entries={evidence.map(toEntry)} openSource={openSource} />
        </Fold>
      </div>
    </Dialog>
  )
}
