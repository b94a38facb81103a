import { forecastImmunizations } from '#clinical/immunization/chapter-4-processing-model.ts'
import type { EvaluationReason, EvaluationStatus } from '#clinical/immunization/chapter-3-logic-concepts.ts'
import type { GroupForecast } from '#clinical/immunization/chapter-9-vaccine-group.ts'
import { formatDay, parseDay } from '#clinical/immunization/day.ts'
import type { Schedule } from '#clinical/immunization/schedule.ts'

/** One line of CDC's published cases as ../shared/data/cdsi/cases.ndjson holds them. */
export type CdcCase = {
  readonly id: string
  readonly name: string
  readonly set: 'healthy' | 'conditions'
  readonly dob: string
  readonly gender: string
  readonly group: string
  readonly assess: string
  readonly obs: readonly { readonly code: string; readonly date: string | null }[]
  readonly doses: readonly {
    readonly date: string
    readonly cvx: string
    readonly mvx: string | null
    readonly vaccine: string
    readonly status: string
    /** Why it does not count. */
    readonly reason?: string | null
    readonly seriesType?: string | null
  }[]
  readonly expect: {
    readonly status: string
    readonly dose: string | null
    readonly earliest: string | null
    readonly recommended: string | null
    readonly pastDue: string | null
  }
}

/** The cases' short names of vaccine groups, in lower case. */
const GROUPS: Readonly<Record<string, string>> = {
  dtap: 'DTaP/Tdap/Td',
  tdap: 'DTaP/Tdap/Td',
  td: 'DTaP/Tdap/Td',
  pol: 'Polio',
  ipv: 'Polio',
  ipol: 'Polio',
  pcv: 'Pneumococcal',
  ppsv: 'Pneumococcal',
  var: 'Varicella',
  rota: 'Rotavirus',
  mcv: 'Meningococcal',
  menacwy: 'Meningococcal',
  menb: 'Meningococcal B',
  flu: 'Influenza',
  covid: 'COVID-19',
  zos: 'Zoster',
  rab: 'Rabies',
  typ: 'Typhoid',
  je: 'Japanese Encephalitis',
  yf: 'Yellow Fever',
}

const groupOf = (name: string, schedule: Schedule): string =>
  GROUPS[name.trim().toLowerCase()] ??
  schedule.groups.find((group) => group.name.toLowerCase() === name.trim().toLowerCase())?.name ??
  name

const day = (text: string): number => parseDay(text) ?? NaN
const text = (value: number | undefined): string | null => (value === undefined ? null : formatDay(value))

/**
 * Of several antigens in one vaccine the group says the worst, but a dose that one antigen no longer needed still counts where another
 * needed it.
 */
const ORDER: readonly EvaluationStatus[] = ['sub-standard', 'not valid', 'valid', 'extraneous']

function doseStatus(forecasts: readonly GroupForecast[], id: string): EvaluationStatus | undefined {
  const found = forecasts.flatMap(({ series }) =>
    series.flatMap(({ evaluations }) => evaluations.filter(({ dose }) => dose.id === id).map(({ status }) => status)),
  )
  return ORDER.find((status) => found.includes(status))
}

/** What of a case differs from the forecast that differs least; empty where all agrees. */
export function disagreement(each: CdcCase, schedule: Schedule): readonly string[] {
  const all = forecastImmunizations(schedule, personOf(each), day(each.assess))
  const name = groupOf(each.group, schedule)
  const own = all.filter(({ group }) => group === name)
  if (own.length === 0) return [`no forecast for ${name}`]
  return own.map((forecast) => differences(each, forecast, own, all)).toSorted((a, b) => a.length - b.length)[0] ?? []
}

const personOf = ({ dob, gender, obs, doses }: CdcCase) => ({
  birth: day(dob),
  sex: gender === 'F' ? ('female' as const) : gender === 'M' ? ('male' as const) : ('unknown' as const),
  birthCountry: undefined,
  observations: new Map(obs.map(({ code, date }) => [code, date === null ? undefined : day(date)])),
  doses: doses.map(({ date, cvx, mvx, vaccine }, index) => ({
    id: String(index),
    date: day(date),
    cvx,
    tradeName: vaccine,
    mvx: mvx ?? undefined,
    volume: undefined,
    lotExpires: undefined,
    faulty: false,
  })),
})

function differences(
  each: CdcCase,
  forecast: GroupForecast,
  own: readonly GroupForecast[],
  all: readonly GroupForecast[],
) {
  const found: string[] = []
  const compare = (what: string, ours: unknown, theirs: unknown) => {
    if (ours !== theirs) found.push(`${what}: ${String(ours)}, CDC ${String(theirs)}`)
  }
  const { expect } = each
  compare('status', forecast.status, expect.status.toLowerCase())
  if (forecast.status === 'not complete') {
    compare('dose', String(forecast.doseNumber), String(expect.dose))
    for (const key of ['earliest', 'recommended', 'pastDue'] as const) compare(key, text(forecast[key]), expect[key])
  }
  each.doses.forEach((dose, index) => {
    // A case says whether a dose is judged in the standard or the risk series; a vaccine of another group is judged there.
    const kind = dose.seriesType?.toLowerCase()
    const ours =
      doseStatus(
        kind === undefined || kind === forecast.kind ? [forecast] : own.filter((other) => other.kind === kind),
        String(index),
      ) ??
      doseStatus([forecast], String(index)) ??
      doseStatus(all, String(index))
    compare(`dose ${index + 1}`, ours, dose.status.toLowerCase())
  })
  return found
}

/** CDC's words for why a dose does not count, and ours. */
const REASONS: Readonly<Record<string, readonly EvaluationReason[]>> = {
  'Age: Too Young': ['too young'],
  'Age: Too Old': ['too old'],
  'Interval: too Soon': ['too soon'],
  'Inadvertent Vaccine': ['inadvertent vaccine'],
  'Live Virus Conflict': ['vaccine conflict'],
  'Not a preferable or allowable vaccine': ['wrong vaccine', 'wrong age for vaccine', 'wrong brand'],
  'Series Already Complete': ['series complete'],
}

/** Of each dose that CDC gives a reason for and that no forecast judges so: what ours are. */
export function reasonDisagreement(each: CdcCase, schedule: Schedule): readonly string[] {
  const judged = forecastImmunizations(schedule, personOf(each), day(each.assess)).flatMap(({ series }) =>
    series.flatMap(({ evaluations }) => evaluations),
  )
  return each.doses.flatMap(({ reason }, index) => {
    if (!reason) return []
    const ours = judged.filter(({ dose }) => dose.id === String(index)).flatMap(({ reasons }) => reasons)
    if (ours.some((own) => REASONS[reason]?.includes(own))) return []
    return [`${each.id.trim()} dose ${index + 1}: ${[...new Set(ours)].join(', ')}, CDC ${reason}`]
  })
}
