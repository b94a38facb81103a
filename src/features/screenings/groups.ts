import type { RuleResult, StatusKind } from '#clinical/screening/result.ts'

export type Groups = {
  /** What needs a decision today, most urgent first. */
  readonly open: readonly RuleResult[]
  /** The record does not hold it: to be asked, not to be counted as due. */
  readonly ask: readonly RuleResult[]
  readonly aside: readonly RuleResult[]
  readonly done: readonly RuleResult[]
  readonly notApplicable: readonly RuleResult[]
}

const isDone = ({ status }: RuleResult): boolean => status.kind === 'up-to-date'
const isOut = ({ status }: RuleResult): boolean => status.kind === 'not-applicable'
const isAsk = ({ status }: RuleResult): boolean => status.kind === 'cannot-tell' && !status.unread

/** False for what cannot be told because it was not read, or not yet. */
export const isTold = ({ status }: RuleResult): boolean => status.kind !== 'cannot-tell' || !status.unread

export function groupsOf(results: readonly RuleResult[]): Groups {
  const [open, ask, aside, done, notApplicable]: RuleResult[][] = [[], [], [], [], []]
  for (const result of results) {
    if (isOut(result)) notApplicable?.push(result)
    else if (isDone(result)) done?.push(result)
    else if (result.setAside) aside?.push(result)
    else if (isAsk(result)) ask?.push(result)
    else open?.push(result)
  }
  return { open: open ?? [], ask: ask ?? [], aside: aside ?? [], done: done ?? [], notApplicable: notApplicable ?? [] }
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
  const { open } = groupsOf(results)
  return COUNTED.flatMap(([kind, word]) => {
    const count = open.filter(({ status }) => status.kind === kind).length
    return count === 0 ? [] : [`${count} ${word}`]
  }).join(' · ')
}
