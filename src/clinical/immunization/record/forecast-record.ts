import type { PartialDate } from '#lib/dates.ts'
import { sexOf } from '../../patient.ts'
import type { Source } from '../../source.ts'
import type { Person } from '../chapter-3-logic-concepts.ts'
import { forecastImmunizations } from '../chapter-4-processing-model.ts'
import type { GroupForecast } from '../chapter-9-vaccine-group.ts'
import { parseDay } from '../day.ts'
import type { Schedule } from '../schedule.ts'
import type { ImmunizationChart } from './chart.ts'
import { dosesOf, toDose, type UnplacedDose } from './doses.ts'
import type { ChartFacts } from './facts.ts'
import { observationsOf } from './observations.ts'
import { byUrgency, type VaccineForecast } from './status.ts'
import { toVaccineForecast } from './vaccine-forecast.ts'

export type UnplacedRecord = {
  readonly vaccine: string
  readonly date: PartialDate | undefined
  readonly reason: UnplacedDose['reason']
  readonly statusReason: string | undefined
  readonly source: Source
}

export type Forecast = {
  /** `CDC CDSi 4.64`, and the day it was published. */
  readonly schedule: { readonly source: string; readonly version: string; readonly published: string }
  /** Most urgent first. */
  readonly vaccines: readonly VaccineForecast[]
  /** Recorded doses that could not be judged. */
  readonly unplaced: readonly UnplacedRecord[]
  /** Why there is no forecast at all. */
  readonly none: 'birth date' | 'not born' | 'died' | undefined
}

/** Forecasts every vaccine group for the person of a chart on a day, `2026-11-23`. Never says overdue or due of what was not read whole. */
export function forecastRecord(schedule: Schedule, chart: ImmunizationChart, today: string): Forecast {
  const { patient } = chart
  const { source, version, published } = schedule
  const day = parseDay(today)
  const birth = patient.birthDate?.precision === 'day' ? parseDay(patient.birthDate.text) : undefined
  const head = { schedule: { source, version, published } }
  const nothing = (none: Forecast['none']): Forecast => ({ ...head, vaccines: [], unplaced: [], none })
  if (patient.deceased) return nothing('died')
  if (day === undefined || birth === undefined) return nothing('birth date')
  if (birth > day) return nothing('not born')
  const { placed, unplaced } = dosesOf(chart.immunizations.items, schedule, birth, day)
  const observed = observationsOf(
    {
      birth,
      doses: placed,
      problems: chart.problems.items,
      allergies: chart.allergies.items,
      results: chart.results.items,
    },
    schedule,
    day,
  )
  const person = (when: 'first' | 'last'): Person => ({
    birth,
    sex: sexOf(patient),
    birthCountry: undefined,
    observations: observed.dates,
    doses: placed.map((dose) => toDose(dose, when)),
  })
  const last = forecastImmunizations(schedule, person('last'), day)
  const vague = placed.filter(({ date, latest }) => date !== latest).map(({ record }) => record.id)
  const first = vague.length === 0 ? last : forecastImmunizations(schedule, person('first'), day)
  const facts: ChartFacts = { chart, schedule, today: day, birth, placed, unplaced, observed, vague: new Set(vague) }
  return {
    ...head,
    vaccines: last
      .map((forecast) => toVaccineForecast(forecast, twin(forecast, first), facts))
      .filter((one, _, all) => !isContradicted(one, all))
      .toSorted(byUrgency),
    unplaced: unplaced.map(({ record, reason }) => ({
      vaccine: record.vaccine.text,
      date: record.given,
      reason,
      statusReason: record.statusReason,
      source: record.source,
    })),
    none: undefined,
  }
}

/** "Aged out" beside another line of the same vaccines, such as pneumococcal of childhood beside that of 50 and over. */
const isContradicted = ({ group, status }: VaccineForecast, all: readonly VaccineForecast[]): boolean =>
  status === 'aged-out' && all.some((each) => each.group === group && each.status !== 'aged-out')

/** The same forecast as it would be with every vague date on its first day; undefined where there is none. */
function twin(forecast: GroupForecast, first: readonly GroupForecast[]): GroupForecast | undefined {
  return first.find(
    ({ group, kind, series }) =>
      group === forecast.group && kind === forecast.kind && seriesGroupOf(series) === seriesGroupOf(forecast.series),
  )
}

/** Of one series group are all that were blended into one forecast (chapter-9-vaccine-group.ts). */
const seriesGroupOf = ([first]: GroupForecast['series']): string | undefined => first?.series.seriesGroup
