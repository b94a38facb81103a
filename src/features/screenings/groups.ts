import type { RuleResult, StatusKind } from '#clinical/screening/result.ts'
import { offerOf } from './confirmed.ts'

/** Rules that cannot be told for one reason: what was not read is said once. */
export type Untold = { readonly because: string; readonly results: readonly RuleResult[] }

export type Groups = {
  /** What needs a decision today, most urgent first. */
  readonly open: readonly RuleResult[]
  readonly untold: readonly Untold[]
  /** The record does not hold it: to be asked, not to be counted as due. */
  readonly ask: readonly RuleResult[]
  readonly aside: readonly RuleResult[]
  readonly done: readonly RuleResult[]
  readonly notApplicable: readonly RuleResult[]
}

const isDone = ({ status }: RuleResult): boolean => status.kind === 'up-to-date'
const isOut = ({ status }: RuleResult): boolean => status.kind === 'not-applicable'
// What may be there and waits for a person's word is open.
const isAsk = (result: RuleResult): boolean =>
  result.status.kind === 'cannot-tell' && !result.status.unread && offerOf(result) === undefined

/** False for what cannot be told because it was not read, or not yet. */
export const isTold = ({ status }: RuleResult): boolean => status.kind !== 'cannot-tell' || !status.unread

export function groupsOf(results: readonly RuleResult[]): Groups {
  const [open, ask, aside, done, notApplicable]: RuleResult[][] = [[], [], [], [], []]
  const untold = new Map<string, RuleResult[]>()
  for (const result of results) {
    const { status } = result
    if (isOut(result)) notApplicable?.push(result)
    else if (isDone(result)) done?.push(result)
    else if (result.setAside) aside?.push(result)
    else if (isAsk(result)) ask?.push(result)
    else if (status.kind === 'cannot-tell' && status.unread) {
      const same = untold.get(status.because)
      if (same) same.push(result)
      else untold.set(status.because, [result])
    } else open?.push(result)
  }
  return {
    open: open ?? [],
    untold: [...untold].map(([because, each]) => ({ because, results: each })),
    ask: ask ?? [],
    aside: aside ?? [],
    done: done ?? [],
    notApplicable: notApplicable ?? [],
  }
}

/** Why nothing applies at all, where one reason holds for every rule: the patient has died. */
export function whyNothing(results: readonly RuleResult[]): string | undefined {
  const reasons = new Set(results.map(({ status }) => (status.kind === 'not-applicable' ? status.because : undefined)))
  const [only] = reasons
  return reasons.size === 1 && results.length > 1 ? only : undefined
}

const COUNTED: readonly (readonly [StatusKind, string])[] = [
  ['overdue', 'overdue'],
  ['due', 'due'],
  ['needs-review', 'to review'],
  ['due-soon', 'soon'],
  ['cannot-tell', 'cannot tell'],
]

/** `1 overdue · 2 due · 1 soon` */
export function countWords(results: readonly RuleResult[]): string {
  const { open, untold } = groupsOf(results)
  const counted = [...open, ...untold.flatMap((each) => each.results)]
  return COUNTED.flatMap(([kind, word]) => {
    const count = counted.filter(({ status }) => status.kind === kind).length
    return count === 0 ? [] : [`${count} ${word}`]
  }).join(' · ')
}
