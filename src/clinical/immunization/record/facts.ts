import { formatDate } from '#lib/dates.ts'
import type { GroupForecast } from '../chapter-9-vaccine-group.ts'
import { formatDay, type Day } from '../day.ts'
import type { Schedule } from '../schedule.ts'
import type { ImmunizationChart } from './chart.ts'
import type { PlacedDose, UnplacedDose } from './doses.ts'
import type { Observed } from './observations.ts'

/** All that a forecast is put into a clinician's terms from. */
export type ChartFacts = {
  readonly chart: ImmunizationChart
  readonly schedule: Schedule
  readonly today: Day
  readonly birth: Day
  readonly placed: readonly PlacedDose[]
  readonly unplaced: readonly UnplacedDose[]
  readonly observed: Observed
  /** Records dated to the month or year only. */
  readonly vague: ReadonlySet<string>
}

/** CVX of all vaccines that hold an antigen of the group. */
export function codesOf({ group }: GroupForecast, { groups, vaccines }: Schedule): readonly string[] {
  const antigens = groups.find(({ name }) => name === group)?.antigens ?? []
  return [...vaccines].flatMap(([cvx, vaccine]) =>
    vaccine.antigens.some(({ antigen }) => antigens.includes(antigen)) ? [cvx] : [],
  )
}

/** The doses of a group, with those that could not be judged. */
export function groupRecords({ group }: GroupForecast, { schedule, placed, unplaced }: ChartFacts) {
  const antigens = schedule.groups.find(({ name }) => name === group)?.antigens ?? []
  const isOf = ({ cvx }: { readonly cvx: string | undefined }): boolean =>
    cvx !== undefined &&
    (schedule.vaccines.get(cvx)?.antigens.some(({ antigen }) => antigens.includes(antigen)) ?? false)
  return { placed: placed.filter(isOf), unplaced: unplaced.filter(isOf) }
}

/** `9 Mar 2026`. */
export const dayWords = (day: Day): string => formatDate({ text: formatDay(day), precision: 'day' })
