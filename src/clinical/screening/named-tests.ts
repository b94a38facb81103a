import { readWritten } from '#lib/dates.ts'
import { valueText } from '../value-text.ts'
import { SOURCE_WORDS, isComplete } from './chart.ts'
import type { Context } from './criteria.ts'
import { addMonths, ageOn, birthday, dayText, firstDay, lastDay } from './day.ts'
import type { Entry } from './entry.ts'
import { weekOf } from './gestation.ts'
import { inOrder, newestResults } from './newest.ts'
import { HPV_PARTS, hpvPart } from './named-wholes.ts'
import { reaches, senseOf } from './result-sense.ts'
import type { SourceName } from './rule.ts'

/** Whether a rule applies, by something that codes and ages alone cannot say. */
type Answer = {
  readonly kind: 'yes' | 'no' | 'unknown'
  /** Completes "applies because …", "not applicable because …" or "cannot tell because …". */
  readonly text: string
  readonly entries: readonly Entry[]
}

export type NamedTest = {
  /** Shown in the rule's table. */
  readonly title: string
  readonly sources: readonly SourceName[]
  /** Code sets it reads; they must exist in the pack. */
  readonly sets: readonly string[]
  readonly decide: (context: Context) => Answer
}

const yes = (text: string, entries: readonly Entry[]): Answer => ({ kind: 'yes', text, entries })
const no = (text: string, entries: readonly Entry[]): Answer => ({ kind: 'no', text, entries })
const unknown = (text: string, entries: readonly Entry[] = []): Answer => ({ kind: 'unknown', text, entries })

// Each reads the newest entry, and a newer one may be missing from what was cut: then nothing may be said.
const whole = (sources: readonly SourceName[], decide: NamedTest['decide']): NamedTest['decide'] => {
  return (context) => {
    const missing = sources.filter((source) => !isComplete(context.chart, source))
    return missing.length > 0
      ? unknown(`${missing.map((source) => SOURCE_WORDS[source]).join(' and ')} could not be read whole`)
      : decide(context)
  }
}

// US Core smoking status. https://hl7.org/fhir/us/core/ValueSet-us-core-smoking-status-observation-codes.html
const NEVER = new Set(['266919005', '221000119102'])
const FORMER = new Set(['8517006'])
const CURRENT = new Set(['77176002', '449868002', '428041000124106', '428061000124105', '428071000124103', '65568007'])

type Smoking = 'never' | 'former' | 'current' | 'unclear'

function smokingOf({ result }: Entry): Smoking {
  if (result?.value.kind !== 'text') return 'unclear'
  const codes = result.value.codings.flatMap(({ code }) => code ?? [])
  if (codes.some((code) => CURRENT.has(code))) return 'current'
  if (codes.some((code) => FORMER.has(code))) return 'former'
  if (codes.some((code) => NEVER.has(code))) return 'never'
  const text = result.value.text.toLowerCase()
  // Epic's answer where nobody has asked.
  if (/never (assessed|asked)/.test(text)) return 'unclear'
  if (/never|lifelong non/.test(text)) return 'never'
  if (/former|ex-?smoker|quit|past smoker/.test(text)) return 'former'
  if (/unknown|not asked|passive|smokeless|non-?smoker|not (a )?smok/.test(text)) return 'unclear'
  return /current|every ?day|some ?days?|smoker|heavy|light|yes/.test(text) ? 'current' : 'unclear'
}

/** Ever smoked if any entry says so: a later "never" does not undo a smoker of last year. */
function everSmoked(context: Context): { readonly status: Smoking; readonly entries: readonly Entry[] } {
  const entries = newestResults(context.index.entriesOf('smoking-status'))
  const judged = entries.map((entry) => ({ entry, smoking: smokingOf(entry) }))
  const newest = judged.find(({ smoking }) => smoking !== 'unclear')
  const smoked = judged.find(({ smoking }) => smoking === 'current' || smoking === 'former')
  if (newest?.smoking === 'never' && smoked) return { status: 'unclear', entries: [newest.entry, smoked.entry] }
  return newest ? { status: newest.smoking, entries: [newest.entry] } : { status: 'unclear', entries: [] }
}

const SMOKING: readonly SourceName[] = ['socialHistory']

const smokedEver: NamedTest = {
  title: 'Has ever smoked (100 cigarettes or more)',
  sources: SMOKING,
  sets: ['smoking-status'],
  decide: whole(SMOKING, (context) => {
    const { status, entries } = everSmoked(context)
    if (status === 'never') return no('recorded as never smoker', entries)
    if (status === 'unclear') {
      return unknown(
        entries.length > 0 ? 'smoking entries contradict each other: ask' : 'smoking is not recorded: ask',
        entries,
      )
    }
    return yes(`recorded as ${status} smoker`, entries)
  }),
}

