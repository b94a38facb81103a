import { INTERVALS } from '#clinical/screening/named-intervals.ts'
import type { Criterion, Modality, ResultBound, Rule, RulePack } from '#clinical/screening/rule.ts'

/** A rule with one thing shifted, as an editor's slip would shift it. */
export type Mutant = { readonly what: string; readonly pack: RulePack }

const replaced = (pack: RulePack, rule: Rule, change: Partial<Rule>): RulePack => ({
  ...pack,
  rules: pack.rules.map((each) => (each.id === rule.id ? { ...each, ...change } : each)),
})

const tenth = (value: number): number => Math.round(value * 10) / 10

const limitOf = (bound: ResultBound): number => ('below' in bound ? bound.below : bound.atLeast)

/** A limit moved by one, or by a tenth where it is no whole number. */
function moved<T extends ResultBound>(bound: T, by: number): T {
  const limit = tenth(limitOf(bound) + (limitOf(bound) % 1 === 0 ? by : by / 10))
  return 'below' in bound ? { ...bound, below: limit } : { ...bound, atLeast: limit }
}

/** When it holds, how far back, and each set that tells it. */
function mutantsOfCriterion(criterion: Criterion): readonly (readonly [what: string, mutant: Criterion])[] {
  const { ever, withinMonths, any, all } = criterion
  return [
    ['past or not', { ...criterion, ever: !ever }],
    ...(criterion.endedBy === undefined ? [] : [['never ended', { ...criterion, endedBy: undefined }] as const]),
    ...(withinMonths === undefined ? [] : [-1, 1]).map(
      (by) => [`within months ${by}`, { ...criterion, withinMonths: (withinMonths ?? 0) + by }] as const,
    ),
    ...any.map((set) => [`without ${set}`, { ...criterion, any: any.filter((each) => each !== set) }] as const),
    ...all.map((set) => [`by less than ${set}`, { ...criterion, all: all.filter((each) => each !== set) }] as const),
  ]
}

