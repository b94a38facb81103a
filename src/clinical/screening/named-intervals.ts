import type { ResultValue } from '../result.ts'
import type { Context } from './criteria.ts'
import { addMonths, firstDay } from './day.ts'
import type { Entry } from './entry.ts'
import { newestNumbers, numbersOfNewestDay } from './newest.ts'
import { numberIn, reaches, senseOf } from './result-sense.ts'

/**
 * When an interval of its own holds, by more than the one result; how long it is, the rule says. A number: so many times in
 * that interval.
 */
export type NamedInterval = {
  readonly title: string
  readonly sets: readonly string[]
  /** Holds for everybody, a whole number of times: what the modality has besides it says nothing. */
  readonly always?: true
  /** `entry` undefined: one of which nothing but its day is known. */
  readonly holds: (entry: Entry | undefined, context: Context) => boolean | number
}

/** The values of the newest day with a number. */
const valuesOf = (set: string, { index }: Context): readonly ResultValue[] =>
  numbersOfNewestDay(index.entriesOf(set)).flatMap(({ result }) => result?.value ?? [])

const isRecent = ({ date }: Entry, months: number, { today }: Context): boolean =>
  date !== undefined && firstDay(date) > addMonths(today, -months)

/** The same, of the last so many months. */
const recentOf = (set: string, months: number, context: Context): readonly ResultValue[] =>
  numbersOfNewestDay(context.index.entriesOf(set).filter((entry) => isRecent(entry, months, context))).flatMap(
    ({ result }) => result?.value ?? [],
  )

/** What cannot be compared may be beyond the limit. */
const mayReach = (value: ResultValue, atLeast: number, unit?: string): boolean =>
  reaches(value, { atLeast, unit }) !== false

/** ADA Standards, IHS Standards: rarer after an examination without retinopathy, while glycaemia is at goal. */
const eyesAtGoal: NamedInterval = {
  title:
    'after an examination without retinopathy, and with none on record, while the newest HbA1c of the last 12 months is below 8 %',
  sets: ['a1c', 'diabetic-retinopathy'],
  holds: (entry, context) => {
    const result = entry?.result
    if (context.index.entriesOf('diabetic-retinopathy').some(({ standing }) => standing !== 'void')) return false
    if (!result || senseOf(result.value, result.flag, []) !== 'normal') return false
    const newest = recentOf('a1c', 12, context)
    return newest.length > 0 && !newest.some((value) => mayReach(value, 8, '%'))
  },
}

/** AHA/ACC cholesterol guideline: a treatment is followed by its lipids, at least yearly. */
const lipidsOnStatin: NamedInterval = {
  title: 'while a statin is recorded as active',
  sets: ['statin'],
  holds: (_, { index }) => index.entriesOf('statin').some(({ standing }) => standing === 'done'),
}

/** Times a year, by eGFR from 60, 45, 30, 15 and below (rows) and urine albumin below 30, below 300 mg/g and above. */
const VISITS = [
  [1, 1, 3],
  [1, 2, 3],
  [2, 3, 3],
  [3, 3, 4],
  [4, 4, 4],
] as const

/** What cannot be compared may be beyond the limit. The limits in mg/mmol are the same figure's own. */
function albuminColumn(value: ResultValue): 0 | 1 | 2 {
  const isAtLeast = (perGram: number, perMmol: number) =>
    (reaches(value, { atLeast: perGram, unit: 'mg/g' }) ?? reaches(value, { atLeast: perMmol, unit: 'mg/mmol' })) !==
    false
  return isAtLeast(300, 30) ? 2 : isAtLeast(30, 3) ? 1 : 0
}

const rateRow = (value: ResultValue): number =>
  [60, 45, 30, 15].filter((below) => reaches(value, { below, unit: undefined }) !== false).length

/**
 * ADA Standards 2024, Fig. 11.1: visits a year by eGFR and albumin, the newest of each: a low one is no better because nobody
 * measured it since. One that is not on record is taken as normal, because its own rule then asks for it; recorded kidney
 * disease without an eGFR of two years, as at its worst. https://doi.org/10.2337/dc24-S011
 */
const kidneyVisits: NamedInterval = {
  title:
    'divided by the visits a year of ADA 2024, Fig. 11.1, for the newest eGFR and urine albumin: 1 to 4 (kidney disease of stage 3 or more without an eGFR of 24 months: 4)',
  sets: ['egfr', 'uacr', 'ckd'],
  always: true,
  holds: (_, context) => {
    const isSick = context.index.entriesOf('ckd').some(({ standing }) => standing === 'done')
    if (isSick && recentOf('egfr', 24, context).length === 0) return 4
    const row = Math.max(0, ...valuesOf('egfr', context).map(rateRow))
    const column = valuesOf('uacr', context)
      .map(albuminColumn)
      .reduce((a, b) => (b > a ? b : a), 0)
    return VISITS[row]?.[column] ?? 4
  },
}

/**
 * USPSTF 2021-04-27: yearly at increased risk, such as overweight or a high-normal pressure, which its edition of 2015-10-13
 * says is 130 to 139 or 85 to 89. A body mass index that nobody recorded, or not of late, is not a low one.
 */
const pressureRisk: NamedInterval = {
  title:
    'at a newest body mass index of 25 or more, or none of the last 24 months, or at a newest pressure of 130/85 mmHg or more',
  sets: ['bmi', 'systolic', 'diastolic'],
  holds: (entry, context) => {
    const weights = recentOf('bmi', 24, context)
    if (weights.length === 0 || weights.some((value) => mayReach(value, 25))) return true
    const beside = newestNumbers(context.index.entriesOf('diastolic')).filter(
      ({ date }) => date?.text === entry?.date?.text,
    )
    return isAtLeast(entry, 130) || beside.some((diastolic) => isAtLeast(diastolic, 85))
  },
}

const isAtLeast = (entry: Entry | undefined, atLeast: number): boolean =>
  entry?.result !== undefined && numberIn(entry.result.value) !== undefined && mayReach(entry.result.value, atLeast)

/** The named functions a modality may refer to in `interval`. */
export const INTERVALS: Readonly<Record<string, NamedInterval>> = {
  'eyes-at-goal': eyesAtGoal,
  'lipids-on-statin': lipidsOnStatin,
  'kidney-visits': kidneyVisits,
  'pressure-risk': pressureRisk,
}
