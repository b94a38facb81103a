import { formatDate } from '#lib/dates.ts'
import type { PartialDate } from '#lib/dates.ts'
import type { Source } from '../source.ts'
import type { Patient } from '../patient.ts'
import { sexOf } from '../patient.ts'
import { type Applies, applies } from './applies.ts'
import { type Chart, missingOf, missingWords } from './chart.ts'
import { Indexer } from './chart-index.ts'
import { type Context, match, setsOf, sourcesOf } from './criteria.ts'
import { type Day, addDays, addMonths, firstDay, lastDay } from './day.ts'
import { BY_NAME } from './by-name.ts'
import { type Gathered, NOTHING, best, gather } from './evidence.ts'
import { INTERVALS } from './named-intervals.ts'
import { REVIEWS } from './named-reviews.ts'
import { TESTS } from './named-tests.ts'
import { stepOf, urgentOf } from './urgent.ts'
import type { Evidence, Probable } from './lasts.ts'
import type { Entry } from './entry.ts'
import type { RuleResult, Searched, Status, Step } from './result.ts'
import type { Rule, RulePack, SourceName } from './rule.ts'
import type { Unmapped } from './list-index.ts'
import { type Say, saysOf } from './say.ts'
import { searchedIn } from './searched.ts'

export type Screening = {
  readonly results: readonly RuleResult[]
  /** Limited life expectancy and the like: shown, decides nothing. */
  readonly flags: readonly { readonly text: string; readonly sources: readonly Source[] }[]
  readonly unmapped: () => readonly Unmapped[]
}

export type ScreeningInput = {
  readonly patient: Patient
  readonly today: Temporal.PlainDate
  readonly chart: Chart
  /** With a site's overlay already applied: see `overlay.ts`. */
  readonly pack: RulePack
  readonly says: readonly Say[]
}

const cannotTell = (because: string, unread = false): Status => ({ kind: 'cannot-tell', because, unread })

/**
 * Every rule's status for one patient on one day, each with what decided it. Pure: the same chart, in any order, gives the
 * same answer. A reading that is missing or not whole never makes an answer more certain.
 */
export function screen({ patient, today, chart, pack, says }: ScreeningInput): Screening {
  return screenBy(new Indexer(pack, today.toString()), patient, chart)(says)
}

/** What the clinician says, put to a chart that was judged: only the rules that it speaks of are judged again. */
export type ScreeningOf = (says: readonly Say[]) => Screening

/** The same for a chart that grows, and for a clinician who says one thing after the other. */
export function screenBy(indexer: Indexer, patient: Patient, chart: Chart): ScreeningOf {
  const { pack, today } = indexer
  const index = indexer.take(chart)
  const { birthDate } = patient
  const born = birthDate && { first: firstDay(birthDate), last: lastDay(birthDate) }
  const sex = sexOf(patient)
  const context: Context = {
    chart,
    index,
    pack,
    today,
    sex: sex === 'unknown' ? undefined : sex,
    born: born ?? { first: today, last: today },
  }
  const unable = whyUnable(patient, today)
  const searched = searchedIn(chart, index)
  const judged = pack.rules.map((rule) => judge(rule, patient, context, [], unable, searched))
  const flags = pack.flags.flatMap((flag) => {
    const found = match(flag, context)
    return found.kind === 'yes' ? [{ text: flag.text, sources: found.entries.map(({ source }) => source) }] : []
  })
  return (says) => ({
    results: judged.map((result) => {
      const own = saysOf(says, result.rule.id, today)
      return own.length === 0 ? result : judge(result.rule, patient, context, own, unable, searched)
    }),
    flags,
    unmapped: () => index.unmapped(),
  })
}

/** What no rule can get past. */
function whyUnable({ deceased, birthDate }: Patient, today: Day): Status | undefined {
  if (deceased) return { kind: 'not-applicable', because: 'the patient has died' }
  if (!birthDate) return cannotTell('the birth date is not recorded')
  return firstDay(birthDate) > today ? cannotTell('the birth date lies in the future') : undefined
}

type Judged = { readonly status: Status; readonly last: Evidence | undefined; readonly more: readonly Step[] }

