import { fingerprintOf } from '../note-format.ts'
import { keyOf } from './code-key.ts'
import { INTERVALS } from './named-intervals.ts'
import { day, days, months, nextByResult, years } from './read-pack.ts'
import type { CodeSet, Modality, NextByResult, Rule, RulePack } from './rule.ts'
import { Fields, ShapeError, flag, listOf, matching, tableOf, text } from './shape.ts'
import type { Shape } from './shape.ts'

/** What a site changes in one rule. */
type RuleChange = {
  readonly enabled: boolean
  readonly age: { readonly min: number | undefined; readonly max: number | undefined }
  readonly months: ReadonlyMap<string, number>
  /** In place of all that the rule has for this modality. */
  readonly nextByResult: ReadonlyMap<string, readonly NextByResult[]>
  /** Of the modality’s named function. */
  readonly intervalMonths: ReadonlyMap<string, number>
  readonly minAgeAtTest: ReadonlyMap<string, number>
  readonly maxAgeAtTest: ReadonlyMap<string, number>
  readonly dueSoonDays: number | undefined
  readonly graceDays: number | undefined
  readonly reviewBy: string | undefined
}

/** A code of the site's own, and the modality it stands for. */
type LocalCode = {
  readonly system: string
  readonly code: string
  readonly rule: string
  readonly modality: string
}

/** A site's say over the pack: on or off, ages, intervals, grace, due-soon window, local codes. */
export type Overlay = {
  readonly id: string
  readonly version: string
  readonly rules: ReadonlyMap<string, RuleChange>
  readonly localCodes: readonly LocalCode[]
  readonly hash: string
}

/** Rules that begin at this age or later are for nobody: an overlay of nothing else turns everything off. */
const OLDEST = 110

/** What is printed in one line of a note. */
const label = matching(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u, 'at most 40 letters, digits, blanks, dots and dashes')
// One code each: an ending in `*` would take in codes that nobody looked at.
const localText = matching(/^[^\s|*](?:[^|*]{0,198}[^\s|*])?$/, 'a text without | and *')

const age: Shape<RuleChange['age']> = (value, at) => {
  const f = new Fields(value, at, ['min', 'max'])
  return { min: f.maybe('min', years), max: f.maybe('max', years) }
}

const change: Shape<RuleChange> = (value, at) => {
  const f = new Fields(value, at, [
    'enabled',
    'age',
    'months',
    'nextByResult',
    'intervalMonths',
    'minAgeAtTest',
    'maxAgeAtTest',
    'dueSoonDays',
    'graceDays',
    'reviewBy',
  ])
  const table = <T>(name: string, shape: Shape<T>) =>
    f.maybe(name, (value, at) => tableOf(value, at, shape)) ?? new Map<string, T>()
  return {
    enabled: f.maybe('enabled', flag) ?? true,
    age: f.maybe('age', age) ?? { min: undefined, max: undefined },
    months: table('months', months),
    nextByResult: table('nextByResult', listOf(nextByResult)),
    intervalMonths: table('intervalMonths', months),
    minAgeAtTest: table('minAgeAtTest', years),
    maxAgeAtTest: table('maxAgeAtTest', years),
    dueSoonDays: f.maybe('dueSoonDays', days),
    graceDays: f.maybe('graceDays', days),
    reviewBy: f.maybe('reviewBy', day),
  }
}

const localCode: Shape<LocalCode> = (value, at) => {
  const f = new Fields(value, at, ['system', 'code', 'rule', 'modality'])
  return {
    system: f.get('system', localText),
    code: f.get('code', localText),
    rule: f.get('rule', text),
    modality: f.get('modality', text),
  }
}

const modalityOf = (rule: Rule, id: string, at: string): Modality => {
  const found = rule.modalities.find((each) => each.id === id)
  if (!found) {
    const known = rule.modalities.map((each) => each.id).join(', ')
    throw new ShapeError(`${at}: ${rule.id} has no modality ${id}; it has ${known}`)
  }
  return found
}

const ruleOf = (pack: RulePack, id: string, at: string): Rule => {
  const found = pack.rules.find((each) => each.id === id)
  if (!found) throw new ShapeError(`${at}: there is no rule ${id}`)
  return found
}

