import type { RuleResult } from '#clinical/screening/result.ts'
import type { Say } from '#clinical/screening/say.ts'
import { sayLine } from '#clinical/screening/say-line.ts'
import { evidenceWords, reasonWords, searchedLine, sentence, tagOf, whenWords } from '#clinical/screening/words.ts'
import { dayText } from '#clinical/screening/day.ts'
import type { Source } from '#clinical/source.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Fold } from '#ui/Fold.tsx'
import { Tag } from '#ui/Tag.tsx'
import { confirmed } from './DueRow.tsx'
import { LogicTable } from './LogicTable.tsx'
import { SayForm } from './SayForm.tsx'

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

export function WhyDialog({ result, says, own, today, openSource, onSay, onUnsay, onClose }: WhyDialogProps) {
  const { rule, status, proof } = result
  const { tone, word } = tagOf(status)
  const { organisation, grade, issued, url, reviewBy } = rule.source
  return (
    <Dialog title={rule.title} wide onClose={onClose}>
      <p>
        <Tag tone={tone}>{word}</Tag> {whenWords(result)}
      </p>
      <p>{reasonWords(result)}</p>
      {proof.next && (
        <p>
          Next by {dayText(proof.next.on)}: {proof.next.how}.
        </p>
      )}

      <h3>Evidence</h3>
      <ul className="proof">
        {proof.evidence.length === 0 && <li>None counted.</li>}
        {proof.evidence.slice(0, 8).map((each) => (
          <Entry
            key={`${each.modality} ${each.id}`}
            words={`${evidenceWords(each)}: ${each.text}, ${each.how}`}
            source={each.source}
            openSource={openSource}
          />
        ))}
        {proof.probable.slice(0, 8).map((each) => (
          <li key={each.id}>
            Probably {evidenceWords(each)}: “{each.text}”, {each.why}.{' '}
            <Button variant="link" onClick={() => openSource(each.source)}>
              Source
            </Button>{' '}
            {each.date && onSay && <Button onClick={() => onSay(confirmed(result, each, today))}>Confirm</Button>}
          </li>
        ))}
      </ul>

      <h3>You say</h3>
      {says.map((say) => (
        <p key={`${say.kind} ${say.rule}`}>
          {sayLine(say, rule)}{' '}
          {onSay && own.includes(say) ? (
            <Button onClick={() => onUnsay(say)}>Take back</Button>
          ) : (
            !own.includes(say) && '(from an earlier note)'
          )}
        </p>
      ))}
      {onSay ? (
        <SayForm rule={rule} today={today} onSay={onSay} />
      ) : (
        <p className="note-warn">The note cannot be changed now, so nothing can be said here: see the note.</p>
      )}

      <Fold label="Logic">
        <LogicTable result={result} />
      </Fold>
      <Fold label="Everything">
        <h3>Searched</h3>
        <ul className="proof">
          {proof.searched.map((each) => (
            <li key={each.from}>{sentence(searchedLine(each))}</li>
          ))}
        </ul>
        {proof.notCounted.length > 0 && <h3>Not counted</h3>}
        <ul className="proof">
          {proof.notCounted.slice(0, 20).map((each) => (
            <Entry key={each.id} words={`${each.text}: ${each.why}`} source={each.source} openSource={openSource} />
          ))}
        </ul>
        <h3>Rule</h3>
        <p>
          {rule.id}, version {rule.version}. {organisation}, grade {grade}, {dayText(issued)}; to be looked at again by{' '}
          {dayText(reviewBy)}.{' '}
          <a href={url} target="_blank" rel="noopener noreferrer">
            Guideline
          </a>
        </p>
      </Fold>
    </Dialog>
  )
}

type EntryProps = {
  readonly words: string
  readonly source: Source | undefined
  readonly openSource: (source: Source) => void
}

function Entry({ words, source, openSource }: EntryProps) {
  return (
    <li>
      {words}{' '}
      {source && (
        <Button variant="link" onClick={() => openSource(source)}>
          Source
        </Button>
      )}
    </li>
  )
}
