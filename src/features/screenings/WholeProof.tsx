import { dayText } from '#clinical/screening/day.ts'
import type { RuleResult } from '#clinical/screening/result.ts'
import { searchedLine, sentence } from '#clinical/screening/words.ts'
import type { Source } from '#clinical/source.ts'
import { ProofList, type ProofEntry } from './ProofList.tsx'

type WholeProofProps = {
  readonly result: RuleResult
  readonly entries: readonly ProofEntry[]
  readonly openSource: (source: Source) => void
}

/** The last layer: what was searched and how far back, what was found and not counted, and whose rule it is. */
export function WholeProof({ result: { rule, status, proof }, entries, openSource }: WholeProofProps) {
  const { organisation, grade, issued, url, reviewBy, also } = rule.source
  const dated = status.kind === 'overdue' || status.kind === 'due-soon' || status.kind === 'up-to-date'
  const notCounted = proof.notCounted.map(({ id, text, why, source }) => ({ id, words: `${text}: ${why}`, source }))
  return (
    <>
      <h3>Searched</h3>
      <ul className="proof">
        {proof.searched.map((each) => (
          <li key={each.from}>{sentence(searchedLine(each))}</li>
        ))}
      </ul>
      {entries.length > 0 && <h3>Counted</h3>}
      {dated && proof.next && (
        <p>
          Next date: {dayText(proof.next.on)}, which is {proof.next.how}.
        </p>
      )}
      <ProofList entries={entries} most={100} openSource={openSource} />
      {notCounted.length > 0 && <h3>Not counted</h3>}
      <ProofList entries={notCounted} most={100} openSource={openSource} />
      <h3>Rule</h3>
      <p>
        {rule.id}, version {rule.version}. {organisation}, grade {grade}, {dayText(issued)}; to be looked at again by{' '}
        {dayText(reviewBy)}. <GuidelineLink url={url}>Guideline</GuidelineLink>
      </p>
      {also.map((other) => (
        <p key={other.url}>
          {other.organisation}, {dayText(other.issued)}: {other.says}.{' '}
          <GuidelineLink url={other.url}>{`Guideline of ${other.organisation}`}</GuidelineLink>
        </p>
      ))}
    </>
  )
}

const GuidelineLink = ({ url, children }: { readonly url: string; readonly children: string }) => (
  <a href={url} target="_blank" rel="noopener noreferrer">
    {children}
  </a>
)
