import type { PartialDate } from '#lib/dates.ts'
import type { Source } from '../source.ts'
import { awayFromOffice, doubtOf, isAbnormal, isOfAge, refusal, spanOf } from './counts.ts'
import type { Context } from './criteria.ts'
import { type Day, addMonths, dayText, firstDay, lastDay, spanText } from './day.ts'
import type { Entry } from './entry.ts'
import { INTERVALS } from './named-intervals.ts'
import { newestResults } from './newest.ts'
import { reaches, senseOf } from './result-sense.ts'
import type { Modality, Rule, SourceName } from './rule.ts'
import type { Say } from './say.ts'

/** A service done: what, when, how long it lasts, and how that was reckoned. */
export type Evidence = {
  readonly id: string
  readonly modality: string
  readonly title: string
  readonly text: string
  readonly source: Source | undefined
  readonly date: PartialDate | undefined
  /** The day it runs out; undefined: never, or not while it is active. */
  readonly next: Day | undefined
  /** `3 Mar 2026 + 10 y` */
  readonly how: string
  readonly by: 'record' | 'clinician'
}

/** Found, but not counted, and why. */
export type NotCounted = {
  readonly id: string
  readonly text: string
  readonly source: Source
  readonly date: PartialDate | undefined
  readonly why: string
}

/** May be the service: offered to the clinician, never counted by itself. */
export type Probable = {
  readonly id: string
  readonly modality: string
  readonly title: string
  readonly text: string
  readonly source: Source
  readonly from: SourceName
  readonly date: PartialDate | undefined
  readonly why: string
}

type Abnormality = NonNullable<Modality['abnormal']>
type Abnormal = { readonly text: string; readonly entry: Entry }

export type Gathered = {
  readonly evidence: readonly Evidence[]
  readonly probable: readonly Probable[]
  readonly notCounted: readonly NotCounted[]
  readonly abnormal: Abnormal | undefined
  /** A result known by its name that would last, if a person says that it is the test: the gap cannot be told. */
  readonly mayLast: Probable | undefined
  /** By modality: what was confirmed, and the newest results known by their name. */
  readonly known: ReadonlyMap<string, readonly Entry[]>
}

type Dated = { readonly entry: Entry; readonly day: Day }
/** What counts, by modality. */
type Counted = ReadonlyMap<string, readonly Dated[]>

function lasting(day: Day | undefined, months: number | undefined, vague: boolean): Pick<Evidence, 'next' | 'how'> {
  if (day === undefined) return { next: undefined, how: 'while it is active' }
  const from = `${vague ? 'about ' : ''}${dayText(day)}`
  if (months === undefined) return { next: undefined, how: `${from}, once` }
  return { next: addMonths(day, months), how: `${from} + ${spanText(months)}` }
}

const monthsAfter = (entry: Entry, { nextByResult, interval, ...modality }: Modality, context: Context) => {
  const months = interval && INTERVALS[interval.name]?.holds(entry, context) ? interval.months : modality.months
  const { result } = entry
  // What cannot be compared may be beyond the bound.
  const shorter = nextByResult.filter((bound) => !result || reaches(result.value, bound) !== false)
  // A site may ask more often than after any result.
  return shorter.length > 0 ? Math.min(...shorter.map((bound) => bound.months), months ?? Infinity) : months
}

const toEvidence = (entry: Entry, modality: Modality, context: Context): Evidence => ({
  id: entry.id,
  modality: modality.id,
  title: modality.title,
  text: entry.text,
  source: entry.source,
  date: entry.date,
  ...lasting(
    modality.active || !entry.date ? undefined : firstDay(entry.date),
    monthsAfter(entry, modality, context),
    entry.issuedOnly || entry.date?.precision !== 'day',
  ),
  by: 'record',
})

export const NOTHING: Gathered = {
  evidence: [],
  probable: [],
  notCounted: [],
  abnormal: undefined,
  mayLast: undefined,
  known: new Map(),
}

