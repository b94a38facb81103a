import { type Chart, missingOf } from './chart.ts'
import type { ChartIndex } from './chart-index.ts'
import { addMonths, firstDay, lastDay } from './day.ts'
import type { Entry } from './entry.ts'
import { ENDS } from './named-ends.ts'
import { inOrder } from './newest.ts'
import type { Criterion, RulePack, SourceName } from './rule.ts'

/** `maybe`: recorded, but unconfirmed or without a status that says it counts. */
export type Match = { readonly kind: 'yes' | 'maybe'; readonly entries: readonly Entry[] } | { readonly kind: 'no' }

/** What every decision about one patient is made from. */
export type Context = {
  readonly chart: Chart
  readonly index: ChartIndex
  readonly pack: RulePack
  readonly today: string
  /** For clinical use where the record states it; undefined where neither female nor male is recorded. */
  readonly sex: 'female' | 'male' | undefined
  /** The first and the last day the birth date can mean. */
  readonly born: { readonly first: string; readonly last: string }
}

export const setsOf = ({ any, all }: Criterion): readonly string[] => [...any, ...all]

/** The readings in which the sets are looked for: all of them must be whole before "not there" may be said. */
export const sourcesOf = (pack: RulePack, sets: readonly string[]): readonly SourceName[] => [
  ...new Set(sets.flatMap((set) => pack.codeSets.get(set)?.in ?? [])),
]

// SNOMED CT and LOINC for the answer "no".
const NO: ReadonlySet<string> = new Set(['373067005', 'LA32-8'])

/** A question was asked, and the answer is that it is not so. */
const isNo = ({ result }: Entry): boolean =>
  result?.value.kind === 'text' &&
  (/^\s*no\b/i.test(result.value.text) || result.value.codings.some(({ code }) => code !== undefined && NO.has(code)))

function fits(entry: Entry, { ever, withinMonths }: Criterion, today: string): boolean {
  if (isNo(entry)) return false
  if (entry.standing === 'void' || (entry.standing === 'past' && !ever)) return false
  if (withinMonths === undefined) return true
  // Without a date only the problem list, which is kept up to date, says that it is so now.
  return entry.date ? lastDay(entry.date) >= addMonths(today, -withinMonths) : entry.from === 'problems'
}

const endOf = ({ endedBy }: Criterion) => (endedBy === undefined ? undefined : ENDS[endedBy])

/** The readings that may say that it has ended, and were not read whole. */
export const endsUnread = (criterion: Criterion, { chart, pack }: Context): readonly SourceName[] =>
  missingOf(chart, sourcesOf(pack, endOf(criterion)?.sets ?? []))

/** Whether another entry may have ended it: also where what could hold such an entry was not read whole. */
function overBy(criterion: Criterion, context: Context): (entry: Entry) => boolean {
  const end = endOf(criterion)
  if (!end) return () => false
  if (endsUnread(criterion, context).length > 0) return () => true
  const until = end.until(context)
  return ({ date }) => until !== undefined && (!date || firstDay(date) <= until)
}

const oneOf = (criterion: Criterion, sets: readonly string[], context: Context): Match => {
  const { index, today } = context
  const found = sets.flatMap((set) => index.entriesOf(set)).filter((entry) => fits(entry, criterion, today))
  const entries = inOrder([...new Set(found)])
  const isOver = overBy(criterion, context)
  const sure = entries.filter((entry) => entry.standing !== 'uncertain' && !isOver(entry))
  if (sure.length > 0) return { kind: 'yes', entries: sure }
  return entries.length > 0 ? { kind: 'maybe', entries } : { kind: 'no' }
}

export function match(criterion: Criterion, context: Context): Match {
  const any = oneOf(criterion, criterion.any, context)
  if (any.kind === 'yes' || criterion.all.length === 0) return any
  const each = criterion.all.map((set) => oneOf(criterion, [set], context))
  const entries = each.flatMap((one) => (one.kind === 'no' ? [] : one.entries))
  if (each.some(({ kind }) => kind === 'no')) return any
  return { kind: each.every(({ kind }) => kind === 'yes') ? 'yes' : 'maybe', entries }
}

export type Found = { readonly criterion: Criterion; readonly match: Match & { readonly kind: 'yes' | 'maybe' } }

/** The first criterion that surely holds, else the first that may. */
export function firstOf(criteria: readonly Criterion[], context: Context): Found | undefined {
  let maybe: Found | undefined
  for (const criterion of criteria) {
    const found = match(criterion, context)
    if (found.kind === 'yes') return { criterion, match: { ...found, kind: 'yes' } }
    if (found.kind === 'maybe') maybe ??= { criterion, match: { ...found, kind: 'maybe' } }
  }
  return maybe
}
