/**
 * What was read of the record, together with how much of it could be read. Never a bare array: "nothing recorded" may
 * only be said of a reading with no items *and* `complete`.
 */
export type Reading<T> = {
  readonly items: readonly T[]
  readonly unreadable: readonly Unreadable[]
  /** True only if every page of every search was read, every entry was understood and nothing was withheld. */
  readonly complete: boolean
  readonly gaps: readonly Gap[]
  /** When the reading was finished, epoch milliseconds. */
  readonly asOf: number
}

/** An entry the server sent and we could not understand: counted and shown, never dropped. */
export type Unreadable = {
  readonly resourceType: string
  readonly id: string | undefined
  /** Why, in constant words: nothing of the resource. */
  readonly reason: string
  /** What the server sent, shown only on request. */
  readonly raw: unknown
}

export type GapKind =
  /** Pages are still on their way. */
  | 'still-reading'
  /** Paging stopped early: a cycle, a link to elsewhere, or our own limit. */
  | 'cut'
  /** One search of several failed; the others are shown. `code` holds the error kind. */
  | 'part-failed'
  /** The server left out what this application may not see (Epic 59204). */
  | 'withheld-from-app'
  /** The server left out what this user may not see (Epic 59205). */
  | 'withheld-from-user'
  /** Restricted chart: open it in Epic and give a reason there first (Epic 4130, 4131). */
  | 'break-the-glass'
  /** The server gave up because there is too much (Epic 4127, 59133, 4135). */
  | 'too-many'
  /** A footnote: the server says its record may not be all there is (Epic 4119). Does not make a reading incomplete. */
  | 'record-may-be-partial'

export type Gap = {
  readonly kind: GapKind
  /** Which part, in words, such as `health concerns`; absent when the whole list is meant. */
  readonly part?: string | undefined
  readonly code?: string | undefined
}

const FOOTNOTES: ReadonlySet<GapKind> = new Set(['record-may-be-partial'])

export const isFootnote = (gap: Gap): boolean => FOOTNOTES.has(gap.kind)

/** The only way to make a reading, so that `complete` cannot be claimed while something is missing. */
export function makeReading<T>(
  items: readonly T[],
  unreadable: readonly Unreadable[],
  gaps: readonly Gap[],
  asOf: number,
): Reading<T> {
  return { items, unreadable, gaps, asOf, complete: unreadable.length === 0 && gaps.every(isFootnote) }
}

/** A reading with its items changed, and its completeness kept. */
export function mapReading<T, U>(reading: Reading<T>, change: (items: readonly T[]) => readonly U[]): Reading<U> {
  return { ...reading, items: change(reading.items) }
}
