import { type Day, dayText, firstDay } from './day.ts'
import type { Entry } from './entry.ts'
import { newestResults } from './newest.ts'
import { senseOf } from './result-sense.ts'
import type { Modality, Rule } from './rule.ts'

type Abnormality = NonNullable<Modality['abnormal']>
export type Abnormal = { readonly text: string; readonly entry: Entry }

export type Dated = { readonly entry: Entry; readonly day: Day }
/** What counts, by modality. */
export type Counted = ReadonlyMap<string, readonly Dated[]>

export const notNormal = ({ title }: Modality, day: Day, entry: Entry): Abnormal => ({
  text: `${title} of ${dayText(day)} was not normal`,
  entry,
})

/** By modality, the days on which it was done: on record, or as the clinician said. */
export type Days = ReadonlyMap<string, readonly Day[]>

export const isResolved = (by: readonly string[], day: Day, days: Days): boolean =>
  by.some((id) => (days.get(id) ?? []).some((each) => each >= day))

/** What counts and is abnormal, unless it was resolved. */
export function abnormalOf(rule: Rule, counted: Counted, days: Days): Abnormal | undefined {
  for (const modality of rule.modalities) {
    const { abnormal } = modality
    if (!abnormal) continue
    const found = abnormalAmong(
      (counted.get(modality.id) ?? []).map(({ entry }) => entry),
      abnormal,
    )
    if (!found?.date) continue
    const day = firstDay(found.date)
    if (!isResolved(abnormal.resolvedBy, day, days)) return notNormal(modality, day, found)
  }
  return undefined
}

/** The newest abnormal one: of any day where it stays, else of the newest day whose result is clear. */
function abnormalAmong(entries: readonly Entry[], { bounds, stays }: Abnormality): Entry | undefined {
  let newest: string | undefined
  for (const entry of newestResults(entries)) {
    const sense = entry.result ? senseOf(entry.result.value, entry.result.flag, bounds) : 'unclear'
    if (sense === 'unclear') continue
    newest ??= entry.date?.text
    if (!stays && entry.date?.text !== newest) return undefined
    if (sense === 'abnormal') return entry
  }
  return undefined
}
