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
    put('past or not', { ...criterion, ever: !criterion.ever })
    for (const by of criterion.withinMonths === undefined ? [] : [-1, 1])
      put(`within months ${by}`, { ...criterion, withinMonths: (criterion.withinMonths ?? 0) + by })
    for (const set of criterion.any)
      put(`without ${set}`, { ...criterion, any: criterion.any.filter((each) => each !== set) })
  })
  if (rule.review !== undefined) add('no review', { review: undefined })
  if (rule.decide === 'consider') add('recommend', { decide: 'recommend' })

  const criteria = (name: 'exclusions' | 'guards') =>
    rule[name].forEach((criterion, n) => {
      const put = (what: string, change: Criterion | undefined) =>
        add(`${name} ${criterion.id} ${what}`, {
          [name]: rule[name].flatMap((each, at) => (at === n ? (change ?? []) : each)),
        })
      put('gone', undefined)
      put('past or not', { ...criterion, ever: !criterion.ever })
      if (criterion.all.length > 0) put('without all', { ...criterion, all: [] })
      if (criterion.withinMonths !== undefined) {
        put('a month more', { ...criterion, withinMonths: criterion.withinMonths + 1 })
        put('a month less', { ...criterion, withinMonths: criterion.withinMonths - 1 })
      }
    })
  criteria('exclusions')
  criteria('guards')

  modalities.forEach((modality, n) => {
    const put = (what: string, change: Partial<Modality>) =>
      add(`${modality.id} ${what}`, {
        modalities: modalities.map((each, at) => (at === n ? { ...each, ...change } : each)),
      })
    if (modality.codes.length > 0) put('without codes', { codes: [] })
    const { months } = modality
    if (modality.needsResult && modality.codes.length > 0) put('without a result', { needsResult: false })
    const { interval } = modality
    // What never holds cannot be seen; an overlay that would change it is refused.
    const lasts = interval && INTERVALS[interval.name]?.always ? undefined : months
    if (interval !== undefined) put('no interval of its own', { interval: undefined })
    if (modality.office) put('anywhere', { office: false })
    if (modality.after !== undefined) put('also before it', { after: undefined })
    if (modality.resultTitles.length > 0) put('without names', { resultTitles: [] })
    for (const by of [-1, 1]) {
      if (lasts !== undefined) put(`${lasts} months ${by}`, { months: lasts + by })
      if (interval) put(`${interval.name} ${by}`, { interval: { ...interval, months: interval.months + by } })
      const { minAgeAtTest } = modality
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
      if (modality.abnormal.resolvedBy.length > 0)
        put('never resolved', { abnormal: { ...modality.abnormal, resolvedBy: [] } })
    }
  })
  if (modalities.length > 1)
    for (const { id } of modalities) add(`without ${id}`, { modalities: modalities.filter((each) => each.id !== id) })
  return found
}
