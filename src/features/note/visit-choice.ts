import { visitInWords } from '#clinical/compose-note.ts'
import type { Visit } from '#clinical/visit.ts'
import { earliestDay, newestFirst } from '#lib/dates.ts'

const RECENT_DAYS = 30

export type VisitGroup = { readonly title: string; readonly visits: readonly Visit[] }

const isOpen = ({ kind, status }: Visit): boolean =>
  kind === 'encounter' && status !== 'cancelled' && status !== 'no-show' && status !== 'entered-in-error'

/** How many days from today; undefined without a date. */
const daysFrom = (today: Temporal.PlainDate, { start }: Visit): number | undefined =>
  start && today.until(earliestDay(start), { largestUnit: 'days' }).days

/** The visits that can take a note: today's, planned ones (soonest first), and those of the last 30 days. */
export function visitGroups(visits: readonly Visit[], today: Temporal.PlainDate): readonly VisitGroup[] {
  const open = visits.filter(isOpen).toSorted((a, b) => newestFirst(a.start, b.start))
  const where = (test: (days: number | undefined, visit: Visit) => boolean): readonly Visit[] =>
    open.filter((visit) => test(daysFrom(today, visit), visit))
  return [
    { title: 'Today', visits: where((days) => days === 0).toReversed() },
    {
      title: 'Planned',
      visits: where((days, { status }) => (days === undefined ? status === 'planned' : days > 0)).toReversed(),
    },
    {
      title: 'Recent',
      visits: where((days, { status }) =>
        days === undefined ? status === 'in-progress' : days < 0 && (days >= -RECENT_DAYS || status === 'in-progress'),
      ),
    },
  ].filter((group) => group.visits.length > 0)
}

/** Appointments from today on: they take no note until Epic has made a visit of them. */
export const appointmentsAhead = (visits: readonly Visit[], today: Temporal.PlainDate): readonly string[] =>
  visits
    .filter(({ kind, status }) => kind === 'appointment' && status === 'planned')
    .filter((visit) => (daysFrom(today, visit) ?? 0) >= 0)
    .map(visitInWords)
