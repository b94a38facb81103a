import { addDays, addMonths, birthday } from '#clinical/screening/day.ts'
import { PACK } from '#clinical/screening/pack.ts'
import type { Criterion, RulePack } from '#clinical/screening/rule.ts'
import { NO_VALUE } from '#clinical/result.ts'
import type { SourceName } from '#clinical/screening/rule.ts'
import type { Say } from '#clinical/screening/say.ts'
import { on } from '../fixtures.ts'
import { type Fact, TODAY, allergic, ask, has, operation, person, report, takes } from './chart.ts'
import { COUNTS_WITHOUT_RESULT, JUDGED, NEEDS_MORE_THAN_DONE, STAYS, type When } from './thresholds-criteria.ts'
import type { HowLong, Who } from './thresholds.ts'

/** Born so that this is the first day of being so old. */
const turning = (age: number): string => birthday(TODAY, -age)

/** What is wrong with a rule's ages, held against the guideline: the day before, on, the last day and the day after. */
export function wrongAges([rule, sex, from, to, given]: Who, pack: RulePack): string[] {
  const applies = (birth: string, of: 'female' | 'male'): boolean =>
    ask(rule, person(birth, of), given, { pack }).status.kind !== 'not-applicable'
  const own = sex === 'male' ? 'male' : 'female'
  const other = own === 'male' ? 'female' : 'male'
  const wrong: string[] = []
  const expect = (what: string, is: boolean, wanted: boolean) => {
    if (is !== wanted) wrong.push(`${rule}: ${what} ${wanted ? 'should' : 'should not'} be asked`)
  }
  expect(`the day before turning ${from}`, applies(addDays(turning(from), 1), own), false)
  expect(`on turning ${from}`, applies(turning(from), own), true)
  if (to === undefined) expect('at 99', applies(turning(99), own), true)
  else {
    expect(`the day before turning ${to + 1}`, applies(addDays(turning(to + 1), 1), own), true)
    expect(`on turning ${to + 1}`, applies(turning(to + 1), own), false)
  }
  expect(`the other sex at ${from}`, applies(turning(from), other), sex === 'any')
  return wrong
}

/** What is wrong with an interval: ends today, ends tomorrow, begins to be soon, is not soon yet. */
export function wrongInterval([rule, modality, done, months, soon]: HowLong, row: Who, pack: RulePack): string[] {
  const given = row[4]
  const who = someone(row, modality)
  const wrong: string[] = []
  const status = (when: string): string => {
    const says: Say[] = done
      ? []
      : [{ kind: 'done-elsewhere', rule, modality, on: on(when), place: 'elsewhere', said: when }]
    return ask(rule, who, [...given, ...(done ? [done(when)] : [])], { pack, says }).status.kind
  }
  const expect = (what: string, is: string, wanted: readonly string[]) => {
    if (!wanted.includes(is)) wrong.push(`${rule}, ${modality}, ${what}: ${is}, not ${wanted.join(' or ')}`)
  }
  if (months === 0) {
    expect('long ago', status(addMonths(TODAY, -20)), ['up-to-date'])
    return wrong
  }
  // The first day whose interval still ends after today; months are of unequal length.
  const ran = addMonths(TODAY, -months)
  // A risk that is not recorded, or a shared decision, is asked about again; it is never overdue by itself.
  expect('ends today', status(ran), ['overdue', 'cannot-tell', 'needs-review'])
  expect('ends tomorrow', status(addDays(ran, 1)), [soon === 0 ? 'up-to-date' : 'due-soon'])
  if (soon > 0) {
    expect('is soon', status(addMonths(addDays(TODAY, soon), -months)), ['due-soon'])
    expect('is not soon yet', status(addMonths(addDays(TODAY, soon + 1), -months)), ['up-to-date'])
  }
  return wrong
}

/** Of an age at which the rule applies and its tests count. */
function someone([rule, sex, from, to]: Who, modality?: string) {
  // What counts only until the second birthday is asked of who is just two.
  const age = modality === 'lead' ? 2 : rule.startsWith('cervical-cancer') ? Math.max(from, 60) : (to ?? from + 20)
  return person(turning(age), sex === 'male' ? 'male' : 'female')
}

const DONE: ReadonlySet<string> = new Set(['up-to-date', 'due-soon'])
const RESULTS: ReadonlySet<SourceName> = new Set(['laboratory', 'vitals', 'socialHistory', 'assessments'])
const saying = ({ from, item }: Fact, text: string): Fact => ({
  from,
  item: { ...(item as object), value: { kind: 'text', text, codings: [] }, conclusion: text },
})

