import type { Context } from './criteria.ts'
import { addMonths, firstDay } from './day.ts'
import type { Entry } from './entry.ts'
import { newestResults } from './newest.ts'
import { reaches, senseOf } from './result-sense.ts'

/** An interval that hangs on more than the one result: undefined where the modality's own months hold. */
export type NamedInterval = {
  readonly title: string
  readonly sets: readonly string[]
  readonly months: (entry: Entry, context: Context) => number | undefined
}

/** ADA Standards, IHS Standards: two years after an examination without retinopathy, while glycaemia is at goal. */
const eyesAtGoal: NamedInterval = {
  title: '2 y after an examination without retinopathy, while the newest HbA1c of the last 12 months is below 8 %',
  sets: ['a1c'],
  months: ({ result }, { index, today }) => {
    if (!result || senseOf(result.value, result.flag, []) !== 'normal') return undefined
    const [newest] = newestResults(index.entriesOf('a1c'))
    if (!newest?.date || !newest.result || firstDay(newest.date) <= addMonths(today, -12)) return undefined
    return reaches(newest.result.value, { atLeast: 8, unit: '%' }) === false ? 24 : undefined
  },
}

/** AHA/ACC cholesterol guideline: a treatment is followed by its lipids, at least yearly. */
const lipidsOnStatin: NamedInterval = {
  title: '12 mo while a statin is recorded as active',
  sets: ['statin'],
  months: (_, { index }) => (index.entriesOf('statin').some(({ standing }) => standing === 'done') ? 12 : undefined),
}

/** The named functions a modality may refer to in `interval`. */
export const INTERVALS: Readonly<Record<string, NamedInterval>> = {
  'eyes-at-goal': eyesAtGoal,
  'lipids-on-statin': lipidsOnStatin,
}
