import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Fact,
  TODAY,
  allergic,
  chartOf,
  codingOf,
  has,
  lab,
  letter,
  operation,
  person,
  report,
  screening,
  seen,
  social,
  takes,
  vital,
  withReading,
} from '../../../tests/screening/chart.ts'
import { HOW_LONG, WHO } from '../../../tests/screening/thresholds.ts'
import { chartDocument, concept, on, problem, procedure, quantity, result } from '../../../tests/fixtures.ts'
import { makeReading } from '#lib/reading.ts'
import type { Chart } from './chart.ts'
import { addDays } from './day.ts'
import { PACK } from './pack.ts'
import type { StatusKind } from './result.ts'
import { SOURCES } from './rule.ts'

const codesOf = (set: string): readonly string[] => PACK.codeSets.get(set)?.codes ?? []
const keys = [...PACK.codeSets.keys()]
const day = fc.integer({ min: 0, max: 14_000 }).map((back) => addDays(TODAY, -back))
const vague = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([text, length]) => text.slice(0, length))
const code = fc.constantFrom(...keys).chain((set) => {
  const codes = codesOf(set)
  return fc.record({
    set: fc.constant(set),
    code: codes.length > 0 ? fc.constantFrom(...codes) : fc.constant('loinc|0-0'),
  })
})
const value = fc.oneof(
  fc
    .constantFrom('Negative', 'Positive', 'Not detected', 'NILM', 'HSIL', 'odd')
    .map((text) => ({ kind: 'text', text, codings: [] }) as const),
  fc.integer({ min: 0, max: 250 }).map((n) => quantity(n)),
)
let next = 0

/** A fact that some rule understands, in a reading where it is looked for. */
const fact: fc.Arbitrary<Fact> = fc
  .tuple(code, vague, value, fc.nat())
  .map(([{ set, code }, when, value, pick]): Fact => {
    const places = PACK.codeSets.get(set)?.in ?? ['problems']
    const from = places[pick % places.length] ?? 'problems'
    const id = `X/${(next += 1)}`
    if (from === 'procedures') return operation(code, when, { id })
    if (from === 'reports')
      return report('a report', when, { id, type: { text: 'a report', codings: [codingOf(code)] } })
    if (from === 'encounters') return seen(code, when, { id })
    if (from === 'medications') return takes(code, { id })
    if (from === 'allergies') return allergic(code, 'a drug', { id })
    if (from === 'laboratory' || from === 'vitals' || from === 'socialHistory' || from === 'assessments')
      return lab(code, when, { id, value }, from)
    return { ...has(code, when, { id }), from }
  })
const smoking = fc
  .tuple(fc.constantFrom('449868002', '8517006', '266919005'), day)
  .map(([code, when]) => social('loinc|72166-2', when, code))
const packYears = fc
  .tuple(fc.integer({ min: 5, max: 40 }), day)
  .map(([n, when]) => lab('loinc|8664-5', when, { value: quantity(n) }, 'socialHistory'))
const bodyMass = fc.tuple(fc.integer({ min: 18, max: 35 }), day).map(([n, when]) => vital('loinc|39156-5', when, n))
const facts = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fact },
    { weight: 2, arbitrary: smoking },
    { weight: 1, arbitrary: packYears },
    { weight: 2, arbitrary: bodyMass },
  ),
  { maxLength: 14 },
)
const who = fc
  .record({ age: fc.integer({ min: 0, max: 95 * 365 }), sex: fc.constantFrom('female', 'male', 'unknown') })
  .map(({ age, sex }) => person(addDays(TODAY, -age), sex as 'female'))

const kinds = (patient: ReturnType<typeof person>, chart: Chart, today = TODAY): ReadonlyMap<string, StatusKind> =>
  new Map(screening(patient, chart, { today }).results.map(({ rule, status }) => [rule.id, status.kind]))
const RUNS = { numRuns: 150 }

/** How sure a status is of what has or has not been done. */
const FIRM: ReadonlySet<StatusKind> = new Set(['due', 'overdue', 'up-to-date', 'due-soon', 'not-applicable'])
/** How much is left to do. */
const URGENCY: Readonly<Record<string, number>> = { 'up-to-date': 0, 'due-soon': 1, overdue: 2, due: 2 }

describe('what no record may change', () => {
  it('a reading that is missing, failed, cut or damaged makes no rule more certain', () => {
    const damage = fc.constantFrom('missing', 'cut', 'unreadable', 'emptied', 'still-reading')
    fc.assert(
      fc.property(who, facts, fc.constantFrom(...SOURCES), damage, (patient, list, source, how) => {
        const whole = chartOf(list)
        const hurt = withReading(whole, source, (reading) => {
          if (how === 'missing') return undefined
          const items = how === 'emptied' ? [] : reading.items.slice(0, Math.floor(reading.items.length / 2))
          const gaps =
            how === 'unreadable' ? [] : [{ kind: how === 'still-reading' ? 'still-reading' : 'cut' } as const]
          const unread = how === 'unreadable' ? [{ resourceType: 'X', id: undefined, reason: 'odd', raw: {} }] : []
          return makeReading(items, unread, gaps, 0)
        })
        const [before, after] = [kinds(patient, whole), kinds(patient, hurt)]
        for (const [rule, kind] of after) {
          if (!FIRM.has(kind)) continue
          // What is said for certain of the damaged chart was said for certain of the whole one, and no better.
          const was = before.get(rule) ?? kind
          const same = was === kind || (kind === 'up-to-date' && was === 'up-to-date')
          expect(same, `${rule}: ${was} became ${kind} without ${source} (${how})`).toBe(true)
        }
      }),
      RUNS,
    )
  })

  it('the order of entries never matters', () => {
    fc.assert(
      fc.property(who, facts, (patient, list) => {
        const statuses = (chart: Chart) =>
          screening(patient, chart).results.map(({ rule, status, last }) => [rule.id, status, last?.next])
        expect(statuses(chartOf(list.toReversed()))).toEqual(statuses(chartOf(list)))
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
      fc.property(who, facts, (patient, list) => {
        expect(kinds(patient, chartOf([...list, ...others]))).toEqual(kinds(patient, chartOf(list)))
      }),
      RUNS,
    )
  })

  it('entered in error is the same as absent', () => {
    fc.assert(
      fc.property(who, facts, fact, (patient, list, extra) => {
        const wrong = { ...(extra.item as object), status: 'entered-in-error', verification: 'entered-in-error' }
        expect(kinds(patient, chartOf([...list, { from: extra.from, item: wrong }]))).toEqual(
          kinds(patient, chartOf(list)),
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
        expect(kinds(patient, chartOf([...list, ...more]))).toEqual(kinds(patient, chartOf(list)))
      }),
      RUNS,
    )
  })
})

describe('what time may change', () => {
  it('a later day never turns due or overdue into up to date', () => {
    fc.assert(
      fc.property(who, facts, fc.integer({ min: 1, max: 4000 }), (patient, list, later) => {
        const chart = chartOf(list)
        const [now, then] = [kinds(patient, chart), kinds(patient, chart, addDays(TODAY, later))]
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
