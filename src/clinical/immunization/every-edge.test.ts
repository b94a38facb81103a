import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Context, Dose, Evaluation, PatientSeries, Person, TargetDose } from './chapter-3-logic-concepts.ts'
import { evaluateDose } from './chapter-6-evaluate-dose.ts'
import { addSpan, toDay, type Day, type Span } from './day.ts'
import { readSchedule } from './read-schedule.ts'
import { doseOf } from './samples.ts'
import type { IntervalRule, Series, SeriesDose } from './schedule.ts'

const schedule = readSchedule(readFileSync(new URL('schedule/cdc-cdsi.json', import.meta.url), 'utf8'))
type Target = { readonly series: Series; readonly rule: SeriesDose; readonly name: string }
const targets: readonly Target[] = [...schedule.antigens.values()].flatMap(({ series }) =>
  series.flatMap((each) =>
    each.doses.map((rule) => ({ series: each, rule, name: `${each.antigen}: ${each.name}, dose ${rule.number}` })),
  ),
)

const doseOn = (date: Day, cvx: string, more: Partial<Dose> = {}): Dose => ({
  ...doseOf(`${date}:${cvx}`, date, cvx),
  ...more,
})

type Given = {
  readonly dose: Dose
  /** The dose before it, if any, and what became of it. */
  readonly earlier?: Dose
  readonly was?: 'valid' | 'not valid'
  readonly person?: Partial<Person>
}

/** What is said against a dose where only this part of the target dose is asked for. */
function against({ series, rule }: Target, part: Partial<SeriesDose>, given: Given): readonly string[] {
  const { dose, earlier, was = 'valid' } = given
  const doses = earlier ? [earlier, dose] : [dose]
  const birth = toDay(1950, 1, 1)
  const person: Person = {
    birth,
    sex: 'female',
    birthCountry: undefined,
    observations: new Map(),
    ...given.person,
    doses,
  }
  const evaluations = earlier ? [{ dose: earlier, status: was, reasons: [], target: 1 } satisfies Evaluation] : []
  const satisfied = series.doses.map((each): TargetDose => ({ rule: each, status: 'satisfied', by: earlier }))
  const patientSeries: PatientSeries = { series, targets: satisfied, evaluations }
  const context: Context = { schedule, person, assessment: dose.date, hasCompleteSeries: () => false }
  const asked = { ...rule, ages: [], intervals: [], allowableIntervals: [], inadvertent: new Set<string>(), ...part }
  const { status, reasons } = evaluateDose(dose, asked, patientSeries, context)
  return status === 'valid' ? [] : reasons
}

const vaccineOf = ({ rule: { preferable, allowable } }: Target): string =>
  preferable[0]?.cvx ?? [...(allowable[0]?.cvx ?? [])][0] ?? 'none'

/** A day on which a rule is in force, with some days around it. */
const inForceOn = ({ effective, ceased }: { readonly effective: Day | undefined; readonly ceased: Day | undefined }) =>
  effective === undefined ? (ceased === undefined ? toDay(2025, 6, 1) : ceased - 20) : effective + 20

/** The span before a day, give or take the days that months differ by. */
const before = (day: Day, span: Span): Day => addSpan(day, { months: -span.months, days: -span.days })

/** Says of which targets a reason is not what it should be on the day before an edge and on it. */
const wrongOf = (
  edges: readonly { readonly name: string; readonly says: (date: Day) => boolean; readonly edge: Day }[],
  [dayBefore, onDay]: readonly [boolean, boolean],
): readonly string[] =>
  edges.flatMap(({ name, says, edge }) => (says(edge - 1) === dayBefore && says(edge) === onDay ? [] : [name]))

describe("every age of CDC's data, in the evaluation of a dose", () => {
  it.each([
    ['a day before the absolute minimum age it is too young, on it not', 'absoluteMin', 'too young', [true, false]],
    ['a day before the maximum age it is not too old, on it it is', 'max', 'too old', [false, true]],
  ] as const)('%s', (_, field, reason, expected) => {
    const edges = targets.flatMap((target) =>
      target.rule.ages.flatMap((ages) => {
        const age = ages[field]
        if (age === undefined || age.months * 30 + age.days <= 0) return []
        const birth = before(inForceOn(ages), age)
        const says = (date: Day) =>
          against(target, { ages: [ages] }, { dose: doseOn(date, vaccineOf(target)), person: { birth } }).includes(
            reason,
          )
        return [{ name: target.name, edge: addSpan(birth, age), says }]
      }),
    )
    expect(edges.length).toBeGreaterThan(50)
    expect(wrongOf(edges, expected)).toEqual([])
  })
})