/** Every mutant of one rule: ages, sex, intervals, ages at test, bounds, criteria, code sets, modalities. */
export function mutantsOf(pack: RulePack, rule: Rule): readonly Mutant[] {
  const found: Mutant[] = []
  const add = (what: string, change: Partial<Rule>) =>
    found.push({ what: `${rule.id}: ${what}`, pack: replaced(pack, rule, change) })
  const { eligibility, modalities } = rule
  const { age } = eligibility
  const eligible = (what: string, change: Partial<Rule['eligibility']>) =>
    add(what, { eligibility: { ...eligibility, ...change } })
  for (const by of [-1, 1]) {
    eligible(`from ${age.min} to ${age.min + by}`, { age: { ...age, min: age.min + by } })
    if (age.max !== undefined) eligible(`until ${age.max} to ${age.max + by}`, { age: { ...age, max: age.max + by } })
    if (rule.dueSoonDays + by >= 0 && rule.dueSoonDays > 0 && modalities.some(({ months }) => months !== undefined)) {
      add(`soon ${by}`, { dueSoonDays: rule.dueSoonDays + by })
    }
  }
  if (eligibility.sex !== undefined) eligible('any sex', { sex: undefined })
  if (eligibility.conditions.length > 0) eligible('no condition', { conditions: [] })
  if (eligibility.test !== undefined) eligible('no test', { test: undefined })
  if (eligibility.risk) {
    const { risk } = eligibility
    eligible('no risk', { risk: undefined })
    for (const { id } of risk.any)
      eligible(`no risk ${id}`, { risk: { ...risk, any: risk.any.filter((each) => each.id !== id) } })
  }
  eligibility.conditions.forEach((criterion, n) => {
    const put = (what: string, change: Criterion) =>
      eligible(`condition ${what}`, { conditions: eligibility.conditions.with(n, change) })
    mutantsOfCriterion(criterion).forEach(([what, change]) => put(what, change))
  })
  eligibility.risk?.any.forEach((criterion, n) => {
    const put = (what: string, change: Criterion) =>
      eligible(`risk ${criterion.id} ${what}`, {
        risk: eligibility.risk && { ...eligibility.risk, any: eligibility.risk.any.with(n, change) },
      })
    mutantsOfCriterion(criterion).forEach(([what, change]) => put(what, change))
  })
  if (rule.review !== undefined) add('no review', { review: undefined })
  // Where the risk is always asked, that comes first.
  if (eligibility.risk?.any.length !== 0)
    add('decided otherwise', { decide: rule.decide === 'consider' ? 'recommend' : 'consider' })
  if (modalities.some(({ months }) => months !== undefined)) add('a day of grace', { graceDays: rule.graceDays + 1 })

  const criteria = (name: 'exclusions' | 'guards') =>
    rule[name].forEach((criterion, n) => {
      const put = (what: string, change: Criterion | undefined) =>
        add(`${name} ${criterion.id} ${what}`, {
          [name]: rule[name].flatMap((each, at) => (at === n ? (change ?? []) : each)),
        })
      put('gone', undefined)
      if (criterion.all.length > 0) put('without all', { ...criterion, all: [] })
      mutantsOfCriterion(criterion).forEach(([what, change]) => put(what, change))
    })
  criteria('exclusions')
  criteria('guards')

  const isCoded = (set: string): boolean => (pack.codeSets.get(set)?.codes.length ?? 0) > 0
  modalities.forEach((modality, n) => {
    const put = (what: string, change: Partial<Modality>) =>
      add(`${modality.id} ${what}`, {
        modalities: modalities.map((each, at) => (at === n ? { ...each, ...change } : each)),
      })
    if (modality.codes.length > 0) put('without codes', { codes: [] })
    for (const set of modality.codes.length > 1 ? modality.codes.filter(isCoded) : [])
      put(`without ${set}`, { codes: modality.codes.filter((each) => each !== set) })
    const { months } = modality
    if (modality.needsResult && modality.codes.length > 0) put('without a result', { needsResult: false })
    if (typeof modality.needsResult === 'string') put('with any result', { needsResult: true })
    for (const bound of modality.nextByResult)
      put(`without ${limitOf(bound)}`, { nextByResult: modality.nextByResult.filter((each) => each !== bound) })
    const { interval } = modality
    // What never holds cannot be seen; an overlay that would change it is refused.
    const lasts = interval && INTERVALS[interval.name]?.always ? undefined : months
    if (interval !== undefined) put('no interval of its own', { interval: undefined })
    if (modality.office) put('anywhere', { office: false })
    if (modality.whole !== undefined) put('also a part of it', { whole: undefined })
    if (modality.after !== undefined) put('also before it', { after: undefined })
    if (modality.resultTitles.length > 0) put('without names', { resultTitles: [] })
    for (const by of [-1, 1]) {
      if (lasts !== undefined) put(`${lasts} months ${by}`, { months: lasts + by })
      if (interval) put(`${interval.name} ${by}`, { interval: { ...interval, months: interval.months + by } })
      const { minAgeAtTest, maxAgeAtTest } = modality
      // A year more is told by nothing: the modality that begins there says the same and lasts longer.
      if (maxAgeAtTest !== undefined && by < 0)
        put(`until age ${maxAgeAtTest} ${by}`, { maxAgeAtTest: maxAgeAtTest + by })
      if (minAgeAtTest !== undefined && modality.codes.length > 0)
        put(`from age ${minAgeAtTest} ${by}`, { minAgeAtTest: minAgeAtTest + by })
      modality.nextByResult.forEach((bound, at) => {
        put(`bound ${limitOf(bound)} ${by}`, { nextByResult: modality.nextByResult.with(at, moved(bound, by)) })
        put(`bound ${limitOf(bound)} months ${by}`, {
          nextByResult: modality.nextByResult.with(at, { ...bound, months: bound.months + by }),
        })
      })
      const { abnormal } = modality
      abnormal?.bounds.forEach((bound, at) =>
        put(`abnormal ${limitOf(bound)} ${by}`, {
          abnormal: { ...abnormal, bounds: abnormal.bounds.with(at, moved(bound, by)) },
        }),
      )
    }
    if (lasts !== undefined) put('once', { months: undefined })
    // Where no code is known, a site's own is; what its result means is tested in overlay.test.ts.
    if (modality.abnormal && modality.codes.length > 0) {
      put('abnormal unseen', { abnormal: undefined })
      put('abnormal otherwise kept', { abnormal: { ...modality.abnormal, stays: !modality.abnormal.stays } })
      const { resolvedBy, bounds } = modality.abnormal
      for (const by of resolvedBy)
        put(`not resolved by ${by}`, {
          abnormal: { ...modality.abnormal, resolvedBy: resolvedBy.filter((each) => each !== by) },
        })
      for (const bound of bounds)
        put(`without ${limitOf(bound)}`, {
          abnormal: { ...modality.abnormal, bounds: bounds.filter((each) => each !== bound) },
        })
      bounds.forEach((bound, at) => {
        if (bound.unit !== undefined)
          put('of another unit', {
            abnormal: { ...modality.abnormal!, bounds: bounds.with(at, { ...bound, unit: 'other' }) },
          })
      })
    }
  })
  if (modalities.length > 1)
    for (const { id } of modalities) add(`without ${id}`, { modalities: modalities.filter((each) => each.id !== id) })
  return found
}
