import type { Context } from './criteria.ts'
import { type Day, addDays, firstDay, lastDay } from './day.ts'
import type { Entry } from './entry.ts'
import { weekOfCode } from './gestation.ts'

/** When another entry says that a condition is over, although its own was left open. */
export type NamedEnd = {
  /** Completes "recorded, …". */
  readonly title: string
  readonly sets: readonly string[]
  /** The last day of an entry that is over by it; undefined: none is. */
  readonly until: (context: Context) => Day | undefined
}

const WEEKS = 44

/** A week that was told, and the 44 weeks since are over: nothing of that pregnancy goes on. */
function overByWeek(entry: Entry, today: Day): readonly Day[] {
  const week = weekOfCode(entry)
  if (week === undefined || !entry.date) return []
  const over = addDays(lastDay(entry.date), (WEEKS - Math.min(week, WEEKS)) * 7)
  return over <= today ? [over] : []
}

/**
 * A birth, a miscarriage, an abortion, an ectopic pregnancy, or care after birth. What is coded up to six weeks after it is
 * most often of the puerperium, which WHO counts so long: https://www.who.int/publications/i/item/9789240045989
 */
const pregnancy: NamedEnd = {
  title: 'and no birth or other end of pregnancy from 42 days before it on',
  sets: ['pregnancy-end', 'gestation-code'],
  until: ({ index, today }) => {
    const ended = index
      .entriesOf('pregnancy-end')
      .filter(({ standing, date }) => (standing === 'done' || standing === 'past') && date && firstDay(date) <= today)
      .flatMap(({ date }) => (date ? addDays(lastDay(date), 42) : []))
    const told = index
      .entriesOf('gestation-code')
      .filter(({ standing }) => standing !== 'void')
      .flatMap((entry) => overByWeek(entry, today))
    return [...ended, ...told].toSorted().at(-1)
  },
}

/** The named functions a criterion may refer to in `endedBy`. */
export const ENDS: Readonly<Record<string, NamedEnd>> = { pregnancy }
