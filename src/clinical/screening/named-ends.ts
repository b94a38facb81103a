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

/** The day on which nothing can go on any more of the pregnancy of which a week was told. */
function overByWeek(entry: Entry): readonly { readonly told: Day; readonly over: Day }[] {
  const week = weekOfCode(entry)
  if (week === undefined || !entry.date) return []
  return [{ told: firstDay(entry.date), over: addDays(lastDay(entry.date), (WEEKS - Math.min(week, WEEKS)) * 7) }]
}

/**
 * A birth, a miscarriage, an abortion, an ectopic pregnancy, or care after birth. What is coded up to six weeks after it is
 * most often of the puerperium, which WHO counts so long: https://www.who.int/publications/i/item/9789240045989
 */
const pregnancy: NamedEnd = {
  title: 'and no birth or other end of pregnancy from 42 days before it on',
  sets: ['pregnancy-end', 'gestation-code'],
  until: ({ index, today }) => {
    const ends = index
      .entriesOf('pregnancy-end')
      .filter(({ standing, date }) => (standing === 'done' || standing === 'past') && date && firstDay(date) <= today)
      .flatMap(({ date }) => (date ? lastDay(date) : []))
    const weeks = index
      .entriesOf('gestation-code')
      .filter(({ standing }) => standing !== 'void')
      .flatMap(overByWeek)
    // Where one goes on, an older week is of another; and where its end is recorded, that says when.
    const overs = weeks.some(({ over }) => over > today)
      ? []
      : weeks.filter(({ told }) => !ends.some((day) => day >= told)).map(({ over }) => over)
    return [...ends.map((day) => addDays(day, 42)), ...overs].toSorted().at(-1)
  },
}

/** The named functions a criterion may refer to in `endedBy`. */
export const ENDS: Readonly<Record<string, NamedEnd>> = { pregnancy }
