import type { ResultValue } from '../result.ts'
import type { Context } from './criteria.ts'
import { addMonths, firstDay } from './day.ts'
import type { Entry } from './entry.ts'
import { extremeOfNewestDay, newestResults } from './newest.ts'
import { numberIn, reaches, senseOf } from './result-sense.ts'

/**
 * When an interval of its own holds, by more than the one result; how long it is, the rule says. A number: so many times in
 * that interval.
 */
export type NamedInterval = {
  readonly title: string
  readonly sets: readonly string[]
  readonly holds: (entry: Entry, context: Context) => boolean | number
}

/** Of the newest day with a number in the last so many months the value that asks for more care. */
function worstOfNewestDay(
  set: string,
  months: number,
  worst: 'lowest' | 'highest',
  { index, today }: Context,
): ResultValue | undefined {
  const isRecent = ({ date }: Entry) => date !== undefined && firstDay(date) > addMonths(today, -months)
  return extremeOfNewestDay(index.entriesOf(set).filter(isRecent), worst)?.result?.value
}

/** ADA Standards, IHS Standards: rarer after an examination without retinopathy, while glycaemia is at goal. */
const eyesAtGoal: NamedInterval = {
  title: 'after an examination without retinopathy, while the newest HbA1c of the last 12 months is below 8 %',
  sets: ['a1c'],
  holds: ({ result }, context) => {
    if (!result || senseOf(result.value, result.flag, []) !== 'normal') return false
    const newest = worstOfNewestDay('a1c', 12, 'highest', context)
    return newest !== undefined && reaches(newest, { atLeast: 8, unit: '%' }) === false
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

/**
 * ADA Standards 2024, Fig. 11.1: visits a year by eGFR and albumin, here the newest of two years. One that is not on record
 * is taken as normal, because its own rule then asks for it; recorded kidney disease without an eGFR, as at its worst.
 * https://doi.org/10.2337/dc24-S011
 */
const kidneyVisits: NamedInterval = {
  title:
    'divided by the visits a year of ADA 2024, Fig. 11.1, for the newest eGFR and urine albumin of 24 months: 1 to 4 (kidney disease of stage 3 or more without an eGFR: 4)',
  sets: ['egfr', 'uacr', 'ckd'],
  holds: (_, context) => {
    const rate = worstOfNewestDay('egfr', 24, 'lowest', context)
    if (!rate && context.index.entriesOf('ckd').some(({ standing }) => standing === 'done')) return 4
    const row = rate
      ? [60, 45, 30, 15].filter((below) => reaches(rate, { below, unit: undefined }) !== false).length
      : 0
    const albumin = worstOfNewestDay('uacr', 24, 'highest', context)
    return VISITS[row]?.[albumin ? albuminColumn(albumin) : 0] ?? 4
  },
}

/**
 * USPSTF 2021-04-27: yearly at increased risk, such as overweight or a high-normal pressure, which its edition of 2015-10-13
 * says is 130 to 139 or 85 to 89. A body mass index that nobody recorded is not a low one.
 */
const pressureRisk: NamedInterval = {
  title: 'at a newest body mass index of 25 or more, or none on record, or at a newest pressure of 130/85 mmHg or more',
  sets: ['bmi', 'systolic', 'diastolic'],
  holds: ({ date, result }, { index }) => {
    const bmi = newestResults(index.entriesOf('bmi')).find((each) => each.result && numberIn(each.result.value))
    if (!bmi) return true
    const beside = index.entriesOf('diastolic').filter((each) => each.date?.text === date?.text)
    return reached(bmi.result, 25) || reached(result, 130) || beside.some((diastolic) => reached(diastolic.result, 85))
  },
}

const reached = (result: Entry['result'], atLeast: number): boolean =>
  result !== undefined && reaches(result.value, { atLeast, unit: undefined }) === true

/** The named functions a modality may refer to in `interval`. */
export const INTERVALS: Readonly<Record<string, NamedInterval>> = {
  'eyes-at-goal': eyesAtGoal,
  'lipids-on-statin': lipidsOnStatin,
  'kidney-visits': kidneyVisits,
  'pressure-risk': pressureRisk,
}
