import { newestFirst } from '#lib/dates.ts'
import type { Reading } from '#lib/reading.ts'
import { monthsBefore } from './lookback.ts'
import type { Visit } from './visit.ts'

type User = { readonly resourceType: string; readonly id: string }

/** Finished encounters that began before a day (`2026-11-23`), newest first; a date too vague to tell is left out. */
export function earlierVisits(visits: readonly Visit[], day: string): Visit[] {
  return visits
    .filter(({ kind, status, start }) => {
      if (kind !== 'encounter' || status !== 'finished' || !start) return false
      return start.text < day.slice(0, start.text.length)
    })
    .toSorted((a, b) => newestFirst(a.start, b.start))
}

/** The last earlier visit with this user, else with anyone; a mere contact only where there was no visit at all. */
export function baselineVisit(visits: readonly Visit[], day: string, user: User | undefined): Visit | undefined {
  const earlier = earlierVisits(visits, day)
  const met = earlier.filter(isMeeting)
  return [met, earlier].map((list) => list.find((visit) => isWith(visit, user)) ?? list[0]).find(Boolean)
}

/**
 * Epic keeps orders, calls, letters, blood draws and scans as encounters too (`Orders Only`, `Telephone`, `Lab`, `Results
 * Follow-Up`, `Scanned Document`, `Reconciled Outside Data`): contacts, after which nobody says "since I last saw you".
 * They are told by their type's words, there being no common code.
 */
const CONTACT =
  /\b(?:orders?(?: only)?|telephone|phone call|refill|letter|documentation|message|messaging|mychart|outreach|results? (?:note|follow[ -]?up)|lab|laboratory|scan|scanned|abstract|abstraction|history|reconciliation|reconciled|erroneous|conversion encounter|episode changes|external contact|care review|advisory|e-?consult)\b/i

const isMeeting = (visit: Visit): boolean => !CONTACT.test(visit.type)

/** Whether a user of the same kind and id took part; names are never compared. */
const isWith = (visit: Visit, user: User | undefined): boolean =>
  user !== undefined && visit.clinicians.some(({ id }) => id === user.id || id === `${user.resourceType}/${user.id}`)

/** The last day of a visit: what happened during a stay was part of it. */
export function lastDay({ start, end }: Visit): string | undefined {
  const [from, to] = [start?.text, end?.text]
  if (from === undefined || from.length < 10) return to?.length === 10 ? to : undefined
  return to !== undefined && to.length === 10 && to > from ? to : from
}

/** Where a lookback begins; without `from` everything is shown, and `why` says so where it was not asked for. */
export type LookbackStart = { readonly from: string | undefined; readonly why?: string }

/** The first day that a lookback shows. What cannot be worked out hides nothing. */
export function lookbackStart(
  lookback: '12-months' | 'since-last-visit' | 'all',
  today: Temporal.PlainDate,
  visits: Reading<Visit> | undefined,
  user: User | undefined,
): LookbackStart {
  if (lookback === 'all') return { from: undefined }
  if (lookback === '12-months') return { from: monthsBefore(today, 12) }
  const visit = visits && baselineVisit(visits.items, today.toString(), user)
  const from = visit && lastDay(visit)
  return from === undefined ? { from: undefined, why: 'The last visit is not known, so all is shown.' } : { from }
}
