import * as fc from 'fast-check'
import { addDays } from '#clinical/screening/day.ts'
import { PACK } from '#clinical/screening/pack.ts'
import { INTERVALS } from '#clinical/screening/named-intervals.ts'
import { TESTS } from '#clinical/screening/named-tests.ts'
import type { Rule } from '#clinical/screening/rule.ts'
import type { Say } from '#clinical/screening/say.ts'
import { on, quantity, result, visit } from '../fixtures.ts'
import {
  type Fact,
  TODAY,
  allergic,
  codingOf,
  has,
  lab,
  operation,
  person,
  report,
  seen,
  social,
  takes,
  vital,
} from './chart.ts'

const codesOf = (set: string): readonly string[] => PACK.codeSets.get(set)?.codes ?? []
const keys = [...PACK.codeSets.keys()]
/** Any day, or one of a few: what counts is seen where several things are of one day, and recent. */
export const day = fc
  .oneof(fc.integer({ min: 0, max: 14_000 }), fc.constantFrom(0, 20, 20, 200, 340, 700, 1700))
  .map((back) => addDays(TODAY, -back))
const vague = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([text, length]) => text.slice(0, length))
const codeOf = (sets: readonly string[]) =>
  fc.constantFrom(...sets).chain((set) => {
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

/** A fact of one of these sets, in a reading where it is looked for. */
const factOf = (sets: readonly string[]): fc.Arbitrary<Fact> =>
  fc.tuple(codeOf(sets), vague, value, fc.nat()).map(([{ set, code }, when, value, pick]): Fact => {
    const places = PACK.codeSets.get(set)?.in ?? ['problems']
    const from = places[pick % places.length] ?? 'problems'
    const id = `X/${(next += 1)}`
    if (from === 'procedures') return operation(code, when, { id })
    if (from === 'reports')
      return report('a report', when, {
        id,
        type: { text: 'a report', codings: [codingOf(code)] },
        issuedOnly: pick % 3 === 0,
      })
    if (from === 'encounters') return seen(code, when, { id })
    if (from === 'medications') return takes(code, { id })
    if (from === 'allergies') return allergic(code, 'a drug', { id })
    if (from === 'laboratory' || from === 'vitals' || from === 'socialHistory' || from === 'assessments')
      return lab(code, when, { id, value, status: pick % 5 === 0 ? 'entered-in-error' : 'final' }, from)
    return { ...has(code, when, { id }), from }
  })

/** A fact that some rule understands. */
export const fact = factOf(keys)
/** Known by its name only. */
const named = fc
  .tuple(fc.constantFrom('GAD-7', 'PHQ-2', 'AUDIT-C', 'DAST-10', 'Vitamin B12', 'HDL', 'HCV RNA'), day, value)
  .map(([name, when, of]): Fact => {
    const from = /^(?:V|H)/.test(name) ? 'laboratory' : 'assessments'
    return { from, item: result(name, when, { id: `X/${(next += 1)}`, value: of }) }
  })
/** At a visit that is there or not, and in hospital or not. */
const pressure = fc
  .tuple(fc.constantFrom('v1', 'v2', 'v3'), day, fc.integer({ min: 90, max: 190 }))
  .map(([encounterId, when, n]) => lab('loinc|8480-6', when, { value: quantity(n), encounterId }, 'vitals'))
const stay = fc.constantFrom('v1', 'v2').map((bareId): Fact => ({
  from: 'encounters',
  item: visit('A visit', TODAY, { bareId, inHospital: bareId === 'v1' }),
}))
const smoking = fc
  .tuple(fc.constantFrom('449868002', '8517006', '266919005'), day)
  .map(([code, when]) => social('loinc|72166-2', when, code))
const packYears = fc
  .tuple(fc.integer({ min: 5, max: 40 }), day)
  .map(([n, when]) => lab('loinc|8664-5', when, { value: quantity(n) }, 'socialHistory'))
const bodyMass = fc.tuple(fc.integer({ min: 18, max: 35 }), day).map(([n, when]) => vital('loinc|39156-5', when, n))
export const facts = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fact },
    { weight: 2, arbitrary: named },
    { weight: 2, arbitrary: pressure },
    { weight: 1, arbitrary: stay },
    { weight: 2, arbitrary: smoking },
    { weight: 1, arbitrary: packYears },
    { weight: 2, arbitrary: bodyMass },
  ),
  { maxLength: 14 },
)
export const who = fc
  .record({ age: fc.integer({ min: 0, max: 95 * 365 }), sex: fc.constantFrom('female', 'male', 'unknown') })
  .map(({ age, sex }) => person(addDays(TODAY, -age), sex as 'female'))

const speakable = PACK.rules.filter(({ modalities }) => modalities.some(({ active }) => !active))

/** What a clinician says of a rule: of a fact of the list, of a day, or of the service as such. */
const saysOf = (list: readonly Fact[], rules: readonly Rule[]): fc.Arbitrary<readonly Say[]> =>
  fc.array(
    fc
      .tuple(fc.constantFrom(...rules), vague, day, fc.nat(), fc.integer({ min: 0, max: 4 }))
      .map(([rule, when, spoken, pick, kind]): Say => {
        const own = rule.modalities.filter(({ active }) => !active)
        const modality = own[pick % own.length]?.id ?? ''
        const of = list[pick % (list.length + 1)]?.item as { readonly id: string } | undefined
        const head = { rule: rule.id, said: spoken }
        if (kind === 0)
          return { ...head, kind: 'confirmed', modality, on: on(when), evidence: of?.id, source: undefined }
        if (kind === 1) return { ...head, kind: 'done-elsewhere', modality, on: on(when), place: 'elsewhere' }
        if (kind === 2) return { ...head, kind: 'declined' }
        if (kind === 3) return { ...head, kind: 'deferred', until: addDays(spoken, 1 + (pick % 900)) }
        return { ...head, kind: 'not-applicable', reason: 'a reason' }
      }),
    { maxLength: 4 },
  )

/** Those that may stay up to date although something is missing. */
const standing = speakable.filter(
  ({ review, modalities }) =>
    !review && modalities.every(({ abnormal, nextByResult }) => !abnormal && nextByResult.length === 0),
)

const setsOfRule = ({ eligibility, exclusions, guards, modalities }: Rule): readonly string[] => [
  ...new Set([
    ...[...eligibility.conditions, ...(eligibility.risk?.any ?? []), ...exclusions, ...guards].flatMap(
      ({ any, all }) => [...any, ...all],
    ),
    ...modalities.flatMap(({ codes }) => codes),
    ...modalities.flatMap(({ interval }) => INTERVALS[interval?.name ?? '']?.sets ?? []),
    ...(TESTS[eligibility.test ?? '']?.sets ?? []),
  ]),
]

/** A record, and what a clinician said of it: of anything, or much of one service. */
export const spoken = fc.oneof(
  facts.chain((list) => fc.record({ list: fc.constant(list), says: saysOf(list, speakable) })),
  fc.oneof(fc.constantFrom(...speakable), fc.constantFrom(...standing)).chain((rule) => {
    const sets = setsOfRule(rule)
    const crowd = fc.array(fc.oneof(sets.length > 0 ? factOf(sets) : fact, named, pressure, stay), { maxLength: 14 })
    return crowd.chain((list) => fc.record({ list: fc.constant(list), says: saysOf(list, [rule]) }))
  }),
)
