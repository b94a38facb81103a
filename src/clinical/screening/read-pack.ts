import { parseDate } from '#lib/dates.ts'
import { fingerprintOf } from '../note-format.ts'
import { ENDS } from './named-ends.ts'
import { INTERVALS } from './named-intervals.ts'
import { REVIEWS } from './named-reviews.ts'
import { TESTS } from './named-tests.ts'
import { WHOLES } from './named-wholes.ts'
import { SOURCES, SYSTEMS } from './rule.ts'
import type { CodeSet, Criterion, Modality, NextByResult, ResultBound, Rule, RulePack } from './rule.ts'
import { Fields, ShapeError, flag, listOf, matching, number, oneOf, tableOf, text, whole } from './shape.ts'
import type { Shape } from './shape.ts'

const id = matching(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a name of small letters, digits and dashes')
const url = matching(/^https:\/\/\S+$/, 'an https address')
const code = matching(new RegExp(`^(?:${SYSTEMS.join('|')})\\|[A-Za-z0-9.-]+\\*?$`), 'a code such as loinc|4548-4')
export const months = whole(1, 600)
export const years = whole(0, 120)
export const days = whole(0, 366)

export const day: Shape<string> = (value, at) =>
  matching(parseDate(value)?.precision === 'day' ? /^[0-9-]{10}$/ : /(?!)/, 'a day such as 2026-11-23')(value, at)

const codeSet: Shape<Omit<CodeSet, 'id'>> = (value, at) => {
  const f = new Fields(value, at, ['title', 'in', 'codes', 'names', 'words', 'bySide'])
  const set = {
    title: f.get('title', text),
    in: f.get('in', listOf(oneOf(SOURCES), 1)),
    codes: f.list('codes', code),
    names: f.list('names', matching(/^[a-z]+$/, 'one word of small letters')),
    words: f.list('words', matching(/^[a-z0-9]+([ |][a-z0-9]+)*$/, 'words of small letters, | between alternatives')),
    bySide: f.maybe('bySide', (value, at) => {
      const s = new Fields(value, at, ['left', 'right'])
      return { left: s.get('left', id), right: s.get('right', id) }
    }),
  }
  if (set.names.length > 0 && !set.in.includes('medications') && !set.in.includes('allergies')) {
    throw new ShapeError(`${f.place('names')}: only a set that is looked for in medications or allergies has names`)
  }
  if (set.words.length > 0 && !set.in.includes('problems')) {
    throw new ShapeError(`${f.place('words')}: only a set that is looked for in problems has words`)
  }
  return set
}

const criterion: Shape<Criterion> = (value, at) => {
  const f = new Fields(value, at, ['id', 'text', 'any', 'all', 'ever', 'withinMonths', 'endedBy'])
  const made = {
    id: f.get('id', id),
    text: f.get('text', text),
    any: f.list('any', id),
    all: f.list('all', id),
    ever: f.maybe('ever', flag) ?? false,
    withinMonths: f.maybe('withinMonths', months),
    endedBy: f.maybe('endedBy', oneOf(Object.keys(ENDS))),
  }
  if (made.any.length === 0 && made.all.length === 0) throw new ShapeError(`${at}: names no code set in any or all`)
  return made
}

const limit = (f: Fields, at: string): ResultBound => {
  const [atLeast, below, unit] = [f.maybe('atLeast', number), f.maybe('below', number), f.maybe('unit', text)]
  if ((atLeast === undefined) === (below === undefined))
    throw new ShapeError(`${at}: has exactly one of atLeast, below`)
  return atLeast === undefined ? { below: below ?? 0, unit } : { atLeast, unit }
}

const bound: Shape<ResultBound> = (value, at) => limit(new Fields(value, at, ['atLeast', 'below', 'unit']), at)

export const nextByResult: Shape<NextByResult> = (value, at) => {
  const f = new Fields(value, at, ['atLeast', 'below', 'unit', 'months'])
  return { ...limit(f, at), months: f.get('months', months) }
}

const needs: Shape<Modality['needsResult']> = (value, at) =>
  typeof value === 'string' ? oneOf(['number', 'clear'])(value, at) : flag(value, at)

const words = matching(/^[a-z0-9|-]+( [a-z0-9|-]+)*$/, 'words of small letters')

const modality: Shape<Modality> = (value, at) => {
  const f = new Fields(value, at, [
    'id',
    'title',
    'codes',
    'titles',
    'resultTitles',
    'months',
    'once',
    'active',
    'minAgeAtTest',
    'maxAgeAtTest',
    'needsResult',
    'abnormal',
    'nextByResult',
    'interval',
    'after',
    'whole',
    'office',
    'intent',
  ])
  const lasts = [f.maybe('months', months), f.maybe('once', flag), f.maybe('active', flag)]
  if (lasts.filter((each) => each !== undefined && each !== false).length !== 1) {
    throw new ShapeError(`${at}: has exactly one of months, once: true, active: true`)
  }
  return {
    id: f.get('id', id),
    title: f.get('title', text),
    codes: f.list('codes', id),
    titles: f.list('titles', words),
    resultTitles: f.list('resultTitles', words),
    months: f.maybe('months', months),
    active: f.maybe('active', flag) ?? false,
    minAgeAtTest: f.maybe('minAgeAtTest', years),
    maxAgeAtTest: f.maybe('maxAgeAtTest', years),
    needsResult: f.maybe('needsResult', needs) ?? false,
    abnormal: f.maybe('abnormal', (value, at) => {
      const a = new Fields(value, at, ['stays', 'resolvedBy', 'bounds'])
      return {
        stays: a.maybe('stays', flag) ?? false,
        resolvedBy: a.list('resolvedBy', id),
        bounds: a.list('bounds', bound),
      }
    }),
    nextByResult: f.list('nextByResult', nextByResult),
    interval: f.maybe('interval', (value, at) => {
      const i = new Fields(value, at, ['name', 'months'])
      return { name: i.get('name', oneOf(Object.keys(INTERVALS))), months: i.get('months', months) }
    }),
    after: f.maybe('after', id),
    whole: f.maybe('whole', oneOf(Object.keys(WHOLES))),
    office: f.maybe('office', flag) ?? false,
    intent: f.list('intent', code),
  }
}

const also: Shape<Rule['source']['also'][number]> = (value, at) => {
  const a = new Fields(value, at, ['organisation', 'says', 'issued', 'url'])
  return {
    organisation: a.get('organisation', text),
    says: a.get('says', text),
    issued: a.get('issued', day),
    url: a.get('url', url),
  }
}

const rule: Shape<Rule> = (value, at) => {
  const f = new Fields(value, at, [
    'id',
    'version',
    'title',
    'kind',
    'decide',
    'source',
    'eligibility',
    'exclusions',
    'guards',
    'review',
    'modalities',
    'dueSoonDays',
    'graceDays',
    'advice',
  ])
  return {
    id: f.get('id', id),
    version: f.get('version', whole(1, 9999)),
    title: f.get('title', text),
    kind: f.get('kind', oneOf(['screening', 'monitoring'])),
    decide: f.maybe('decide', oneOf(['recommend', 'consider'])) ?? 'recommend',
    source: f.get('source', (value, at) => {
      const s = new Fields(value, at, ['organisation', 'grade', 'issued', 'url', 'reviewBy', 'also'])
      return {
        organisation: s.get('organisation', text),
        grade: s.get('grade', text),
        issued: s.get('issued', day),
        url: s.get('url', url),
        reviewBy: s.get('reviewBy', day),
        also: s.list('also', also),
      }
    }),
    eligibility: f.get('eligibility', eligibility),
    exclusions: f.list('exclusions', criterion),
    guards: f.list('guards', criterion),
    review: f.maybe('review', oneOf(Object.keys(REVIEWS))),
    modalities: f.get('modalities', listOf(modality, 1)),
    dueSoonDays: f.get('dueSoonDays', days),
    graceDays: f.maybe('graceDays', days) ?? 0,
    advice: f.get('advice', text),
  }
}

const ageShape: Shape<Rule['eligibility']['age']> = (value, at) => {
  const f = new Fields(value, at, ['min', 'max', 'younger', 'older'])
  const age = {
    min: f.get('min', years),
    max: f.maybe('max', years),
    younger: f.maybe('younger', text),
    older: f.maybe('older', text),
  }
  if (age.max !== undefined && age.max < age.min) {
    throw new ShapeError(`${f.place('max')}: must not be below min (${age.min}), but is ${age.max}`)
  }
  return age
}

const eligibility: Shape<Rule['eligibility']> = (value, at) => {
  const f = new Fields(value, at, ['age', 'sex', 'conditions', 'risk', 'test'])
  return {
    age: f.get('age', ageShape),
    sex: f.maybe('sex', oneOf(['female', 'male'])),
    conditions: f.list('conditions', criterion),
    risk: f.maybe('risk', (value, at) => {
      const r = new Fields(value, at, ['any', 'ask'])
      return { any: r.list('any', criterion), ask: r.get('ask', text) }
    }),
    test: f.maybe('test', oneOf(Object.keys(TESTS))),
  }
}

/** Every set that is named must exist, every name be there once, every `resolvedBy` be a modality of its rule. */
function checkNames(rules: readonly Rule[], flags: readonly Criterion[], sets: ReadonlyMap<string, CodeSet>): void {
  const known = (name: string, at: string) => {
    if (!sets.has(name)) throw new ShapeError(`${at}: there is no code set ${name}`)
  }
  const criteria = (list: readonly Criterion[], at: string) =>
    list.forEach((each, n) => [...each.any, ...each.all].forEach((name) => known(name, `${at}[${n}]`)))
  for (const { id, bySide } of sets.values()) {
    for (const name of bySide ? [bySide.left, bySide.right] : []) known(name, `codeSets.${id}.bySide`)
  }
  criteria(flags, 'flags')
  const ids = new Set<string>()
  rules.forEach((each, n) => {
    const at = `rules[${n}]`
    if (ids.has(each.id)) throw new ShapeError(`${at}.id: ${each.id} is there twice`)
    ids.add(each.id)
    criteria(each.exclusions, `${at}.exclusions`)
    criteria(each.guards, `${at}.guards`)
    criteria(each.eligibility.conditions, `${at}.eligibility.conditions`)
    criteria(each.eligibility.risk?.any ?? [], `${at}.eligibility.risk.any`)
    const own = each.modalities.map(({ id }) => id)
    each.modalities.forEach((one, m) => {
      const here = `${at}.modalities[${m}]`
      if (own.indexOf(one.id) !== m) throw new ShapeError(`${here}.id: ${one.id} is there twice`)
      one.codes.forEach((name) => known(name, `${here}.codes`))
      if (one.after !== undefined) known(one.after, `${here}.after`)
      for (const name of one.abnormal?.resolvedBy ?? []) {
        if (!own.includes(name)) throw new ShapeError(`${here}.abnormal.resolvedBy: there is no modality ${name}`)
      }
    })
  })
}

/** A rule pack from its JSON; throws a ShapeError that names the field. */
export function readPack(value: unknown): RulePack {
  const f = new Fields(value, '', ['$schema', 'id', 'version', 'title', 'codeSets', 'rules', 'omitted', 'flags'])
  const sets = f.get('codeSets', (value, at) => tableOf(value, at, codeSet))
  const codeSets = new Map([...sets].map(([id, set]) => [id, { ...set, id }]))
  const rules = f.get('rules', listOf(rule, 1))
  const flags = f.list('flags', criterion)
  checkNames(rules, flags, codeSets)
  return {
    id: f.get('id', id),
    version: f.get('version', text),
    title: f.get('title', text),
    codeSets,
    rules,
    flags,
    omitted: f.list('omitted', (value, at) => {
      const o = new Fields(value, at, ['service', 'reason'])
      return { service: o.get('service', text), reason: o.get('reason', text) }
    }),
    hash: fingerprintOf(JSON.stringify(value)),
  }
}