/** Sorts what the chart holds for a rule into what counts, what may, and what does not. */
export function gather(rule: Rule, context: Context, says: readonly Say[]): Gathered {
  const evidence: Evidence[] = []
  const probable = new Map<string, Probable>()
  const notCounted = new Map<string, NotCounted>()
  const counted = new Map<string, Dated[]>()
  for (const modality of rule.modalities) {
    const done: Dated[] = []
    const seen = new Set<Entry>()
    const span = spanOf(modality, context)
    for (const entry of modality.codes.flatMap((set) => context.index.entriesOf(set))) {
      if (seen.has(entry)) continue
      seen.add(entry)
      const why = refusal(entry, modality, span) ?? awayFromOffice(entry, modality, context)
      const doubt = why === undefined ? doubtOf(entry, modality) : undefined
      if (why !== undefined) notCounted.set(entry.id, { ...brief(entry), why })
      else if (entry.standing === 'uncertain') probable.set(entry.id, toProbable(entry, modality, entry.why))
      else if (doubt !== undefined) probable.set(entry.id, toProbable(entry, modality, doubt))
      else done.push({ entry, day: entry.date ? firstDay(entry.date) : '' })
    }
    counted.set(modality.id, done)
    const governing = byResult(modality) ? newestOnly(done) : newest(done)
    evidence.push(...governing.map(({ entry }) => toEvidence(entry, modality, context)))
  }
  const has = new Set(evidence.map(({ id }) => id))
  for (const entry of rule.modalities.flatMap(({ intent }) => context.index.meant(intent))) {
    if (!has.has(entry.id)) notCounted.set(entry.id, { ...brief(entry), why: MEANT })
  }
  for (const modality of rule.modalities) {
    for (const entry of context.index.titled(modality.titles)) {
      if (has.has(entry.id) || probable.has(entry.id) || notCounted.has(entry.id)) continue
      if (entry.standing === 'void') notCounted.set(entry.id, { ...brief(entry), why: entry.why })
      else probable.set(entry.id, toProbable(entry, modality, 'known by its title only'))
    }
  }
  const byName = new Map(rule.modalities.map((modality) => [modality.id, knownByName(modality, context)]))
  for (const modality of rule.modalities)
    for (const entry of byName.get(modality.id) ?? [])
      if (!has.has(entry.id) && !probable.has(entry.id)) probable.set(entry.id, toProbable(entry, modality, BY_NAME))
  evidence.push(...saidEvidence(rule, context, says))
  const confirmed = new Set(evidence.filter(({ by }) => by === 'clinician').map(({ id }) => id))
  // An earlier note names no resource: what it confirmed is known again by what it was and when.
  const known = new Set(says.map((say) => (say.kind === 'confirmed' ? `${say.modality} ${say.on.text}` : '')))
  const offered = [...probable.values()]
    .filter(({ id, modality, date }) => !confirmed.has(id) && !(date && known.has(`${modality} ${date.text}`)))
    .toSorted(byDay)
  const isOffered = new Set(offered.map(({ id }) => id))
  for (const [id, entries] of byName)
    byName.set(
      id,
      entries.filter((entry) => isOffered.has(entry.id)),
    )
  return {
    evidence: evidence.toSorted(byDay),
    probable: offered,
    notCounted: [...notCounted.values()].filter(({ id }) => !has.has(id)).toSorted(byDay),
    abnormal:
      abnormalOf(rule, counted) ?? abnormalSaid(rule, context, says, counted) ?? abnormalByName(rule, byName, counted),
    mayLast: offered.find(({ id }) => lastsByName(id, rule, byName, context)),
    known: knownOf(rule, byName, context, says),
  }
}

const BY_NAME = 'known by its name only'

/** The newest day of results that only their name tells to be the test. */
function knownByName(modality: Modality, context: Context): readonly Entry[] {
  const from = modality.codes.flatMap((set) => context.pack.codeSets.get(set)?.in ?? [])
  const span = spanOf(modality, context)
  const found = newestResults(context.index.named(modality.resultTitles, [...new Set(from)])).filter(
    (entry) => refusal(entry, modality, span) === undefined,
  )
  return found.filter(({ date }) => date?.text === found[0]?.date?.text)
}

type ByName = ReadonlyMap<string, readonly Entry[]>