/** USPSTF 2021-03-09: 20 pack-years or more, and smoking now or stopped within 15 years. */
const packYears: NamedTest = {
  title: '20 pack-years or more, and smokes or stopped less than 15 years ago',
  sources: SMOKING,
  sets: ['smoking-status', 'pack-years', 'quit-date'],
  decide: whole(SMOKING, (context) => {
    const { status, entries } = everSmoked(context)
    if (status === 'never') return no('recorded as never smoker', entries)
    const amount = newestResults(context.index.entriesOf('pack-years'))[0]
    const quit = newestResults(context.index.entriesOf('quit-date'))[0]
    const stopped = status === 'former' ? stoppedOn(quit) : undefined
    if (stopped && stopped.last <= addMonths(context.today, -180)) {
      return no(`stopped smoking ${dayText(stopped.last)}, 15 years ago or more`, [...entries, ...(quit ? [quit] : [])])
    }
    const enough = amount?.result ? reaches(amount.result.value, { atLeast: 20, unit: undefined }) : undefined
    const all = [...entries, ...(amount ? [amount] : []), ...(quit ? [quit] : [])]
    // Pack-years only grow: too few in one who has stopped stay too few.
    if (enough === false && status === 'former') return no('fewer than 20 pack-years', all)
    if (status === 'unclear') return unknown('smoking is not recorded clearly: ask', entries)
    if (enough === undefined) return unknown('pack-years are not recorded: ask', all)
    if (!enough) return unknown('fewer than 20 pack-years when last recorded: ask', all)
    if (status === 'former' && !stopped) return unknown('when smoking stopped is not recorded: ask', all)
    if (status === 'former' && stopped && stopped.first <= addMonths(context.today, -180)) {
      return unknown('whether smoking stopped 15 years ago is not recorded exactly: ask', all)
    }
    return yes(`20 pack-years or more, ${status} smoker`, all)
  }),
}

function stoppedOn(entry: Entry | undefined): { readonly first: string; readonly last: string } | undefined {
  const value = entry?.result?.value
  const date = value?.kind === 'text' ? readWritten(value.text) : undefined
  return date && { first: firstDay(date), last: lastDay(date) }
}

const BMI: readonly SourceName[] = ['vitals']

/** USPSTF 2021-08-24: overweight or obesity, so a body mass index of 25 or more; 2018-09-18: obesity, from 30. */
const bodyMass = (atLeast: number): NamedTest => ({
  title: `Newest body mass index of the last 24 months is ${atLeast} or more`,
  sources: BMI,
  sets: ['bmi'],
  decide: whole(BMI, ({ index, today }) => {
    const newest = newestResults(index.entriesOf('bmi')).find(({ result }) => result?.value.kind === 'quantity')
    if (newest?.result?.value.kind !== 'quantity') return unknown('body mass index is not recorded')
    // Weight changes: an old one says neither that there is obesity now nor that there is none.
    if (!newest.date || firstDay(newest.date) <= addMonths(today, -24))
      return unknown('body mass index is not recorded in the last 24 months', [newest])
    const words = `body mass index ${valueText(newest.result.value)}`
    const reached = reaches(newest.result.value, { atLeast, unit: undefined })
    if (reached === undefined) return unknown(`${words} cannot be compared with ${atLeast}`, [newest])
    return reached ? yes(words, [newest]) : no(`${words} is below ${atLeast}`, [newest])
  }),
})

const STATIN: readonly SourceName[] = [
  'problems',
  'diagnoses',
  'concerns',
  'procedures',
  'laboratory',
  'vitals',
  'socialHistory',
  'assessments',
]