describe("every interval of CDC's data, in the evaluation of a dose", () => {
  const never: Span = { months: 2000, days: 0 }

  function edgesOf(target: Target, interval: IntervalRule, isAllowable: boolean) {
    const { absoluteMin } = interval
    if (absoluteMin === undefined) return []
    const since = before(inForceOn(interval), absoluteMin)
    const edge = addSpan(since, absoluteMin)
    if (edge - 1 <= since) return []
    const { fromObservation, fromVaccine } = interval
    const earlier = doseOn(since, [...fromVaccine][0] ?? vaccineOf(target))
    const part = isAllowable
      ? { intervals: [{ ...interval, absoluteMin: never }], allowableIntervals: [interval] }
      : { intervals: [interval] }
    const says = (date: Day): boolean => {
      const dose = doseOn(date, vaccineOf(target))
      const given =
        fromObservation === undefined ? { dose, earlier } : { dose, person: observed(fromObservation, since) }
      return against(target, part, given).includes('too soon')
    }
    return [{ name: target.name, edge, says }]
  }
  const observed = (code: string, on: Day) => ({ observations: new Map([[code, on]]) })

  it.each([
    ['preferable', (rule: SeriesDose) => rule.intervals],
    ['allowable', (rule: SeriesDose) => rule.allowableIntervals],
  ] as const)('a day before the absolute minimum %s interval it is too soon, on it not', (kind, intervalsOf) => {
    const edges = targets.flatMap((target) =>
      intervalsOf(target.rule).flatMap((each) => edgesOf(target, each, kind === 'allowable')),
    )
    expect(edges.length).toBeGreaterThan(kind === 'allowable' ? 5 : 100)
    expect(wrongOf(edges, [true, false])).toEqual([])
  })
})

describe("every vaccine of CDC's data, in the evaluation of a dose", () => {
  const BORN = toDay(1990, 1, 1)
  const refusals = ['wrong vaccine', 'wrong age for vaccine', 'wrong brand']

  it.each([
    ['preferable', 'from', [true, false]],
    ['preferable', 'until', [false, true]],
    ['allowable', 'from', [true, false]],
    ['allowable', 'until', [false, true]],
  ] as const)('a %s vaccine is refused outside its ages: "%s"', (kind, field, expected) => {
    const edges = targets.flatMap((target) =>
      target.rule[kind].flatMap((vaccine) => {
        const age = vaccine[field]
        if (age === undefined || age.months * 30 + age.days <= 0) return []
        const cvx = typeof vaccine.cvx === 'string' ? vaccine.cvx : ([...vaccine.cvx][0] ?? '')
        const brand = 'mvx' in vaccine ? { tradeName: vaccine.tradeName, mvx: vaccine.mvx } : {}
        const part = { preferable: [], allowable: [], [kind]: [vaccine] }
        const says = (date: Day): boolean =>
          against(target, part, { dose: doseOn(date, cvx, brand), person: { birth: BORN } }).some((reason) =>
            refusals.includes(reason),
          )
        return [{ name: target.name, edge: addSpan(BORN, age), says }]
      }),
    )
    expect(edges.length).toBeGreaterThan(0)
    expect(wrongOf(edges, expected)).toEqual([])
  })

  it('no target dose takes a vaccine that it does not name, and each names an inadvertent one as such', () => {
    const date = toDay(2025, 6, 1)
    const taken = targets.filter(
      (target) => !against(target, {}, { dose: doseOn(date, 'none') }).includes('wrong vaccine'),
    )
    expect(taken.map(({ name }) => name)).toEqual([])
    const missed = targets.flatMap((target) =>
      [...target.rule.inadvertent].flatMap((cvx) => {
        const { inadvertent } = target.rule
        const said = against(target, { inadvertent }, { dose: doseOn(date, cvx) })
        return said.join() === 'inadvertent vaccine' ? [] : [`${target.name}: ${cvx}`]
      }),
    )
    expect(missed).toEqual([])
  })
})

describe("every pair of conflicting vaccines of CDC's data, in the evaluation of a dose", () => {
  const pairs = schedule.conflicts.flatMap((conflict) =>
    [...conflict.after].flatMap((after) => [...conflict.of].map((of) => ({ ...conflict, after, of }))),
  )
  const alone = pairs.filter(
    ({ after, of }) => pairs.filter((other) => other.after === after && other.of === of).length === 1,
  )

  it.each([
    ['a valid dose, until the shorter end', 'valid', 'minEnd'],
    ['one that is not valid, until the longer end', 'not valid', 'end'],
  ] as const)('too soon after %s', (_, was, field) => {
    const since = toDay(2025, 1, 1)
    const edges = targets.slice(0, 1).flatMap((target) =>
      alone.map(({ after, of, ...conflict }) => {
        const earlier = doseOn(since, after)
        const says = (date: Day): boolean =>
          against(target, {}, { dose: doseOn(date, of), earlier, was }).includes('vaccine conflict')
        return { name: `${of} after ${after}`, edge: addSpan(since, conflict[field]), says }
      }),
    )
    expect(edges.length).toBeGreaterThan(20)
    expect(wrongOf(edges, [true, false])).toEqual([])
  })
})
