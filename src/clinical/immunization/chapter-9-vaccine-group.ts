import type { Day } from './day.ts'
import { earliestOf, latestOf, type Context, type SeriesStatus } from './chapter-3-logic-concepts.ts'
import { earliestAmong, type SeriesForecast } from './chapter-7-forecast.ts'
import type { Series, VaccineGroup } from './schedule.ts'

/** A vaccine group forecast. A group may have several: one for everyone of that age, others for risks. */
export type GroupForecast = {
  readonly group: string
  readonly kind: 'standard' | 'risk'
  readonly status: SeriesStatus
  readonly doseNumber: number | undefined
  readonly earliest: Day | undefined
  readonly recommended: Day | undefined
  readonly pastDue: Day | undefined
  readonly latest: Day | undefined
  /** Antigens still needed (FORECASTVG-8). */
  readonly antigens: readonly string[]
  /** CVX of recommended vaccines (FORECASTVG-9). */
  readonly vaccines: readonly string[]
  /** The patient series forecasts contained in it (FORECASTVG-1). */
  readonly series: readonly SeriesForecast[]
}

/** Chapter 9: blends the best series of a group's antigens into its forecasts (FORECASTVG-1). */
export function forecastGroup(
  group: VaccineGroup,
  best: ReadonlyMap<string, readonly SeriesForecast[]>,
  context: Context,
): readonly GroupForecast[] {
  const contained = group.antigens.flatMap((antigen) => best.get(antigen) ?? [])
  // Only series of one series group (FORECASTVG-1) and of one kind (chapter 9) are blended: a dose before travel does not wait for one that
  // another risk asks for later. Of one antigen each best series stands alone (VACCINEGROUP-1).
  const partOf = ({ series }: SeriesForecast): string => `${kindOf(series)} ${series.seriesGroup}`
  const parts = [...new Set(contained.map(partOf))].map((name) => contained.filter((each) => partOf(each) === name))
  return parts.map((part) => blend(group, part, context))
}

const kindOf = ({ type }: Series): 'standard' | 'risk' => (type === 'risk' ? 'risk' : 'standard')

function blend(group: VaccineGroup, part: readonly SeriesForecast[], context: Context): GroupForecast {
  const status = groupStatus(part, group)
  const base = {
    group: group.name,
    kind: part.some(({ series }) => kindOf(series) === 'standard') ? ('standard' as const) : ('risk' as const),
    status,
    series: part,
  }
  const needed = part.filter((each) => each.status === 'not complete')
  if (status !== 'not complete') {
    const none = {
      doseNumber: undefined,
      earliest: undefined,
      recommended: undefined,
      pastDue: undefined,
      latest: undefined,
    }
    return { ...base, ...none, antigens: [], vaccines: [] }
  }
  // VACCINEGROUP-1 and SINGLEANTVG-2, or VACCINEGROUP-2.
  const earliest =
    group.antigens.length === 1 ? earliestAmong(needed, (d) => d.earliest) : blendedEarliest(needed, group, context)
  const pastDue = earliestAmong(needed, (d) => d.pastDue)
  const numbers = needed.map(({ doseNumber }) => doseNumber ?? 1)
  return {
    ...base,
    // FORECASTDN-2.
    doseNumber: group.full ? Math.min(...numbers) : Math.max(...numbers),
    earliest,
    // FORECASTVG-2, FORECASTVG-3, FORECASTVG-4.
    recommended: latestOf([earliestAmong(needed, (d) => d.recommended), earliest]),
    pastDue: pastDue === undefined ? undefined : latestOf([pastDue, earliest]),
    latest: earliestAmong(needed, (d) => d.latest),
    antigens: needed.map(({ series }) => series.antigen),
    vaccines: [...new Set(needed.flatMap(({ vaccines }) => vaccines))],
  }
}

/**
 * SINGLEANTVG-1; table 9-4, its columns from the left. Where the antigens need not be given together (administer full vaccine group flag
 * 'N'), one that is contraindicated does not stop the others: a child who may have no pertussis vaccine still needs diphtheria and
 * tetanus. Table 9-4 says otherwise, CDC's own case 2016-UC-0003 says this.
 */
function groupStatus(part: readonly SeriesForecast[], { full }: VaccineGroup): SeriesStatus {
  const has = (status: SeriesStatus): boolean => part.some((each) => each.status === status)
  const order = ['contraindicated', 'aged out', 'not recommended', 'not complete'] as const
  const found = order.find((status) => has(status) && (status !== 'contraindicated' || full || !has('not complete')))
  return found ?? (part.every(({ status }) => status === 'immune') ? 'immune' : 'complete')
}

/** MULTIANTVG-1. */
function blendedEarliest(
  needed: readonly SeriesForecast[],
  group: VaccineGroup,
  { schedule, person }: Context,
): Day | undefined {
  const days = needed.map(({ dates }) => dates?.earliest)
  if (!needed.some(({ priority }) => priority)) return latestOf(days)
  const last = person.doses.findLast(({ cvx }) =>
    schedule.vaccines.get(cvx)?.antigens.some(({ antigen }) => group.antigens.includes(antigen)),
  )
  return latestOf([earliestOf(days), last?.date])
}
