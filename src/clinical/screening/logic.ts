import type { Source } from '../source.ts'
import { spanText } from './day.ts'
import { evidenceWords } from './words.ts'
import type { Holds, RuleResult, Status, Step } from './result.ts'
import type { Modality } from './rule.ts'

/** A row of the rule as a table, with what this patient's record says to it. */
export type LogicRow = {
  readonly part: string
  readonly rule: string
  readonly patient: string
  readonly holds: Holds
  /** Where the record says so. */
  readonly sources: readonly Source[]
  /** This row decided the status. */
  readonly decided: boolean
}

const PARTS: Readonly<Record<string, string>> = {
  age: 'Age',
  sex: 'Sex',
  condition: 'Condition',
  risk: 'Risk',
  test: 'Test',
  exclusion: 'Not applicable if',
  guard: 'Review if',
  review: 'Review if',
  result: 'Review if',
}

const lasts = ({ months, active }: Modality): string =>
  active ? 'while active' : months === undefined ? 'once' : `every ${spanText(months)}`

const BARS: ReadonlySet<Step['part']> = new Set(['exclusion', 'guard', 'review', 'result'])

/** Whether the rule went on past this step. */
const passes = ({ part, holds }: Step): boolean => holds === (BARS.has(part) ? 'no' : 'yes')

/** The step that settled it, where one did: later ones may stand in the table beside it. */
function settledBy(status: Status, steps: readonly Step[]): Step | undefined {
  const against = steps.filter((step) => !passes(step))
  if (status.kind === 'not-applicable') return against.find(({ holds }) => holds !== 'unknown')
  if (status.kind === 'cannot-tell') return against.find(({ holds }) => holds === 'unknown')
  return status.kind === 'needs-review' ? against.at(-1) : undefined
}

/** The rule as a table: the steps that were taken, and each way the service can be done. */
export function logicOf({ rule, status, proof, last }: RuleResult): readonly LogicRow[] {
  const by = settledBy(status, proof.steps)
  const isByEvidence = by === undefined && status.kind !== 'not-applicable' && status.kind !== 'needs-review'
  const steps = proof.steps.map((step): LogicRow => ({
    part: PARTS[step.part] ?? step.part,
    rule: step.rule,
    patient: step.found,
    holds: step.holds,
    sources: step.sources,
    decided: step === by,
  }))
  const done = rule.modalities.map((modality): LogicRow => {
    const newest = proof.evidence.find((each) => each.modality === modality.id)
    return {
      part: 'Done by',
      rule: `${modality.title}, ${lasts(modality)}`,
      patient: newest ? `${evidenceWords(newest)}: ${newest.how}` : 'not found',
      holds: newest ? 'yes' : 'no',
      sources: newest?.source ? [newest.source] : [],
      decided: isByEvidence && (last === undefined || last.modality === modality.id),
    }
  })
  return [...steps, ...done]
}
