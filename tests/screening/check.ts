import { addDays, addMonths, birthday } from '#clinical/screening/day.ts'
import type { RulePack } from '#clinical/screening/rule.ts'
import type { Say } from '#clinical/screening/say.ts'
import { on } from '../fixtures.ts'
import { TODAY, ask, person } from './chart.ts'
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
export function wrongInterval(
  [rule, modality, done, months, soon]: HowLong,
  [, sex, from, to, given]: Who,
  pack: RulePack,
): string[] {
  const age = rule.startsWith('cervical-cancer') ? Math.max(from, 60) : (to ?? from + 20)
  const who = person(turning(age), sex === 'male' ? 'male' : 'female')
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
