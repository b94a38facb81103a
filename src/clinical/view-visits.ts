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

/**
 * Encounters and appointments around a day (`2026-11-23`); each stands in exactly one list. An appointment and its own
 * encounter are one visit, told by the encounter; where the two stand in different lists they disagree, and both are told.
 */
export function viewVisits(visits: readonly Visit[], today: string): VisitView {
  const view: Record<keyof VisitView, Visit[]> = { ahead: [], past: [], setAside: [] }
  const told = new Set(
    visits.flatMap((visit) => (visit.kind === 'encounter' ? placesOf(visit, placeOf(visit, today)) : [])),
  )
  for (const visit of visits) {
    const place = placeOf(visit, today)
    if (visit.kind === 'encounter' || !placesOf(visit, place).some((one) => told.has(one))) view[place].push(visit)
  }
  const byDate = (a: Visit, b: Visit): number => newestFirst(a.start, b.start)
  return {
    ahead: view.ahead.toSorted(nextFirst),
    past: view.past.toSorted(byDate),
    setAside: view.setAside.toSorted(byDate),
  }
}

const placesOf = ({ numbers }: Visit, place: keyof VisitView): string[] => numbers.map((number) => `${place} ${number}`)

function placeOf(visit: Visit, today: string): keyof VisitView {
  if (DID_NOT_HAPPEN.has(visit.status)) return 'setAside'
  return isAhead(visit, today) ? 'ahead' : 'past'
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