function lastsByName(id: string, { modalities }: Rule, byName: ByName, context: Context): boolean {
  return modalities.some((modality) =>
    (byName.get(modality.id) ?? []).some((entry) => {
      const { next } = toEvidence(entry, modality, context)
      return entry.id === id && (next === undefined || next > context.today)
    }),
  )
}

/** Positive and known by its name only: nobody may wait for the site to map it. */
function abnormalByName(rule: Rule, byName: ByName, counted: Counted): Abnormal | undefined {
  for (const modality of rule.modalities) {
    const newest = newestResults((counted.get(modality.id) ?? []).map(({ entry }) => entry))[0]?.date
    const found = (byName.get(modality.id) ?? []).find(
      (entry) => isAbnormal(entry, modality) && entry.date && (!newest || firstDay(entry.date) >= firstDay(newest)),
    )
    const day = found?.date && firstDay(found.date)
    if (found && day !== undefined && !isResolved(modality.abnormal?.resolvedBy ?? [], day, counted))
      return { text: `${notNormal(modality, day, found).text}, if it is what its name says`, entry: found }
  }
  return undefined
}

function knownOf(rule: Rule, byName: ByName, context: Context, says: readonly Say[]): ByName {
  const known = new Map(byName)
  for (const say of says) {
    const modality = rule.modalities.find(({ id }) => say.kind === 'confirmed' && id === say.modality)
    if (say.kind !== 'confirmed' || !modality) continue
    known.set(modality.id, [...(known.get(modality.id) ?? []), ...confirmedEntries(say, modality, context)])
  }
  return known
}

const brief = ({ id, text, source, date }: Entry) => ({ id, text, source, date })

const toProbable = (entry: Entry, { id: modality, title }: Modality, why: string): Probable => ({
  ...brief(entry),
  modality,
  title,
  from: entry.from,
  why,
})

const byDay = (
  a: { date: PartialDate | undefined; id: string },
  b: { date: PartialDate | undefined; id: string },
): number => {
  const [x, y] = [a.date ? firstDay(a.date) : '', b.date ? firstDay(b.date) : '']
  return x === y ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : x < y ? 1 : -1
}

/** A diagnosis "encounter for screening" is written for the bill before anything is done. */
const MEANT = 'a diagnosis code says that it was meant, not that it was done'

/** Where results set the interval. */
const byResult = ({ nextByResult, interval }: Modality): boolean => nextByResult.length > 0 || interval !== undefined

/** What is kept of one modality as proof: a later one lasts longer, so the newest are enough. */
const MOST = 20

const newest = (done: readonly Dated[]): readonly Dated[] =>
  done.length <= MOST
    ? done
    : done
        .toSorted((a, b) => (a.day === b.day ? (a.entry.id < b.entry.id ? -1 : 1) : a.day < b.day ? 1 : -1))
        .slice(0, MOST)

/** Where the result sets the interval, only the newest day speaks; `best` takes the shortest of that day. */
function newestOnly(done: readonly Dated[]): readonly Dated[] {
  const day = done.reduce((newest, each) => (each.day > newest ? each.day : newest), '')
  return done.filter((each) => each.day === day)
}

/** What the clinician confirmed or knows of elsewhere; it stands unless the record itself has since withdrawn it. */
function saidEvidence(rule: Rule, context: Context, says: readonly Say[]): readonly Evidence[] {
  return says.flatMap((say, n): readonly Evidence[] => {
    if (say.kind !== 'confirmed' && say.kind !== 'done-elsewhere') return []
    const modality = rule.modalities.find(({ id }) => id === say.modality)
    const [day, last] = [firstDay(say.on), lastDay(say.on)]
    if (!modality || day > context.today) return []
    // Of a vague date either end may be after birth, and of the age at which the test counts.
    const span = spanOf(modality, context)
    if (!isOfAge(day, span) && !isOfAge(last, span)) return []
    const meant = say.kind === 'confirmed' ? confirmedEntries(say, modality, context) : []
    if (meant.length > 0 && meant.every(({ standing }) => standing === 'void')) return []
    const place = say.kind === 'done-elsewhere' ? `done elsewhere: ${say.place}` : 'confirmed by the clinician'
    return [
      {
        id: (say.kind === 'confirmed' ? say.evidence : undefined) ?? `said-${n}`,
        modality: modality.id,
        title: modality.title,
        text: `${modality.title}, ${place}`,
        source: say.kind === 'confirmed' ? say.source : undefined,
        date: say.on,
        ...lasting(day, shortestAfter(meant, modality, context), say.on.precision !== 'day'),
        by: 'clinician',
      },
    ]
  })
}