function judge(
  rule: Rule,
  patient: Patient,
  context: Context,
  says: readonly Say[],
  unable: Status | undefined,
  searched: (from: SourceName, decides: boolean) => Searched,
): RuleResult {
  const found: Applies = unable ? { steps: [], status: unable, ask: undefined } : applies(rule, patient, context)
  // Of what does not apply nothing is looked for.
  const gathered = found.status?.kind === 'not-applicable' ? NOTHING : gather(rule, context, says)
  const last = best(gathered.evidence, rule)
  const refused = says.findLast((say) => say.kind === 'not-applicable' && !isFoundSince(say, gathered))
  // What was confirmed may have been withdrawn in a reading that is missing.
  const isConfirmed = says.some(({ kind }) => kind === 'confirmed')
  const urgent = unable ? undefined : urgentOf(rule, context, found.steps, refused)
  const deciding = [...new Set([...sourcesOfRule(rule, context.pack), ...sourcesOfPlaces(rule, context)])]
  const decided: Judged = urgent
    ? { status: { kind: 'needs-review', because: urgent.found }, last, more: [urgent] }
    : refused?.kind === 'not-applicable' && !unable
      ? { status: saidNotApplicable(rule, context, refused.reason, deciding), last: undefined, more: [] }
      : found.status
        ? { status: found.status, last: undefined, more: [] }
        : decide(rule, context, gathered, last, found.ask, deciding, isConfirmed)
  const hints = (['procedures', 'reports', 'documents'] as const).filter(
    (from) => !deciding.includes(from) && rule.modalities.some(({ titles }) => titles.length > 0),
  )
  return {
    rule,
    status: decided.status,
    last: decided.last ?? last,
    proof: {
      steps: [...found.steps, ...decided.more],
      evidence: gathered.evidence,
      probable: gathered.probable,
      notCounted: gathered.notCounted,
      searched: [...deciding.map((from) => searched(from, true)), ...hints.map((from) => searched(from, false))],
      next: decided.last?.next === undefined ? undefined : { on: decided.last.next, how: decided.last.how },
    },
    setAside: setAside(says, last, context.today),
    pastReview: context.today > rule.source.reviewBy,
  }
}

/** Whoever said that it does not apply did not know of this. */
const isFoundSince = ({ said }: Say, { abnormal }: Gathered): boolean =>
  abnormal?.entry.date !== undefined && firstDay(abnormal.entry.date) > said

function saidNotApplicable(rule: Rule, { chart }: Context, reason: string, deciding: readonly SourceName[]): Status {
  // What was found since may stand in a reading that is missing.
  const missing = rule.modalities.some(({ abnormal }) => abnormal) ? missingOf(chart, deciding) : []
  return missing.length > 0
    ? cannotTell(`you said: ${reason}; but ${missing.map((source) => missingWords(chart, source)).join('; ')}`, true)
    : { kind: 'not-applicable', because: `you said: ${reason}` }
}

/** A refusal stands for a year, as most visits that ask again; after that it is asked anew. */
const DECLINED_MONTHS = 12

/** The last of "declined" and "deferred", unless something was done since, or its time is over. */
function setAside(says: readonly Say[], last: Evidence | undefined, today: Day): Say | undefined {
  const say = says.findLast(({ kind }) => kind === 'declined' || kind === 'deferred')
  if (!say || (last?.date && firstDay(last.date) > say.said)) return undefined
  const over = say.kind === 'deferred' ? say.until : addMonths(say.said, DECLINED_MONTHS)
  return over <= today ? undefined : say
}

function decide(
  rule: Rule,
  context: Context,
  gathered: Gathered,
  last: Evidence | undefined,
  ask: string | undefined,
  deciding: readonly SourceName[],
  isConfirmed: boolean,
): Judged {
  const made = (status: Status, more: readonly Step[] = []): Judged => ({ status, last, more })
  const { abnormal } = gathered
  if (abnormal) {
    const step: Step = {
      part: 'result',
      rule: 'An abnormal result needs a person',
      found: abnormal.text,
      holds: 'yes',
      sources: [abnormal.entry.source],
    }
    return made({ kind: 'needs-review', because: `${abnormal.text}: this is follow-up, not screening` }, [step])
  }
  const named = rule.review === undefined ? undefined : REVIEWS[rule.review]
  const longest = Math.max(...rule.modalities.map(({ months = 0 }) => months))
  const concern = named?.decide(context, longest, gathered)
  if (named && concern) {
    return made({ kind: 'needs-review', because: concern.text }, [stepOf(named.title, concern)])
  }
  const status = statusOf(rule, last, context.today)
  const missing = missingOf(context.chart, deciding)
  if (missing.length > 0 && !standsDespite(rule, status, missing, context.pack, isConfirmed)) {
    return made(cannotTell(missing.map((source) => missingWords(context.chart, source)).join('; '), true))
  }
  const { mayLast, unread } = gathered
  if (status.kind === 'up-to-date' || status.kind === 'due-soon') {
    // An older normal one says nothing of what was found since.
    return unread && isNewer(unread, last) ? made(cannotTell(openWords(unread))) : made(status)
  }
  if (ask !== undefined) return made(cannotTell(ask))
  if (rule.decide === 'consider') return made({ kind: 'needs-review', because: rule.advice })
  if (mayLast) return made(cannotTell(openWords(mayLast)))
  if (status.kind === 'due' && !canBeCounted(rule, context.pack)) {
    return made(
      cannotTell(
        `${rule.modalities.some(({ codes }) => codes.length > 0) ? 'its code is not confirmed in our value sets' : 'no code that is the same everywhere exists for it'}: confirm it here, or let the site map its own codes`,
      ),
    )
  }
  return made(status)
}

