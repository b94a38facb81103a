import { NEVER } from './day.ts'
import { ageDate, ageRuleAt, type Context } from './chapter-3-logic-concepts.ts'
import { finishDate, type SeriesForecast } from './chapter-7-forecast.ts'

/** Chapter 8: of all relevant series of one antigen the best, at most one of each series group. */
export function selectBestSeries(all: readonly SeriesForecast[], context: Context): readonly SeriesForecast[] {
  const groups = [...new Set(all.map(({ series }) => series.seriesGroup))]
  const prioritized = groups
    .map((group) =>
      prioritize(
        all.filter(({ series }) => series.seriesGroup === group),
        context,
      ),
    )
    .filter((each) => each !== undefined)
  return prioritized.filter((each) => isBest(each, prioritized))
}

const isComplete = ({ status }: SeriesForecast): boolean => status === 'complete'
/** SELECTB-21. */
const validDoses = ({ targets }: SeriesForecast): number =>
  targets.filter(({ status }) => status === 'satisfied').length
/** SELECTB-16. */
const isInProcess = (each: SeriesForecast): boolean => each.status === 'not complete' && validDoses(each) > 0

/** Sections 8.1 to 8.7: the prioritized patient series of one series group. */
function prioritize(group: readonly SeriesForecast[], context: Context): SeriesForecast | undefined {
  const scorable = scorableSeries(group, context)
  const defaults = group.filter(({ series }) => series.isDefault)
  const only = (list: readonly SeriesForecast[]): SeriesForecast | undefined =>
    list.length === 1 ? list[0] : undefined
  // Table 8-3, its columns from the left.
  if (scorable.length === 0) return only(defaults)
  if (scorable.length === 1) return scorable[0]
  const complete = scorable.filter(isComplete)
  const inProcess = scorable.filter(isInProcess)
  if (complete.length > 0) return only(complete) ?? highest(complete, completePoints(complete))
  if (inProcess.length > 0) return only(inProcess) ?? highest(inProcess, inProcessPoints(inProcess, context))
  return only(defaults) ?? highest(scorable, noValidDosePoints(scorable, context))
}

/** Section 8.1 (SELECTB-24, SELECTSCORE-2). */
function scorableSeries(group: readonly SeriesForecast[], { person }: Context): readonly SeriesForecast[] {
  const allContraindicated = group.every(({ status }) => status === 'contraindicated')
  const highestPriority = group.map(({ series }) => series.priority).toSorted()[0]
  const noneValid = group.every((each) => validDoses(each) === 0)
  const hasDefault = group.some(({ series }) => series.isDefault)
  return group.filter((each) => {
    const { series, status, evaluations } = each
    const isCandidate = allContraindicated || status !== 'contraindicated'
    switch (series.type) {
      case 'risk':
        return isCandidate && series.priority === highestPriority
      case 'standard': {
        const first = evaluations.find((evaluation) => evaluation.status === 'valid')
        if (first !== undefined) return isCandidate && first.dose.date < (ageDate(person, series.startBy) ?? NEVER)
        return isCandidate && noneValid && !hasDefault
      }
      case 'evaluation':
        return isComplete(each)
    }
  })
}

/** Table 8-7 (SELECTB-19). */
const completePoints = (all: readonly SeriesForecast[]): Points => mostOf(all, validDoses, [1, 0, -1])

/** Table 8-9 (SELECTB-2, 3, 5, 11, 12, 19, 23). */
function inProcessPoints(all: readonly SeriesForecast[], context: Context): Points {
  const completable = (each: SeriesForecast): boolean => isCompletable(each, context)
  const missing = ({ targets }: SeriesForecast): number =>
    -targets.filter(({ status }) => status === 'not satisfied').length
  return sum([
    (each) => (each.series.isProduct && each.evaluations.every(({ status }) => status === 'valid') ? 2 : -2),
    (each) => (completable(each) ? 3 : -3),
    mostOf(all, validDoses, [2, 0, -2]),
    mostOf(all, missing, [2, 0, -2]),
    mostOf(all, (each) => (completable(each) ? -(finishDate(each, context) ?? NEVER) : -Infinity), [1, 0, -1]),
  ])
}

/** Table 8-11 (SELECTB-3, 12, 14, 23). */
const noValidDosePoints = (all: readonly SeriesForecast[], context: Context): Points =>
  sum([
    mostOf(all, ({ dates }) => (dates === undefined ? -Infinity : -dates.earliest), [1, 0, -1]),
    (each) => (isCompletable(each, context) ? 1 : -1),
    ({ series }) => (series.isProduct ? -1 : 1),
  ])

/** SELECTB-3: it can be finished before the maximum age of its last target dose. */
function isCompletable(each: SeriesForecast, context: Context): boolean {
  const finish = finishDate(each, context)
  const last = each.targets.at(-1)
  if (finish === undefined || last === undefined) return false
  const maximum = ageDate(context.person, ageRuleAt(last.rule, context.assessment)?.max)
  return finish < (maximum ?? NEVER)
}

type Points = (each: SeriesForecast) => number

const sum =
  (points: readonly Points[]): Points =>
  (each) =>
    points.reduce((total, point) => total + point(each), 0)

/** Points for having the most of something alone, sharing the most, and having less. */
function mostOf(
  all: readonly SeriesForecast[],
  measure: Points,
  [alone, shared, less]: readonly [number, number, number],
): Points {
  const values = all.map(measure)
  const most = Math.max(...values)
  const winners = values.filter((value) => value === most).length
  return (each) => (measure(each) < most || most === -Infinity ? less : winners === 1 ? alone : shared)
}

/** Section 8.7 (SELECTBEST-1, SELECTBEST-2). */
function highest(all: readonly SeriesForecast[], points: Points): SeriesForecast | undefined {
  return all.toSorted((a, b) => points(b) - points(a) || a.series.preference - b.series.preference)[0]
}

/** Section 8.8, table 8-14. */
function isBest(each: SeriesForecast, prioritized: readonly SeriesForecast[]): boolean {
  if (isComplete(each)) return true
  const equivalents = prioritized.filter(
    (other) => other !== each && each.series.equivalent.includes(other.series.seriesGroup),
  )
  if (equivalents.some(isComplete) || each.series.type === 'evaluation') return false
  return each.series.type === 'risk' || !equivalents.some(({ series }) => series.type === 'risk')
}
