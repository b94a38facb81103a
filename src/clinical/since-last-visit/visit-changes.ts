import { isInError } from '../document.ts'
import type { ChartDocument } from '../document.ts'
import { bracketed, dateText, documentState, visitName, visitText } from '../fact-text.ts'
import { sideOf } from '../lookback.ts'
import type { Visit } from '../visit.ts'
import { rankFor, toChange } from './change.ts'
import type { Change } from './change.ts'

const TOOK_PLACE: ReadonlySet<Visit['status']> = new Set(['finished', 'in-progress', 'unknown'])

/** Encounters after the day and no later than today, without the one the chart is open for. */
export function visitChanges(
  visits: readonly Visit[],
  day: string,
  today: string,
  openId: string | undefined,
): Change[] {
  return visits.flatMap((visit): Change[] => {
    const { id, kind, start, source } = visit
    if (kind !== 'encounter' || !TOOK_PLACE.has(visit.status) || visit.bareId === openId) return []
    // What is under way today is this visit.
    if (visit.status === 'in-progress' && start?.text === today) return []
    const side = sideOf(start, day)
    if (side === 'not-after' || sideOf(start, today) === 'after') return []
    return [
      toChange({
        id,
        kind: 'visit',
        what: 'Visit',
        fact: visitName(visit),
        date: start,
        rank: rankFor(side),
        text: `Visit: ${visitText(visit, today)}`,
        sources: [source],
      }),
    ]
  })
}

/** Reports and documents dated after the day; what was cancelled or entered in error is none. */
export function documentChanges(documents: readonly ChartDocument[], day: string): Change[] {
  return documents.flatMap((document): Change[] => {
    const { id, title, date, source } = document
    const side = sideOf(date, day)
    if (side === 'not-after' || isInError(document) || document.status === 'cancelled') return []
    const state = documentState(document)
    const what = document.kind === 'report' ? 'New report' : 'New document'
    return [
      toChange({
        id,
        kind: 'document',
        what,
        fact: title,
        detail: state,
        date,
        rank: rankFor(side),
        text: `${what}: ${bracketed(title, [dateText(date) ?? 'undated', state])}`,
        sources: [source],
      }),
    ]
  })
}