function refuseNoAgeAtTest(rule: Rule, change: RuleChange, modality: Modality): void {
  const [min, max] = [minAgeOf(rule, change, modality), maxAgeOf(change, modality)]
  if (min === undefined || max === undefined || max >= min) return
  const field = change.maxAgeAtTest.has(modality.id) ? 'maxAgeAtTest' : 'minAgeAtTest'
  throw new ShapeError(
    `rules.${rule.id}.${field}.${modality.id}: must leave an age, but would be from ${min} to ${max}`,
  )
}

/** After a result the next one may only be sooner: what is later than the interval itself would do nothing. */
function refuseNextByResult(rule: Rule, change: RuleChange, id: string): void {
  const at = `rules.${rule.id}.nextByResult.${id}`
  const modality = modalityOf(rule, id, at)
  if (modality.active) throw new ShapeError(`${at}: lasts while it is active, and has no interval`)
  const most = change.months.get(id) ?? modality.months
  change.nextByResult.get(id)?.forEach((bound, n) => {
    if (most !== undefined && bound.months >= most)
      throw new ShapeError(
        `${at}[${n}].months: must be sooner than without the result (${most}), but is ${bound.months}`,
      )
  })
}

/** A site's overlay from its JSON, held against the pack it changes; throws a ShapeError that names the field. */
export function readOverlay(value: unknown, pack: RulePack): Overlay {
  const f = new Fields(value, '', ['$schema', 'id', 'version', 'rules', 'localCodes'])
  const rules = f.maybe('rules', (value, at) => tableOf(value, at, change)) ?? new Map<string, RuleChange>()
  for (const [id, made] of rules) {
    const rule = ruleOf(pack, id, `rules.${id}`)
    const { min, max } = agesOf(rule, made)
    if (max !== undefined && max < min) {
      const field = made.age.max === undefined ? 'min' : 'max'
      throw new ShapeError(`rules.${id}.age.${field}: must leave an age, but would be from ${min} to ${max}`)
    }
    for (const key of made.minAgeAtTest.keys()) modalityOf(rule, key, `rules.${id}.minAgeAtTest.${key}`)
    for (const key of made.maxAgeAtTest.keys()) modalityOf(rule, key, `rules.${id}.maxAgeAtTest.${key}`)
    for (const modality of rule.modalities) refuseNoAgeAtTest(rule, made, modality)
    for (const key of made.nextByResult.keys()) refuseNextByResult(rule, made, key)
    for (const key of made.intervalMonths.keys()) {
      const at = `rules.${id}.intervalMonths.${key}`
      if (!modalityOf(rule, key, at).interval) throw new ShapeError(`${at}: has no interval by a named function`)
    }
    for (const key of made.months.keys()) {
      const at = `rules.${id}.months.${key}`
      const { active, interval } = modalityOf(rule, key, at)
      if (active) throw new ShapeError(`${at}: lasts while it is active, and has no interval`)
      if (interval && INTERVALS[interval.name]?.always)
        throw new ShapeError(`${at}: its interval is always that of ${interval.name}; change intervalMonths`)
    }
  }
  if (pack.rules.every(({ id }) => rules.get(id)?.enabled === false)) {
    throw new ShapeError('rules: would turn off every rule; leave at least one on')
  }
  const isForNobody = (rule: Rule) => {
    const made = rules.get(rule.id)
    return made?.enabled === false || agesOf(rule, made).min >= OLDEST
  }
  if (pack.rules.every(isForNobody)) {
    throw new ShapeError(`rules: would leave no rule for anybody under ${OLDEST} years of age; leave at least one`)
  }
  const localCodes = f.maybe('localCodes', listOf(localCode)) ?? []
  localCodes.forEach((each, n) =>
    modalityOf(ruleOf(pack, each.rule, `localCodes[${n}].rule`), each.modality, `localCodes[${n}].modality`),
  )
  const [id, version] = [f.get('id', label), f.get('version', label)]
  return { id, version, rules, localCodes, hash: fingerprintOf(JSON.stringify(value)) }
}

