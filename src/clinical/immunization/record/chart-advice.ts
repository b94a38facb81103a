import { formatDate, latestDay, newestFirst, type PartialDate } from '#lib/dates.ts'
import type { Source } from '../../source.ts'
import type { VaccineAdvice, VaccineRecommendation } from '../../vaccine-advice.ts'
import { parseDay } from '../day.ts'
import { cvxOf } from './doses.ts'
import type { VaccineForecast, VaccineStatus } from './status.ts'

/** What the chart's own recommendation says of a vaccine. */
export type ChartSays = { readonly words: string; readonly differs: boolean; readonly source: Source }
export type OtherAdvice = {
  readonly id: string
  readonly vaccine: string
  readonly words: string
  readonly source: Source
}

/** Days of difference in a date to come that are no contradiction: schedules count months differently. */
const NEAR = 31

type Kind = 'now' | 'later' | 'done' | 'forbidden'
/** What cannot be told, or is for the patient to decide, contradicts nothing. */
const OURS: Readonly<Partial<Record<VaccineStatus, Kind>>> = {
  overdue: 'now',
  due: 'now',
  'due-soon': 'later',
  'due-from': 'later',
  complete: 'done',
  immune: 'done',
  'not-recommended': 'done',
  'aged-out': 'done',
  contraindicated: 'forbidden',
}

/**
 * Lays the EHR's recommendations beside the forecast, by CVX: each forecast id with what the newest of them says of that vaccine, at its
 * most urgent line; and those of vaccines that the schedule does not know. `vaccines` are in order of urgency.
 */
export function besideForecast(
  vaccines: readonly VaccineForecast[],
  advice: readonly VaccineAdvice[],
  today: string,
): { readonly says: ReadonlyMap<string, ChartSays>; readonly others: readonly OtherAdvice[] } {
  const says = new Map<string, ChartSays>()
  const groups = new Set<string>()
  const others: OtherAdvice[] = []
  for (const { id, source, recommendations } of advice.toSorted((a, b) => newestFirst(a.made, b.made))) {
    const own = new Set<string>()
    for (const [index, each] of recommendations.entries()) {
      const codes = each.vaccines.flatMap(cvxOf)
      const matching = vaccines.filter(({ cvx }) => codes.some((code) => cvx.includes(code)))
      for (const forecast of matching) {
        // Of one group the most urgent line, and of several statements the newest.
        if (groups.has(forecast.group) || own.has(forecast.group)) continue
        own.add(forecast.group)
        says.set(forecast.id, { words: wordsOf(each), differs: contradicts(forecast, each, today), source })
      }
      if (matching.length === 0)
        others.push({ id: `${id} ${index}`, vaccine: nameOf(each), words: wordsOf(each), source })
    }
    for (const group of own) groups.add(group)
  }
  return { says, others }
}

const nameOf = ({ vaccines, disease }: VaccineRecommendation): string =>
  vaccines.map(({ text }) => text).join(' or ') || (disease?.text ?? '')

/** `dose 2 overdue since 3 Mar 2026`. */
function wordsOf({ status, statusText, doseNumber, due, earliest, overdue }: VaccineRecommendation): string {
  const dose = doseNumber === undefined ? '' : `dose ${doseNumber} `
  const on = (word: string, date: PartialDate | undefined) => `${dose}${word}${date ? ` ${formatDate(date)}` : ''}`
  if (status === 'overdue')
    return overdue ? on('overdue since', overdue) : on(due ? 'overdue, was due' : 'overdue', due)
  if (status === 'due') return due ? on('due', due) : on(earliest ? 'due from' : 'due', earliest)
  return status === 'other' ? on(`“${statusText}”`, due) : `${dose}${status}`
}

function contradicts(forecast: VaccineForecast, theirs: VaccineRecommendation, today: string): boolean {
  const ours = OURS[forecast.status]
  const kind = kindOf(theirs, today)
  if (ours === undefined || kind === undefined) return false
  if (ours !== kind) return true
  const [own, other] = [parseDay(forecast.recommended ?? ''), parseDay(dueOf(theirs)?.text ?? '')]
  return ours === 'later' && own !== undefined && other !== undefined && Math.abs(own - other) > NEAR
}

const dueOf = ({ due, earliest }: VaccineRecommendation): PartialDate | undefined => due ?? earliest

function kindOf(theirs: VaccineRecommendation, today: string): Kind | undefined {
  const due = dueOf(theirs)
  switch (theirs.status) {
    case 'overdue':
      return 'now'
    case 'due':
      return due !== undefined && latestDay(due).toString() > today ? 'later' : 'now'
    case 'immune':
    case 'complete':
      return 'done'
    case 'contraindicated':
      return 'forbidden'
    case 'other':
      return undefined
  }
}
