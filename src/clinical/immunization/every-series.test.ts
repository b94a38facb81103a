import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { withinAges, type Dose, type Person } from './chapter-3-logic-concepts.ts'
import { forecastImmunizations } from './chapter-4-processing-model.ts'
import type { SeriesForecast } from './chapter-7-forecast.ts'
import { addSpan, formatDay, toDay, type Day, type Span } from './day.ts'
import { readSchedule } from './read-schedule.ts'
import type { Schedule, Series } from './schedule.ts'

const schedule = readSchedule(readFileSync(new URL('schedule/cdc-cdsi.json', import.meta.url), 'utf8'))
const everySeries = [...schedule.antigens.values()].flatMap(({ series }) => series)

/** A day in every season of the data. */
const START = toDay(2025, 12, 1)
const MOST = 12

/** The schedule with nothing but this series. */
function only(series: Series): Schedule {
  const antigen = schedule.antigens.get(series.antigen)!
  const group = { name: series.group, antigens: [series.antigen], full: false }
  const own = { ...antigen, immuneIfBorn: [], series: [series] }
  return { ...schedule, groups: [group], antigens: new Map([[series.antigen, own]]) }
}

const before = (span: Span | undefined): Day =>
  span === undefined ? START : addSpan(START, { months: -span.months, days: -span.days })

/** Someone who comes of the age for this series at the start, with all that it is for. */
function someone({ sexes, indications, doses, type }: Series): Person {
  const indication = indications[0]
  const ages = [doses[0]?.ages.at(-1)?.min, type === 'risk' ? indication?.from : undefined]
  const counted = doses.flatMap(({ intervals }) => intervals.flatMap(({ fromObservation }) => fromObservation ?? []))
  const codes = [...(indication ? [indication.code] : []), ...counted]
  return {
    birth: Math.min(...ages.map(before)),
    sex: sexes[0] === 'male' ? 'male' : 'female',
    birthCountry: undefined,
    observations: new Map(codes.map((code) => [code, START - 230])),
    doses: [],
  }
}

/** A vaccine that the schedule prefers at that age; of a past product, one that it allows. */
function doseOn(date: Day, { target }: SeriesForecast, person: Person): Dose {
  const { preferable, allowable } = target!.rule
  const fits = preferable.find((each) => withinAges(person, each, date))
  const allowed = allowable.find((each) => withinAges(person, each, date))
  const { cvx, tradeName, mvx } = fits ?? {
    cvx: [...(allowed?.cvx ?? [])][0] ?? 'none',
    tradeName: undefined,
    mvx: undefined,
  }
  return { id: formatDay(date), date, cvx, tradeName, mvx, volume: undefined, lotExpires: undefined, faulty: false }
}

type Walk = {
  readonly end: string
  readonly given: number
  readonly invalid: readonly string[]
  readonly rules: ReadonlySet<number>
}

/** Gives each dose on the day it is recommended, with a vaccine the schedule prefers, until nothing more is. */
function walk(series: Series): Walk {
  const own = only(series)
  const rules = new Set<number>()
  let person = someone(series)
  let today = START
  for (let given = 0; given < MOST; given += 1) {
    let found = forecastImmunizations(own, person, today)[0]
    if (found?.status === 'not complete' && found.recommended! > today) {
      today = found.recommended!
      found = forecastImmunizations(own, person, today)[0]
    }
    const forecast = found?.series[0]
    const evaluations = forecast?.evaluations ?? []
    const invalid = evaluations
      .filter(({ status }) => status !== 'valid')
      .map(({ dose, reasons }) => `${formatDay(dose.date)} ${dose.cvx}: ${reasons.join(', ')}`)
    const done = { given, invalid, rules }
    if (found === undefined || forecast?.target === undefined) return { ...done, end: found?.status ?? 'no forecast' }
    if (invalid.length > 0) return { ...done, end: 'a dose that did not count' }
    if (rules.has(forecast.target.rule.number)) return { ...done, end: 'recurs' }
    rules.add(forecast.target.rule.number)
    today = Math.max(today, found.earliest!)
    person = { ...person, doses: [...person.doses, doseOn(today, forecast, person)] }
  }
  return { end: 'no end', given: MOST, invalid: [], rules }
}

/** Its indications end at an age: from then on it is for nobody. */
const ends = ({ indications }: Series): boolean =>
  indications.length > 0 && indications.every(({ until }) => until !== undefined)

describe("every series of CDC's data, each dose given on the day it is recommended with a vaccine it names", () => {
  const isEvaluated = ({ type }: Series) => type === 'evaluation'
  const forecast = everySeries.filter((series) => !isEvaluated(series))

  it.each(forecast.map((series) => [`${series.antigen}: ${series.name}`, series] as const))('%s', (_, series) => {
    const { end, given, invalid } = walk(series)
    expect(invalid).toEqual([])
    expect(given).toBeGreaterThan(0)
    expect(['complete', 'recurs', ...(ends(series) ? ['no forecast'] : [])]).toContain(end)
  })

  it('a series that is for evaluation only is never forecast', () => {
    expect(everySeries.filter(isEvaluated).map((series) => walk(series).end)).toEqual(['no forecast'])
  })

  it('every vaccine group has a series of each of its antigens', () => {
    for (const { name, antigens } of schedule.groups) {
      const without = antigens.filter(
        (antigen) => !everySeries.some((each) => each.antigen === antigen && each.group === name),
      )
      expect([name, without]).toEqual([name, []])
    }
  })
})
