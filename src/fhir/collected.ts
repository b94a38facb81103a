import { makeReading, type Gap, type Reading, type Unreadable } from '#lib/reading.ts'

/** What one search has gathered so far: the raw stuff of a reading. Keyed by id, so that overlapping searches agree. */
export type Collected<T> = {
  readonly items: Map<string, T>
  readonly unreadable: Map<string, Unreadable>
  readonly gaps: Map<string, Gap>
}

export const nothingYet = <T>(): Collected<T> => ({ items: new Map(), unreadable: new Map(), gaps: new Map() })

export function addGap(into: Collected<unknown>, gap: Gap): void {
  into.gaps.set(`${gap.kind}|${gap.part ?? ''}`, gap)
}

export function addUnreadable(into: Collected<unknown>, entry: Unreadable): void {
  // Without an id two entries cannot be told apart, so each is counted.
  into.unreadable.set(entry.id === undefined ? `#${into.unreadable.size}` : `${entry.resourceType}/${entry.id}`, entry)
}

/** All parts as one reading; `complete` only if every part is. */
export function merge<T>(parts: readonly Collected<T>[], extraGaps: readonly Gap[], now: number): Reading<T> {
  const all = nothingYet<T>()
  for (const part of parts) {
    for (const [id, item] of part.items) if (!all.items.has(id)) all.items.set(id, item)
    for (const entry of part.unreadable.values()) addUnreadable(all, entry)
    for (const gap of part.gaps.values()) addGap(all, gap)
  }
  for (const gap of extraGaps) addGap(all, gap)
  return makeReading([...all.items.values()], [...all.unreadable.values()], [...all.gaps.values()], now)
}
