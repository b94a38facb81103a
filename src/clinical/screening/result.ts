import type { Source } from '../source.ts'
import type { Day } from './day.ts'
import type { Evidence, NotCounted, Probable } from './lasts.ts'
import type { Rule, SourceName } from './rule.ts'
import type { Say } from './say.ts'

/** Computed when it is looked at, never stored. */
export type Status =
  /** Was done, and ran out. */
  | { readonly kind: 'overdue'; readonly since: Day }
  /** No evidence, and everything that could hold it was read. */
  | { readonly kind: 'due' }
  | { readonly kind: 'due-soon'; readonly on: Day }
  /** `until` undefined: done once for life, or while a treatment is active. */
  | { readonly kind: 'up-to-date'; readonly until: Day | undefined }
  | { readonly kind: 'not-applicable'; readonly because: string }
  | { readonly kind: 'needs-review'; readonly because: string }
  /** `unread`: something could not be read; else the record does not hold it, and someone may ask. */
  | { readonly kind: 'cannot-tell'; readonly because: string; readonly unread: boolean }

export type StatusKind = Status['kind']

/** What was found to hold, or not, of one line of the rule. `unknown`: not recorded, or not read. */
export type Holds = 'yes' | 'no' | 'unknown' | 'not-asked'

export type Step = {
  readonly part: 'age' | 'sex' | 'condition' | 'risk' | 'test' | 'exclusion' | 'guard' | 'review' | 'result'
  /** What the rule says. */
  readonly rule: string
  /** What this patient's record says. */
  readonly found: string
  readonly holds: Holds
  readonly sources: readonly Source[]
}

/** A reading that was searched: how much of it there is, how far back it goes, and whether it was whole. */
export type Searched = {
  readonly from: SourceName
  readonly count: number | undefined
  readonly oldest: Day | undefined
  readonly complete: boolean
  /** Why it is not whole, in words. */
  readonly why: string | undefined
  /** False: only a title in it could have been a hint. */
  readonly decides: boolean
}

/** What decided a result: shown in layers, and never more than the record holds. */
type Proof = {
  readonly steps: readonly Step[]
  readonly evidence: readonly Evidence[]
  readonly probable: readonly Probable[]
  readonly notCounted: readonly NotCounted[]
  readonly searched: readonly Searched[]
  readonly next: { readonly on: Day; readonly how: string } | undefined
}

export type RuleResult = {
  readonly rule: Rule
  readonly status: Status
  /** The evidence that the status rests on. */
  readonly last: Evidence | undefined
  readonly proof: Proof
  /** Declined, or deferred to a day that has not come: what the clinician said, beside the status. */
  readonly setAside: Say | undefined
  /** The rule is past the day by which someone should have looked at its source again. */
  readonly pastReview: boolean
}
