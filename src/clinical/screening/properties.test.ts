import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, fact, facts, spoken, who } from '../../../tests/screening/arbitrary.ts'
import {
  type Fact,
  TODAY,
  chartOf,
  codingOf,
  has,
  lab,
  letter,
  operation,
  person,
  report,
  screening,
  takes,
  vital,
  withReading,
} from '../../../tests/screening/chart.ts'
import { HOW_LONG, WHO } from '../../../tests/screening/thresholds.ts'
import { chartDocument, concept, on, problem, procedure, result } from '../../../tests/fixtures.ts'
import { makeReading } from '#lib/reading.ts'
import type { Chart } from './chart.ts'
import { addDays } from './day.ts'
import { PACK } from './pack.ts'
import type { Status, StatusKind } from './result.ts'
import { SOURCES } from './rule.ts'
import type { Say } from './say.ts'

type Person = ReturnType<typeof person>

/** What each rule says, with its dates and the day that was set aside. */
const statuses = (patient: Person, chart: Chart, says: readonly Say[] = [], today = TODAY) =>
  new Map(screening(patient, chart, { today, says }).results.map((each) => [each.rule.id, each] as const))
const said = (patient: Person, chart: Chart, says: readonly Say[] = [], today = TODAY) =>
  [...statuses(patient, chart, says, today)].map(([rule, { status, last, setAside }]) => [
    rule,
    status,
    last?.next,
    last?.how,
    setAside,
  ])
const kinds = (
  patient: Person,
  chart: Chart,
  says: readonly Say[] = [],
  today = TODAY,
): ReadonlyMap<string, StatusKind> =>
  new Map([...statuses(patient, chart, says, today)].map(([rule, { status }]) => [rule, status.kind]))

/** The day that a status names; one for life is later than any. */
const dayOf = (status: Status): string =>
  status.kind === 'up-to-date'
    ? (status.until ?? '9999')
    : status.kind === 'due-soon'
      ? status.on
      : status.kind === 'overdue'
        ? status.since
        : ''
const RUNS = { numRuns: 150 }

/** How sure a status is of what has or has not been done. */
const FIRM: ReadonlySet<StatusKind> = new Set(['due', 'overdue', 'up-to-date', 'due-soon', 'not-applicable'])
/** How much is left to do. */
const URGENCY: Readonly<Record<string, number>> = { 'up-to-date': 0, 'due-soon': 1, overdue: 2, due: 2 }

describe('what no record may change', () => {
  it('a reading that is missing, failed, cut or damaged makes no rule more certain, and no day later', () => {
    const damage = fc.constantFrom('missing', 'cut', 'unreadable', 'emptied', 'still-reading')
    fc.assert(
      fc.property(who, spoken, fc.constantFrom(...SOURCES), damage, (patient, { list, says }, source, how) => {
        const whole = chartOf(list)
        const hurt = withReading(whole, source, (reading) => {
          if (how === 'missing') return undefined
          const items = how === 'emptied' ? [] : reading.items.slice(0, Math.floor(reading.items.length / 2))
          const gaps =
            how === 'unreadable' ? [] : [{ kind: how === 'still-reading' ? 'still-reading' : 'cut' } as const]
          const unread = how === 'unreadable' ? [{ resourceType: 'X', id: undefined, reason: 'odd', raw: {} }] : []
          return makeReading(items, unread, gaps, 0)
        })
        const [before, after] = [statuses(patient, whole, says), statuses(patient, hurt, says)]
        for (const [rule, { status }] of after) {
          if (!FIRM.has(status.kind)) continue
          // What is said for certain of the damaged chart was said for certain of the whole one, and no better.
          const was = before.get(rule)?.status ?? status
          const what = `${rule} without ${source} (${how})`
          expect(`${what}: ${status.kind}`).toBe(`${what}: ${was.kind}`)
          expect(dayOf(status) <= dayOf(was), `${what}: ${dayOf(was)} became ${dayOf(status)}`).toBe(true)
        }
      }),
      RUNS,
    )
  })

  it('the order of entries never matters, not for the proof either', () => {
    fc.assert(
      fc.property(who, spoken, (patient, { list, says }) => {
        const whole = (chart: Chart) =>
          screening(patient, chart, { says }).results.map(({ rule, ...rest }) => [rule.id, rest])
        expect(whole(chartOf(list.toReversed()))).toEqual(whole(chartOf(list)))
      }),
      RUNS,
    )
  })

  it('entries that no rule speaks of change no status', () => {
    const others: readonly Fact[] = [
      {
        from: 'problems',
        item: problem('Ankle sprain', {
          concept: concept('Ankle sprain', codingOf('icd10|S93.401A')),
          onset: on('2026-07-04'),
        }),
      },
      {
        from: 'laboratory',
        item: result('Ferritin', '2026-01-12', { concept: concept('Ferritin', codingOf('loinc|2276-4')) }),
      },
      { from: 'procedures', item: procedure('Suture of wound', { performed: on('2026-07-04') }) },
      { from: 'documents', item: chartDocument('Letter to employer', { date: on('2026-07-04') }) },
      takes('rxnorm|0'),
    ]
    fc.assert(
      fc.property(who, spoken, (patient, { list, says }) => {
        // How far back was searched is the one thing that they may change.
        const all = (chart: Chart) =>
          screening(patient, chart, { says }).results.map(({ rule, status, last, setAside, proof }) => [
            rule.id,
            status,
            last,
            setAside,
            { ...proof, searched: [] },
          ])
        expect(all(chartOf([...list, ...others]))).toEqual(all(chartOf(list)))
      }),
      RUNS,
    )
  })

  it('entered in error is the same as absent', () => {
    fc.assert(
      fc.property(who, spoken, fact, (patient, { list, says }, extra) => {
        const wrong = { ...(extra.item as object), status: 'entered-in-error', verification: 'entered-in-error' }
        expect(said(patient, chartOf([...list, { from: extra.from, item: wrong }]), says)).toEqual(
          said(patient, chartOf(list), says),
        )
      }),
      RUNS,
    )
  })

  it('titles alone close no gap', () => {
    const titles = PACK.rules
      .flatMap(({ modalities }) => modalities.flatMap(({ titles }) => titles))
      .map((title) => title.replace(/\|\S+/g, ''))
    fc.assert(
      fc.property(who, facts, fc.constantFrom(...titles), day, (patient, list, title, when) => {
        const more = [
          report(title, when),
          letter(title, when),
          { from: 'procedures', item: procedure(title, { performed: on(when) }) } as const,
        ]
        expect(said(patient, chartOf([...list, ...more]))).toEqual(said(patient, chartOf(list)))
      }),
      RUNS,
    )
  })
})