/** The four groups of CMS347, and the lower risk of USPSTF 2022-08-23; a risk is read where it was reckoned, not reckoned here. */
const statinIndicated: NamedTest = {
  title:
    'Cardiovascular disease; LDL 190 mg/dL or more or familial hypercholesterolemia from 20; diabetes, or a recorded 10-year risk of 20 % or more, at 40 to 75; a risk factor at 40 to 75 without a recorded risk: ask',
  sources: STATIN,
  sets: [
    'ascvd',
    'familial-hypercholesterolemia',
    'ldl',
    'diabetes',
    'cvd-risk',
    'hypertension',
    'dyslipidemia',
    'smoking-status',
  ],
  decide: (context) => {
    const { index, chart, born, today } = context
    const age = ageOn(born.first, today)
    const sure = (set: string, past: boolean) =>
      inOrder(index.entriesOf(set)).filter(({ standing }) => standing === 'done' || (past && standing === 'past'))
    const [disease] = sure('ascvd', true)
    if (disease) return yes('cardiovascular disease', [disease])
    const [familial] = sure('familial-hypercholesterolemia', true)
    if (familial && age >= 20) return yes('familial hypercholesterolemia', [familial])
    const high = inOrder(index.entriesOf('ldl')).find(
      ({ standing, result }) => standing === 'done' && result && reaches(result.value, { atLeast: 190, unit: 'mg/dL' }),
    )
    if (high && age >= 20) return yes('LDL cholesterol was 190 mg/dL or more', [high])
    const [diabetes] = sure('diabetes', false)
    if (diabetes && age >= 40 && age <= 75) return yes('diabetes at 40 to 75 years', [diabetes])
    const [risk] = newestResults(index.entriesOf('cvd-risk')).filter(({ result }) => result?.value.kind === 'quantity')
    const reachesRisk = (atLeast: number) =>
      risk?.result !== undefined && reaches(risk.result.value, { atLeast, unit: '%' }) === true
    const middle = age >= 40 && age <= 75
    if (risk && middle && reachesRisk(20)) return yes('recorded 10-year risk is 20 % or more', [risk])
    const missing = STATIN.filter((source) => !isComplete(chart, source))
    if (missing.length > 0) {
      return unknown(`${missing.map((source) => SOURCE_WORDS[source]).join(', ')} could not be read whole`)
    }
    if (risk && middle && reachesRisk(7.5) && !reachesRisk(10)) {
      return unknown('recorded 10-year risk is 7.5 to 10 %: a statin for some with a risk factor (C), your decision', [
        risk,
      ])
    }
    if (risk && middle && reachesRisk(10)) {
      return unknown('recorded 10-year risk is 10 to 20 %: a statin with one more risk factor, your decision', [risk])
    }
    // USPSTF 2022-08-23: with dyslipidemia, diabetes, hypertension or smoking it hangs on the 10-year risk.
    const { status, entries } = everSmoked(context)
    const factors = [
      ...[...sure('hypertension', false), ...sure('dyslipidemia', false)].slice(0, 1),
      ...(status === 'current' ? entries : []),
    ]
    const isReckoned =
      risk?.result !== undefined && reaches(risk.result.value, { atLeast: 7.5, unit: '%' }) !== undefined
    if (middle && factors.length > 0 && !isReckoned)
      return unknown('10-year risk is not recorded, and there is a risk factor: reckon it', factors)
    return no('no cardiovascular disease, LDL of 190 mg/dL, diabetes or high risk at 40 to 75 years is recorded', [])
  },
}

const GESTATION: readonly SourceName[] = [
  'problems',
  'diagnoses',
  'concerns',
  'laboratory',
  'vitals',
  'socialHistory',
  'assessments',
]

/** From so many completed weeks of pregnancy, by the newest thing on record that tells the week. */
const pregnantSince = (weeks: number): NamedTest => ({
  title: `Pregnant for ${weeks} weeks or more`,
  sources: GESTATION,
  sets: ['gestation-code', 'gestation-weeks', 'delivery-date'],
  decide: whole(GESTATION, ({ index, today }) => {
    const found = weekOf(index, today)
    if (!found) return unknown('the week of pregnancy is not recorded: ask', [])
    const words = `week ${found.week} of pregnancy, reckoned from ${found.entry.text}`
    return found.week >= weeks ? yes(words, [found.entry]) : no(words, [found.entry])
  }),
})

const CERVICAL: readonly SourceName[] = ['laboratory', 'reports', 'procedures']

/** USPSTF 2018-08-21: three normal cytologies or two normal HPV tests within ten years, the last within five. */
const screenedBefore66: NamedTest = {
  title: 'No adequate screening before 66: 3 normal cytologies or 2 normal HPV tests from 55, one of them from 60',
  sources: CERVICAL,
  sets: ['cervical-cytology', 'hpv-test', ...HPV_PARTS],
  decide: whole(CERVICAL, (context) => {
    const { index, born } = context
    const from = birthday(born.last, 55)
    const before = birthday(born.first, 66)
    const normal = (set: string) =>
      newestResults(index.entriesOf(set)).filter(({ date, result }) => {
        const day = date ? firstDay(date) : ''
        return day >= from && day < before && result && senseOf(result.value, result.flag, []) === 'normal'
      })
    const hpv = normal('hpv-test').filter((entry) => hpvPart(entry, context) === undefined)
    const cytology = normal('cervical-cytology')
    const days = (entries: readonly Entry[]) => new Set(entries.map(({ date }) => date?.text)).size
    const recent = [...hpv, ...cytology].some(({ date }) => date && firstDay(date) >= birthday(born.last, 60))
    return recent && (days(hpv) >= 2 || days(cytology) >= 3)
      ? no('screened adequately before 66', [...hpv, ...cytology])
      : yes('no adequate screening before 66 is recorded', [...hpv, ...cytology])
  }),
}

/** The named functions a rule may refer to in `eligibility.test`. */
export const TESTS: Readonly<Record<string, NamedTest>> = {
  'ever-smoked': smokedEver,
  'pack-years': packYears,
  'bmi-25': bodyMass(25),
  'bmi-30': bodyMass(30),
  'statin-indicated': statinIndicated,
  'screened-before-66': screenedBefore66,
  'pregnant-12-weeks': pregnantSince(12),
  'pregnant-24-weeks': pregnantSince(24),
}
