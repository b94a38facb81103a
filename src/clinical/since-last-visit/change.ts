import { newestFirst } from '#lib/dates.ts'
import type { PartialDate } from '#lib/dates.ts'
import type { Side } from '../lookback.ts'
import type { NoteLine } from '../note.ts'
import type { Source } from '../source.ts'

/** One thing that is different from the day of the last visit. */
export type Change = {
  /** The fact's id, so that it is one tick wherever it stands. */
  readonly id: string
  readonly kind: 'problem' | 'medication' | 'result' | 'visit' | 'document'
  /** `New problem`, `Stopped`, or the name of the test. */
  readonly what: string
  readonly fact: string
  /** More of the fact, such as a dose. */
  readonly detail: string | undefined
  /** An abnormal value's word: `high`. */
  readonly flag: string | undefined
  readonly was: string | undefined
  readonly date: PartialDate | undefined
  /** `quiet`: a result within its range, or not flagged. `unplaced`: no date that says before or after. */
  readonly rank: 'notable' | 'quiet' | 'unplaced'
  readonly line: NoteLine
}

type Told = Pick<Change, 'id' | 'kind' | 'what' | 'fact' | 'date' | 'rank'> & {
  readonly detail?: string | undefined
  readonly flag?: string | undefined
  readonly was?: string | undefined
  readonly text: string
  readonly sources: readonly Source[]
}

export const toChange = ({ text, sources, detail, flag, was, ...told }: Told): Change => ({
  ...told,
  detail,
  flag,
  was,
  line: { id: told.id, section: 'since-last-visit', text, sources },
})

export const rankFor = (side: Side): Change['rank'] => (side === 'unclear' ? 'unplaced' : 'notable')

/** Newest first; of one day, in the order given. */
export const inOrder = (changes: readonly Change[]): Change[] =>
  changes.toSorted((a, b) => newestFirst(a.date && { ...a.date, instant: 0 }, b.date && { ...b.date, instant: 0 }))