describe('what time may change', () => {
  it('a later day never turns due or overdue into up to date', () => {
    fc.assert(
      fc.property(who, spoken, fc.integer({ min: 1, max: 4000 }), (patient, { list, says }, later) => {
        const chart = chartOf(list)
        const [now, then] = [kinds(patient, chart, says), kinds(patient, chart, says, addDays(TODAY, later))]
        for (const [rule, kind] of now) {
          if (kind !== 'due' && kind !== 'overdue') continue
          expect(['up-to-date', 'due-soon'], `${rule} was ${kind}`).not.toContain(then.get(rule))
        }
      }),
      RUNS,
    )
  })
})

describe('what was done', () => {
  it('one more completed test within its time never makes anything more due', () => {
    const rows = HOW_LONG.filter(([, , done, months]) => done !== undefined && months > 2)
    fc.assert(
      fc.property(
        facts,
        fc.constantFrom(...rows),
        fc.integer({ min: 0, max: 60 }),
        (list, [rule, , done, months], back) => {
          const row = WHO.find(([id]) => id === rule)
          if (!row || !done) return
          const [, sex, from, to, given] = row
          const patient = person(
            addDays(TODAY, -Math.floor((to ?? from + 20) * 365.25) - 30),
            sex === 'male' ? 'male' : 'female',
          )
          const when = addDays(TODAY, -Math.min(back, months * 20))
          const before = kinds(patient, chartOf([...given, ...list])).get(rule) ?? ''
          const after = kinds(patient, chartOf([...given, ...list, done(when)])).get(rule) ?? ''
          const [was, is] = [URGENCY[before], URGENCY[after]]
          expect(is ?? 0, `${rule}: ${before} became ${after}`).toBeLessThanOrEqual(was ?? 9)
          expect(after === 'due' || after === 'overdue', `${rule} is ${after} after ${when}`).toBe(false)
        },
      ),
      RUNS,
    )
  })

  it('nothing ordered, planned, cancelled, not done, undated, or in the future counts', () => {
    const base = kinds(person('1966-01-01'), chartOf([]))
    const vain: readonly Fact[] = [
      ...(['preparation', 'in-progress', 'not-done', 'on-hold', 'stopped', 'entered-in-error'] as const).map((status) =>
        operation('sct|73761001', '2026-01-01', { status }),
      ),
      ...(['registered', 'cancelled', 'preliminary', 'entered-in-error'] as const).map((status) =>
        lab('loinc|29771-3', '2026-10-01', { status }),
      ),
      operation('sct|73761001', undefined),
      operation('sct|73761001', '2026-11-24'),
      vital('loinc|8480-6', '2026-11-24', 120),
      has('icd10|Z12.11', '2026-01-01'),
      has('icd10|Z80.0', '2020-01-01'),
      report('Colonoscopy declined', '2026-01-01'),
      letter('Due for mammogram', '2026-01-01'),
    ]
    for (const each of vain) expect(kinds(person('1966-01-01'), chartOf([each]))).toEqual(base)
  })
})
