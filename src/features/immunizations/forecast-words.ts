import type { ChartSays } from '#clinical/immunization/record/chart-advice.ts'
import { statedWords, type StatedDose } from '#clinical/immunization/record/vaccine-say.ts'
import type { VaccineForecast, VaccineStatus } from '#clinical/immunization/record/status.ts'
import { formatDate, parseDate } from '#lib/dates.ts'
import type { Tone } from '#ui/Tag.tsx'

export const STATUS_WORDS: Readonly<Record<VaccineStatus, string>> = {
  overdue: 'Overdue',
  due: 'Due now',
  'shared-decision': 'Shared decision',
  'due-soon': 'Due soon',
  'no-record': 'No record: ask',
  'cannot-tell': 'Cannot tell',
  'schedule-out-of-date': 'Schedule data out of date',
  'due-from': 'Due later',
  contraindicated: 'Contraindicated',
  complete: 'Complete',
  immune: 'Immune',
  'not-recommended': 'Not recommended',
  'aged-out': 'Aged out',
}

export const STATUS_TONES: Readonly<Record<VaccineStatus, Tone>> = {
  overdue: 'over',
  due: 'due',
  'shared-decision': 'due',
  'due-soon': 'soon',
  'no-record': 'ask',
  'cannot-tell': 'ask',
  'schedule-out-of-date': 'ask',
  'due-from': 'mute',
  contraindicated: 'over',
  complete: 'ok',
  immune: 'ok',
  'not-recommended': 'mute',
  'aged-out': 'mute',
}

export const dayText = (day: string | undefined): string | undefined => {
  const date = parseDate(day)
  return date && formatDate(date)
}

/** The date that matters now. */
export const dateOf = ({ status, recommended, pastDue }: VaccineForecast): string | undefined =>
  dayText(status === 'overdue' ? pastDue : status === 'due-soon' || status === 'due-from' ? recommended : undefined)

/** `Given elsewhere, as said; not in the record and not counted: Mar 2021 (County clinic)`. */
export const statedText = (stated: readonly StatedDose[]): string =>
  `Given elsewhere, as said; not in the record and not counted: ${stated.map(statedWords).join('; ')}`

/** `because of: HIV Infection`. */
export const becauseText = (because: VaccineForecast['because']): string =>
  `because of: ${because.map(({ name }) => name).join(', ')}`

/** The line for the note: `Polio vaccine: overdue. Dose 2 should have been given by 17 Oct 2014 (CDC CDSi 4.64)`. */
export const forecastText = (
  { group, status, why, because }: VaccineForecast,
  source: string,
  beside: { readonly chartSays?: ChartSays | undefined; readonly stated?: readonly StatedDose[] } = {},
): string =>
  [
    `${group} vaccine: ${STATUS_WORDS[status].toLowerCase()}. ${why}${
      because.length > 0 ? `; ${becauseText(because)}` : ''
    } (${source})`,
    ...(beside.stated?.length ? [statedText(beside.stated)] : []),
    ...(beside.chartSays?.differs ? [`The chart’s own recommendation differs: ${beside.chartSays.words}`] : []),
  ].join('. ')