/**
 * More evidence can only make it last longer, so what is up to date stays so although a reading of evidence is not whole:
 * but not where that reading could hold an exclusion, a guard, or a result that changes the answer.
 */
function standsDespite(
  rule: Rule,
  status: Status,
  missing: readonly SourceName[],
  pack: RulePack,
  isConfirmed: boolean,
): boolean {
  if (status.kind !== 'up-to-date' || rule.review !== undefined || isConfirmed) return false
  if (rule.modalities.some(({ abnormal, nextByResult, interval }) => abnormal || interval || nextByResult.length > 0))
    return false
  const whether = sourcesOfWhether(rule, pack)
  return missing.every((source) => !whether.includes(source))
}

const isNewer = ({ date }: Probable, last: Evidence | undefined): boolean =>
  date !== undefined && (!last?.date || firstDay(date) > firstDay(last.date))

const openWords = ({ text, date, why }: Probable): string =>
  `${text}${onDay(date)} may be it, ${why === BY_NAME ? 'by its name only' : why}: confirm it here`

const onDay = (date: PartialDate | undefined): string => (date ? ` of ${formatDate(date)}` : '')

const canBeCounted = (rule: Rule, pack: RulePack): boolean =>
  rule.modalities.some(({ codes }) => codes.some((set) => (pack.codeSets.get(set)?.codes.length ?? 0) > 0))

function statusOf({ dueSoonDays, graceDays }: Rule, last: Evidence | undefined, today: Day): Status {
  if (!last) return { kind: 'due' }
  const { next } = last
  if (next === undefined || today < addDays(next, -dueSoonDays)) return { kind: 'up-to-date', until: next }
  if (today < next || today < addDays(next, graceDays)) return { kind: 'due-soon', on: next }
  return { kind: 'overdue', since: next }
}

/** Where a measurement was made is told by its visit: one that was not found may be among those not read. */
function sourcesOfPlaces(rule: Rule, { index }: Context): readonly SourceName[] {
  const isUnplaced = ({ visit, standing }: Entry) =>
    standing === 'done' && visit !== undefined && index.placeOf(visit) === undefined
  return rule.modalities.some(
    ({ office, codes }) => office && codes.some((set) => index.entriesOf(set).some(isUnplaced)),
  )
    ? ['encounters']
    : []
}

/** Readings that say whether the rule applies. */
function sourcesOfWhether(rule: Rule, pack: RulePack): readonly SourceName[] {
  const { conditions, risk, test } = rule.eligibility
  const sets = [...rule.exclusions, ...rule.guards, ...conditions, ...(risk?.any ?? [])].flatMap(setsOf)
  return [...new Set([...sourcesOf(pack, sets), ...(test === undefined ? [] : (TESTS[test]?.sources ?? []))])]
}

/** Every reading that could change the answer. */
function sourcesOfRule(rule: Rule, pack: RulePack): readonly SourceName[] {
  const review = rule.review === undefined ? [] : (REVIEWS[rule.review]?.sets ?? [])
  const intervals = rule.modalities.flatMap(({ interval }) => (interval ? (INTERVALS[interval.name]?.sets ?? []) : []))
  const sets = [...rule.modalities.flatMap(({ codes }) => codes), ...review, ...intervals]
  return [...new Set([...sourcesOfWhether(rule, pack), ...sourcesOf(pack, sets)])]
}
