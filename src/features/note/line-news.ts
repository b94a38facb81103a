import type { Fact, Source } from '#clinical/source.ts'
import type { DraftLine } from './draft-content.ts'
import type { Part } from './not-read.ts'
import { idOf, stampOf } from './seen.ts'

/** What has become, since it was ticked, of what a line stands on; the worst of it, where it stands on several entries. */
export type News = 'in-error' | 'gone' | 'changed'

const WORST_FIRST: readonly News[] = ['in-error', 'gone', 'changed']

/**
 * Told only by readings finished after the line was ticked. That an entry is gone is told only if all that could hold it
 * was read whole: a reading that failed, was cut or left something out says nothing of what it does not hold.
 */
export function newsOf({ line, seen }: DraftLine, parts: readonly Part[]): News | undefined {
  if (!seen) return undefined
  const found = new Set(line.sources.map((source) => newsOfSource(source, seen.stamps[idOf(source)], seen.at, parts)))
  return WORST_FIRST.find((each) => found.has(each))
}

function newsOfSource(source: Source, stamp: string | undefined, at: number, parts: readonly Part[]): News | undefined {
  if (stamp === undefined) return undefined
  const holders = parts.filter(({ holds }) => holds === source.resourceType)
  const later = holders.flatMap(({ data }) => (data && data.asOf > at ? [data] : []))
  const found = later.flatMap(({ items }) => items.filter(({ id }) => id === idOf(source)))
  if (found.some(isInError)) return 'in-error'
  // One entry may be found by several searches, and reads a little different by each.
  const same = found.find(({ source: { query } }) => query === source.query)
  if (same) return stampOf(same) === stamp ? undefined : 'changed'
  const all = holders.length > 0 && later.length === holders.length && later.every(({ complete }) => complete)
  return all && found.length === 0 ? 'gone' : undefined
}

function isInError(fact: Fact & { status?: unknown; docStatus?: unknown; verification?: unknown }): boolean {
  return [fact.status, fact.docStatus, fact.verification].includes('entered-in-error')
}

export const NEWS_WORDS = {
  'in-error': 'What this line stands on has since been marked as entered in error.',
  gone: 'What this line stands on is no longer in the chart.',
  changed: 'What this line stands on has changed since it was ticked.',
} as const satisfies Record<News, string>
