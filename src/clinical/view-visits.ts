import { newestFirst } from '#lib/dates.ts'
import type { Visit } from './visit.ts'

export type VisitView = {
  /** Today's and later ones, the next first. */
  readonly ahead: readonly Visit[]
  /** Newest first, undated last. */
  readonly past: readonly Visit[]
  /** Cancelled, missed or entered in error. */
  readonly setAside: readonly Visit[]
}

const DID_NOT_HAPPEN: ReadonlySet<Visit['status']> = new Set(['cancelled', 'no-show', 'entered-in-error'])

/** Encounters and appointments around a day (`2026-11-23`); each stands in exactly one list. */
export function viewVisits(visits: readonly Visit[], today: string): VisitView {
  const ahead: Visit[] = []
  const past: Visit[] = []
  const setAside: Visit[] = []
  for (const visit of visits) {
    const { status } = visit
    if (DID_NOT_HAPPEN.has(status)) setAside.push(visit)
    else if (isAhead(visit, today)) ahead.push(visit)
    else past.push(visit)
  }
  const byDate = (a: Visit, b: Visit): number => newestFirst(a.start, b.start)
  return {
    ahead: ahead.toSorted(nextFirst),
    past: past.toSorted(byDate),
    setAside: setAside.toSorted(byDate),
  }
}

/** A finished encounter of today is past; a vague date of this month is ahead only for what is planned. */
function isAhead({ status, start }: Visit, today: string): boolean {
  if (!start) return status === 'planned'
  const span = today.slice(0, start.text.length)
  if (start.text !== span) return start.text > span
  return status !== 'finished' && (start.precision === 'day' || status === 'planned')
}

function nextFirst(a: Visit, b: Visit): number {
  if (!a.start || !b.start) return Number(!a.start) - Number(!b.start)
  return newestFirst(b.start, a.start)
}