/** A result that makes the next one sooner does so too where a person had to say what it is. */
const shortestAfter = (meant: readonly Entry[], modality: Modality, context: Context): number | undefined =>
  byResult(modality) && meant.length > 0
    ? meant
        .map((entry) => monthsAfter(entry, modality, context))
        .reduce((a, b) => Math.min(a ?? Infinity, b ?? Infinity))
    : modality.months

/** What of the record was confirmed. An earlier note names no resource: it is known again by what it was and when. */
function confirmedEntries(
  { evidence, on }: Extract<Say, { readonly kind: 'confirmed' }>,
  { codes, titles, resultTitles }: Modality,
  { index, pack }: Context,
): readonly Entry[] {
  const named = evidence === undefined ? undefined : index.find(evidence)
  if (evidence !== undefined) return named ? [named] : []
  const from = codes.flatMap((set) => pack.codeSets.get(set)?.in ?? [])
  return [
    ...codes.flatMap((set) => index.entriesOf(set)),
    ...index.titled(titles),
    ...index.named(resultTitles, from),
  ].filter(({ date }) => date?.text === on.text)
}

/** What was confirmed and is abnormal goes to a person, as it would if it counted by itself. */
function abnormalSaid(rule: Rule, context: Context, says: readonly Say[], counted: Counted): Abnormal | undefined {
  for (const say of says) {
    const modality = rule.modalities.find(({ id }) => say.kind === 'confirmed' && id === say.modality)
    if (say.kind !== 'confirmed' || !modality?.abnormal) continue
    const { bounds, resolvedBy } = modality.abnormal
    const day = firstDay(say.on)
    const found = confirmedEntries(say, modality, context).find(
      ({ standing, result }) =>
        standing !== 'void' && result && senseOf(result.value, result.flag, bounds) === 'abnormal',
    )
    if (found && !isResolved(resolvedBy, day, counted)) return notNormal(modality, day, found)
  }
  return undefined
}

const notNormal = ({ title }: Modality, day: Day, entry: Entry): Abnormal => ({
  text: `${title} of ${dayText(day)} was not normal`,
  entry,
})

const isResolved = (by: readonly string[], day: Day, counted: Counted): boolean =>
  by.some((id) => (counted.get(id) ?? []).some((each) => each.day >= day))

function abnormalOf(rule: Rule, counted: Counted): Abnormal | undefined {
  for (const modality of rule.modalities) {
    const { abnormal } = modality
    if (!abnormal) continue
    const found = abnormalAmong(
      (counted.get(modality.id) ?? []).map(({ entry }) => entry),
      abnormal,
    )
    if (!found?.date) continue
    const day = firstDay(found.date)
    if (!isResolved(abnormal.resolvedBy, day, counted)) return notNormal(modality, day, found)
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

/** The evidence that lasts longest; where results set the interval and one day has two, the shorter. */
export function best(evidence: readonly Evidence[], rule: Rule): Evidence | undefined {
  const later = (a: Evidence, b: Evidence) =>
    a.next === undefined || (b.next !== undefined && a.next >= b.next) ? a : b
  return rule.modalities
    .flatMap((modality): readonly Evidence[] => {
      const own = evidence.filter((each) => each.modality === modality.id)
      if (!byResult(modality) || own.length === 0) return own
      const [record, said] = [own.filter(({ by }) => by === 'record'), own.filter(({ by }) => by === 'clinician')]
      return record.length === 0 ? said : [record.reduce((a, b) => (later(a, b) === a ? b : a)), ...said]
    })
    .reduce<Evidence | undefined>((a, b) => (a === undefined ? b : later(a, b)), undefined)
}
