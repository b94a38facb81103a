import type { Dated } from './abnormal.ts'
import type { Open } from './by-name.ts'
import {
  MAY_HAVE_FAILED,
  NO_RESULT_IN_REPORT,
  DAY_FAILED,
  awayFromOffice,
  doubtOf,
  hasNoValue,
  isAbnormal,
  mayBeAway,
  refusal,
  spanOf,
} from './counts.ts'
import type { Context } from './criteria.ts'
import { firstDay } from './day.ts'
import { type Entry, MAY_SAY_FAILED, NOTE_OF_FAILURE, SAYS_NOT_DONE } from './entry.ts'
import { type NotCounted, brief } from './lasts.ts'
import type { Modality, Rule } from './rule.ts'

/** What the chart holds for one modality by its codes: what counts, what only a person can make count, and what does not. */
type Sorted = {
  readonly done: readonly Dated[]
  readonly doubtful: readonly Open[]
  readonly refused: readonly NotCounted[]
}

export function sorted(rule: Rule, modality: Modality, context: Context): Sorted {
  const [done, doubtful, refused]: [Dated[], Open[], NotCounted[]] = [[], [], []]
  const span = spanOf(modality, context)
  const youngest = Math.min(...rule.modalities.map(({ minAgeAtTest = 0 }) => minAgeAtTest))
  const isFirst = span.least !== undefined && modality.minAgeAtTest === youngest
  const entries = new Set(modality.codes.flatMap((set) => context.index.entriesOf(set)))
  for (const entry of entries) {
    // A child's high lead is for a person also where it was too early to close anything.
    const asked = isFirst && isAbnormal(entry, modality) ? { ...span, least: undefined } : span
    const no = refusal(entry, modality, asked) ?? awayFromOffice(entry, modality, context)
    const why =
      entry.standing === 'uncertain' ? entry.why : (doubtOf(entry, modality) ?? mayBeAway(entry, modality, context))
    if (no !== undefined) refused.push({ ...brief(entry), why: no })
    else if (why !== undefined) doubtful.push({ entry, modality, why })
    else done.push({ entry, day: entry.date ? firstDay(entry.date) : '' })
  }
  return besideEachOther({ done, doubtful, refused }, modality)
}

const FAILED: ReadonlySet<string> = new Set([MAY_HAVE_FAILED, MAY_SAY_FAILED, NOTE_OF_FAILURE, SAYS_NOT_DONE])
const RESULT_BESIDE = 'its report holds no result, which stands beside it'

/** One service is often recorded twice, as done and by its report: what the report says of that day holds for both. */
function besideEachOther({ done, doubtful, refused }: Sorted, modality: Modality): Sorted {
  const isOfDay =
    (list: readonly { readonly entry: Pick<Entry, 'date'> }[]) =>
    ({ date }: Entry) =>
      date !== undefined && list.some(({ entry }) => entry.date?.text === date.text)
  const hasFailed = isOfDay(
    [...doubtful, ...refused.map((entry) => ({ entry, why: entry.why }))].filter(({ why }) => FAILED.has(why)),
  )
  const hasWords = isOfDay(done.filter(({ entry }) => !hasNoValue(entry)))
  const [stands, undone] = parted(done, ({ entry }) => !hasFailed(entry) || hasWords(entry))
  const isDone = isOfDay(stands)
  const [beside, left] = parted(doubtful, ({ entry, why }) => why === NO_RESULT_IN_REPORT && isDone(entry))
  return {
    done: stands,
    doubtful: [...left, ...undone.map(({ entry }) => ({ entry, modality, why: DAY_FAILED }))],
    refused: [...refused, ...beside.map(({ entry }) => ({ ...brief(entry), why: RESULT_BESIDE }))],
  }
}

const parted = <T>(list: readonly T[], isFirst: (each: T) => boolean): readonly [readonly T[], readonly T[]] => [
  list.filter(isFirst),
  list.filter((each) => !isFirst(each)),
]