/** What is wrong with what a result means: that there is one, that it is abnormal, and for how long it is. */
export function wrongResult([rule, modality, done, months]: HowLong, row: Who, pack: RulePack): string[] {
  if (!done) return []
  const given = row[4]
  const name = `${rule} ${modality}`
  // A shared decision needs a person in any case; what counts here is that the result is what needs one.
  const kind = (facts: readonly Fact[]) => {
    const { status } = ask(rule, someone(row, modality), [...given, ...facts], { pack })
    return status.kind === 'needs-review' && !status.because.includes('follow-up') ? 'to decide' : status.kind
  }
  const wrong: string[] = []
  const [newer, older] = [addDays(TODAY, -20), addDays(TODAY, months === 0 ? -3000 : -60)]
  const asReport = (when: string): Fact => {
    const made = done(when)
    if (RESULTS.has(made.from)) return made
    const { concept } = made.item as { concept: { codings: readonly unknown[] } }
    return { from: 'reports', item: { ...(report('An examination', when).item as object), type: concept } }
  }
  if (RESULTS.has(done(newer).from)) {
    const bare = {
      from: done(newer).from,
      item: { ...(done(newer).item as object), value: { kind: 'absent', reason: NO_VALUE } },
    }
    const counts = DONE.has(kind([bare]))
    if (counts !== COUNTS_WITHOUT_RESULT.has(name))
      wrong.push(`${name}: without a result ${counts ? 'counts' : 'does not'}`)
  }
  if (RESULTS.has(done(newer).from)) {
    const { from, item } = saying(done(newer), 'Done')
    const counts = DONE.has(kind([{ from, item: { ...(item as object), flag: undefined } }]))
    if (counts === NEEDS_MORE_THAN_DONE.has(name))
      wrong.push(`${name}: the word “done” ${counts ? 'counts' : 'does not'}`)
  }
  const reviewed = kind([saying(asReport(newer), 'Positive')]) === 'needs-review'
  if (reviewed !== JUDGED.has(name)) wrong.push(`${name}: positive ${reviewed ? 'is' : 'is not'} reviewed`)
  if (JUDGED.has(name)) {
    const stays = kind([saying(asReport(older), 'Positive'), saying(asReport(newer), 'Negative')]) === 'needs-review'
    if (stays !== STAYS.has(name)) wrong.push(`${name}: positive ${stays ? 'stays' : 'is undone'} after a negative one`)
  }
  return wrong
}

/** One entry of a criterion, from the reading where it is kept. */
function entryOf({ any }: Criterion, when: string, over: boolean, pack: RulePack): Fact | undefined {
  const set = pack.codeSets.get(any[0] ?? '')
  const key = set?.codes[0] ?? ''
  if (set?.in.includes('problems')) return has(key, when, over ? { status: 'resolved' } : {})
  if (set?.in.includes('procedures')) return operation(key, when)
  if (set?.in.includes('medications')) return takes(key, over ? { status: 'stopped' } : {})
  return set?.in.includes('allergies') ? allergic(key, 'a drug', over ? { status: 'resolved' } : {}) : undefined
}

/** What is wrong with when a criterion holds: now, also when it is over, and how long ago. */
export function wrongCriterion([rule, part, id, holds, months]: When, row: Who, pack: RulePack): string[] {
  // The codes come from the pack as it is: a mutant must not bring its own proof.
  const own = PACK.rules.find((each) => each.id === rule)
  if (!own) return [`${rule}: is not there`]
  const lists = {
    condition: own.eligibility.conditions,
    risk: own.eligibility.risk?.any ?? [],
    exclusion: own.exclusions,
    guard: own.guards,
  }
  const criterion = lists[part].find((each) => each.id === id)
  if (!criterion) return [`${rule}: has no ${part} ${id}`]
  const alone = part === 'condition' || (part === 'risk' && own.eligibility.conditions.length === 0)
  const others = alone ? [] : row[4]
  const kind = (facts: readonly Fact[]) => {
    const { status } = ask(rule, someone(row), facts, { pack })
    return status.kind === 'cannot-tell' || status.kind === 'needs-review'
      ? `${status.kind} ${status.because}`
      : status.kind
  }
  const [without, wrong] = [kind(others), [] as string[]]
  const expect = (what: string, when: string, over: boolean, wanted: boolean) => {
    const fact = entryOf(criterion, when, over, PACK)
    const matters = fact !== undefined && kind([...others, fact]) !== without
    if (matters !== wanted) wrong.push(`${rule}: ${part} ${id}, ${what}, ${wanted ? 'should' : 'should not'} matter`)
  }
  const recent = addDays(TODAY, -30)
  expect('now', recent, false, true)
  expect('over', recent, true, holds === 'ever')
  if (months !== undefined) {
    expect('on the last day', addMonths(TODAY, -months), false, true)
    expect('the day before that', addDays(addMonths(TODAY, -months), -1), false, false)
  }
  return wrong
}