/** The pack as the site wants it. What the overlay does not speak of stays as it is. */
export function withOverlay(pack: RulePack, overlay: Overlay | undefined): RulePack {
  if (!overlay) return pack
  const codeSets = new Map(pack.codeSets)
  for (const { system, code, rule, modality } of overlay.localCodes) {
    const id = localSet(rule, modality)
    const held = codeSets.get(id)
    codeSets.set(id, {
      ...(held ?? emptySet(id, pack, rule, modality)),
      codes: [...(held?.codes ?? []), keyOf({ system, code, display: undefined }) ?? ''],
    })
  }
  const rules = pack.rules
    .filter(({ id }) => overlay.rules.get(id)?.enabled !== false)
    .map((rule) => changed(rule, overlay.rules.get(rule.id), (modality) => codeSets.has(localSet(rule.id, modality))))
  return { ...pack, codeSets, rules }
}

const localSet = (rule: string, modality: string): string => `local-${rule}-${modality}`

/** A site's code is looked for where the service's own codes are, and wherever such services are recorded. */
function emptySet(id: string, pack: RulePack, rule: string, modality: string): CodeSet {
  const own = pack.rules.find((each) => each.id === rule)?.modalities.find((each) => each.id === modality)?.codes ?? []
  const known = own.flatMap((set) => pack.codeSets.get(set)?.in ?? [])
  return {
    id,
    title: 'Codes of this site',
    in: [...new Set([...known, ...LOCAL])],
    codes: [],
    names: [],
    words: [],
    bySide: undefined,
  }
}

const LOCAL = ['procedures', 'reports', 'laboratory'] as const

const agesOf = ({ eligibility: { age } }: Rule, change: RuleChange | undefined): Rule['eligibility']['age'] => ({
  ...age,
  min: change?.age.min ?? age.min,
  max: change?.age.max ?? age.max,
})

/** A test that counts from the age at which the rule begins goes on doing so where the site begins earlier. */
const minAgeOf = (rule: Rule, change: RuleChange | undefined, { id, minAgeAtTest }: Modality): number | undefined =>
  change?.minAgeAtTest.get(id) ??
  (minAgeAtTest === rule.eligibility.age.min ? Math.min(minAgeAtTest, agesOf(rule, change).min) : minAgeAtTest)

const maxAgeOf = (change: RuleChange | undefined, { id, maxAgeAtTest }: Modality): number | undefined =>
  change?.maxAgeAtTest.get(id) ?? maxAgeAtTest

function changed(rule: Rule, change: RuleChange | undefined, hasLocal: (modality: string) => boolean): Rule {
  return {
    ...rule,
    source: { ...rule.source, reviewBy: change?.reviewBy ?? rule.source.reviewBy },
    eligibility: { ...rule.eligibility, age: agesOf(rule, change) },
    modalities: rule.modalities.map((modality) => ({
      ...modality,
      months: change?.months.get(modality.id) ?? modality.months,
      nextByResult: change?.nextByResult.get(modality.id) ?? modality.nextByResult,
      interval: modality.interval && {
        ...modality.interval,
        months: change?.intervalMonths.get(modality.id) ?? modality.interval.months,
      },
      minAgeAtTest: minAgeOf(rule, change, modality),
      maxAgeAtTest: maxAgeOf(change, modality),
      codes: hasLocal(modality.id) ? [...modality.codes, localSet(rule.id, modality.id)] : modality.codes,
    })),
    dueSoonDays: change?.dueSoonDays ?? rule.dueSoonDays,
    graceDays: change?.graceDays ?? rule.graceDays,
  }
}

/** `Rules: healthprep 2026.11.1 (1a2b-3c4d), site overlay north 3 (9f8e-7d6c)`: printed on sheet and note. */
export const packText = (pack: Pick<RulePack, 'id' | 'version' | 'hash'>, overlay: Overlay | undefined): string =>
  `Rules: ${pack.id} ${pack.version} (${pack.hash})` +
  (overlay ? `, site overlay ${overlay.id} ${overlay.version} (${overlay.hash})` : ', no site overlay')
