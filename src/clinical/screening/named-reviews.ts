import { valueText } from '../value-text.ts'
import type { Context } from './criteria.ts'
import { addMonths, firstDay } from './day.ts'
import type { Entry } from './entry.ts'
import { extremeOfNewestDay, newestNumbers, newestResults } from './newest.ts'
import { reaches } from './result-sense.ts'
import { selfHarm } from './self-harm.ts'

/** Something found in the results that a person must look at, although the interval is kept. */
export type Concern = { readonly text: string; readonly entries: readonly Entry[] }

/** By modality, what a person or its name alone says to be the test. */
type Known = { readonly confirmed: ByName; readonly byName: ByName }
type ByName = ReadonlyMap<string, readonly Entry[]>

export type NamedReview = {
  readonly title: string
  readonly sets: readonly string[]
  /** Said before all else, also where the rule does not apply for a disease or is for a person already. */
  readonly first?: true
  /** `months`: how long the rule's own test lasts, and so how far back one is asked about. */
  readonly decide: (context: Context, months: number, known: Known) => Concern | undefined
}

/**
 * CMS165: pressures of emergency and inpatient visits aside, on the newest day with a blood pressure, the lowest systolic and
 * the lowest diastolic decide. One of a visit of unknown kind may alarm, but an older one of the office stands beside it.
 */
const pressureGoal: NamedReview = {
  title: 'Last blood pressure is 140/90 mmHg or more',
  sets: ['systolic', 'diastolic'],
  decide: (context, months) =>
    highPressure(context, months, ['hospital', 'unsaid']) ?? highPressure(context, months, ['hospital']),
}

function highPressure({ index, today }: Context, months: number, without: readonly string[]): Concern | undefined {
  const taken = (set: string) =>
    index.entriesOf(set).filter(({ visit }) => !visit || !without.includes(index.placeOf(visit) ?? ''))
  const systolic = extremeOfNewestDay(taken('systolic'), 'lowest')
  if (!systolic?.date || firstDay(systolic.date) <= addMonths(today, -months)) return undefined
  const beside = taken('diastolic').filter(({ date }) => date?.text === systolic.date?.text)
  const diastolic = extremeOfNewestDay(beside, 'lowest')
  const high = (entry: Entry | undefined, atLeast: number) =>
    entry?.result !== undefined && reaches(entry.result.value, { atLeast, unit: undefined }) === true
  if (!high(systolic, 140) && !high(diastolic, 90)) return undefined
  const words = [systolic, diastolic].map((entry) => (entry?.result ? valueText(entry.result.value) : '?')).join('/')
  return {
    text: `last blood pressure ${words} mmHg is not below 140/90`,
    entries: [systolic, ...(diastolic ? [diastolic] : [])],
  }
}

/** USPSTF 2018-11-13: AUDIT-C is positive from 4 points in men and from 3 in women, and where the sex is not recorded. */
const auditC: NamedReview = {
  title: 'Newest AUDIT-C of the last 12 months is 4 or more in men, 3 or more in women',
  sets: ['audit-c'],
  decide: ({ index, today, sex }, _, known) => {
    // Its own code is in no value set, so most are told by a site's code, by their name, or by a person.
    const sure = [
      ...['audit-c', 'local-alcohol-audit-c'].flatMap((set) => index.entriesOf(set)),
      ...(known.confirmed.get('audit-c') ?? []),
    ]
    const [newest] = newestNumbers([...sure, ...(known.byName.get('audit-c') ?? [])])
    if (!newest?.date || !newest.result || firstDay(newest.date) <= addMonths(today, -12)) return undefined
    const atLeast = sex === 'male' ? 4 : 3
    if (reaches(newest.result.value, { atLeast, unit: undefined }) !== true) return undefined
    const ifSo = sure.includes(newest) ? '' : ', if it is what its name says'
    return { text: `AUDIT-C ${valueText(newest.result.value)} is positive: follow-up${ifSo}`, entries: [newest] }
  },
}

/** USPSTF 2024-06-04, CDC STEADI: who fell in the last year is assessed, not only asked again. */
const fallsTold: NamedReview = {
  title: 'An answer of the newest day of the last 12 months is that the person fell, or is at risk',
  sets: ['falls-screen', 'falls-count'],
  decide: ({ index, today }, months) => {
    const all = newestResults(index.entriesOf('falls-screen'))
    const date = all[0]?.date
    if (!date || firstDay(date) <= addMonths(today, -months)) return undefined
    const counts = new Set(index.entriesOf('falls-count'))
    const told = all.filter((entry) => entry.date?.text === date.text && hasFallen(entry, counts.has(entry)))
    if (told.length === 0) return undefined
    return { text: 'a fall, or a risk of one, is recorded: assess gait, strength and balance', entries: told }
  },
}

/** The points of a scale are no falls. */
function hasFallen({ result }: Entry, isCount: boolean): boolean {
  const value = result?.value
  if (value?.kind === 'quantity') return isCount && value.value >= 1
  return (
    value?.kind === 'text' &&
    (/^\s*(yes|true|positive|[1-9])/i.test(value.text) ||
      (/\b(?:at|high|moderate|increased) risk\b/i.test(value.text) && !/\b(?:not?|low)\b/i.test(value.text)))
  )
}

/** USPSTF 2024-06-18: from the 95th percentile. An old one says little of a child who has grown since. */
const highPercentile: NamedReview = {
  title: 'Newest percentile of the body mass index of the last 24 months is 95 or more',
  sets: ['bmi-percentile'],
  decide: ({ index, today }) => {
    const [newest] = newestNumbers(index.entriesOf('bmi-percentile'))
    if (!newest?.date || !newest.result || firstDay(newest.date) <= addMonths(today, -24)) return undefined
    if (reaches(newest.result.value, { atLeast: 95, unit: undefined }) === false) return undefined
    const words = `percentile ${valueText(newest.result.value)} of the body mass index`
    return { text: `${words}: from 95, offer an intensive programme`, entries: [newest] }
  },
}

/** The named functions a rule may refer to in `review`. */
export const REVIEWS: Readonly<Record<string, NamedReview>> = {
  'blood-pressure-goal': pressureGoal,
  'audit-c': auditC,
  'falls-told': fallsTold,
  'high-percentile': highPercentile,
  'self-harm': selfHarm,
}
