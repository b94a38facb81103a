import type { Context } from './criteria.ts'
import { addMonths, firstDay, lastDay } from './day.ts'
import type { Entry } from './entry.ts'
import { newestResults } from './newest.ts'
import { reaches, senseOf } from './result-sense.ts'

/** When an interval of its own holds, by more than the one result; how long it is, the rule says. */
export type NamedInterval = {
  readonly title: string
  readonly sets: readonly string[]
  readonly holds: (entry: Entry, context: Context) => boolean
}

/** The newest number of a set in the last so many months. */
function newestWithin(set: string, months: number, { index, today }: Context): Entry | undefined {
  const [newest] = newestResults(index.entriesOf(set))
  return newest?.date && newest.result && firstDay(newest.date) > addMonths(today, -months) ? newest : undefined
}

/** ADA Standards, IHS Standards: rarer after an examination without retinopathy, while glycaemia is at goal. */
const eyesAtGoal: NamedInterval = {
  title: 'after an examination without retinopathy, while the newest HbA1c of the last 12 months is below 8 %',
  sets: ['a1c'],
  holds: ({ result }, context) => {
    if (!result || senseOf(result.value, result.flag, []) !== 'normal') return false
    const newest = newestWithin('a1c', 12, context)?.result
    return newest !== undefined && reaches(newest.value, { atLeast: 8, unit: '%' }) === false
  },
}

/** AHA/ACC cholesterol guideline: a treatment is followed by its lipids, at least yearly. */
const lipidsOnStatin: NamedInterval = {
  title: 'while a statin is recorded as active',
  sets: ['statin'],
  holds: (_, { index }) => index.entriesOf('statin').some(({ standing }) => standing === 'done'),
}

/** ADA Standards 2022, 11.1b: twice a year while eGFR is under 60; a value that cannot be compared may be. */
const kidneyDisease: NamedInterval = {
  title: 'while the newest eGFR of the last 24 months is below 60, or kidney disease of stage 3 or more is recorded',
  sets: ['egfr', 'ckd'],
  holds: (_, context) => {
    if (context.index.entriesOf('ckd').some(({ standing }) => standing === 'done')) return true
    const newest = newestWithin('egfr', 24, context)?.result
    return newest !== undefined && reaches(newest.value, { below: 60, unit: undefined }) !== false
  },
}

/** USPSTF 2021-04-27: overweight, or a pressure that is high-normal, is at risk and is measured every year. */
const pressureRisk: NamedInterval = {
  title: 'at a newest body mass index of 25, or a newest pressure of 130/85 mmHg, or more',
  sets: ['bmi', 'systolic', 'diastolic'],
  holds: ({ date, result }, { index }) => {
    const [bmi] = newestResults(index.entriesOf('bmi'))
    const beside = index.entriesOf('diastolic').filter((each) => each.date?.text === date?.text)
    return reached(bmi?.result, 25) || reached(result, 130) || beside.some((diastolic) => reached(diastolic.result, 85))
  },
}

const reached = (result: Entry['result'], atLeast: number): boolean =>
  result !== undefined && reaches(result.value, { atLeast, unit: undefined }) === true

/** CMS HIV testing after an infection, within 120 days: a test of before says little of what came after. */
const beforeExposure: NamedInterval = {
  title: 'where a sexually transmitted infection or exposure came after it',
  sets: ['sti-risk'],
  holds: ({ date }, { index }) =>
    date !== undefined &&
    newestResults(index.entriesOf('sti-risk')).some((risk) => risk.date && lastDay(risk.date) > firstDay(date)),
}

/** The named functions a modality may refer to in `interval`. */
export const INTERVALS: Readonly<Record<string, NamedInterval>> = {
  'eyes-at-goal': eyesAtGoal,
  'lipids-on-statin': lipidsOnStatin,
  'kidney-disease': kidneyDisease,
  'pressure-risk': pressureRisk,
  'before-exposure': beforeExposure,
}
