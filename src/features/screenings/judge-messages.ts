import type { Screening } from '#clinical/screening/evaluate.ts'
import type { Unmapped } from '#clinical/screening/list-index.ts'
import type { RuleResult } from '#clinical/screening/result.ts'
import type { RulePack, SourceName } from '#clinical/screening/rule.ts'
import type { Say } from '#clinical/screening/say.ts'
import type { Patient } from '#clinical/patient.ts'
import type { Broken, Numbered } from '#lib/own-worker.ts'
import type { Reading } from '#lib/reading.ts'

/** How much of each list was read, without its entries, which come in messages of their own: `count` of them. */
export type Extents = {
  readonly [K in SourceName]?: { readonly reading: Reading<never>; readonly count: number }
}

/** To the judge: which rules, and entry by entry what the chart holds. */
export type Told =
  | { readonly kind: 'rules'; readonly pack: RulePack; readonly today: string }
  /** Entries of one list from this place on; what was told of that place and those after it is void. */
  | { readonly kind: 'entries'; readonly from: SourceName; readonly at: number; readonly entries: readonly unknown[] }

export type Question = Numbered & {
  readonly kind: 'judge'
  /** Undefined: the chart that was judged last. */
  readonly chart: { readonly patient: Patient; readonly extents: Extents } | undefined
  readonly says: readonly Say[]
  /** Whether the codes and titles that no rule understood are asked for. */
  readonly unmapped: boolean
}

/** Rules are named, not sent back. */
type Verdict = Omit<RuleResult, 'rule'> & { readonly rule: string }

export type Answer = Numbered &
  (
    | {
        readonly kind: 'judged'
        readonly verdicts: readonly Verdict[]
        readonly flags: Screening['flags']
        readonly unmapped: readonly Unmapped[] | undefined
      }
    /** A fault of the program; what it was stays where it arose, since an error may quote what it fell over. */
    | { readonly kind: 'fault' }
  )

/** Whoever judges: a worker of the page, or the page. */
export type Judge = {
  readonly tell: (message: Told) => void
  readonly ask: (question: Question) => Promise<Answer | Broken>
  readonly end: () => void
}

const kindOf = (data: unknown): unknown =>
  typeof data === 'object' && data !== null && 'kind' in data ? data.kind : undefined

export const isTold = (data: unknown): data is Told => kindOf(data) === 'rules' || kindOf(data) === 'entries'
export const isQuestion = (data: unknown): data is Question => kindOf(data) === 'judge'
export const isAnswer = (data: unknown): data is Answer => kindOf(data) === 'judged' || kindOf(data) === 'fault'
