import type { PartialDate } from '#lib/dates.ts'
import { type Abnormal, type Dated, abnormalOf } from './abnormal.ts'
import { BY_NAME, type ByName, type Open, abnormalByName, knownByName, mayLast } from './by-name.ts'
import { awayFromOffice, closesNothing, doubtOf, isAbnormal, isOpenNumber, refusal, spanOf } from './counts.ts'
import type { Context } from './criteria.ts'
import { firstDay } from './day.ts'
import type { Entry } from './entry.ts'
import { type Evidence, type NotCounted, type Probable, brief, byResult, toEvidence, toProbable } from './lasts.ts'
import type { Rule } from './rule.ts'
import { abnormalSaid, confirmedOf, saidEvidence } from './said.ts'
import type { Say } from './say.ts'

export type Gathered = {
  readonly evidence: readonly Evidence[]
  readonly probable: readonly Probable[]
  readonly notCounted: readonly NotCounted[]
  readonly abnormal: Abnormal | undefined
  /** A result that would last, if a person says that it is the test, or what its number means: the gap cannot be told. */
  readonly mayLast: Probable | undefined
  readonly confirmed: ByName
  /** The newest results known by their name. */
  readonly byName: ByName
}

export const NOTHING: Gathered = {
  evidence: [],
  probable: [],
  notCounted: [],
  abnormal: undefined,
  mayLast: undefined,
  confirmed: new Map(),
  byName: new Map(),
}

/** How many entries are judged before others may have a turn: charts hold some tests by the thousand. */
const PIECE = 20

/** Sorts what the chart holds for a rule into what counts, what may, and what does not. */
export function* gather(rule: Rule, context: Context, says: readonly Say[]): Generator<undefined, Gathered> {
  const evidence: Evidence[] = []
  const probable = new Map<string, Probable>()
  const notCounted = new Map<string, NotCounted>()
  const counted = new Map<string, Dated[]>()
  const open: Open[] = []
  const youngest = Math.min(...rule.modalities.map(({ minAgeAtTest = 0 }) => minAgeAtTest))
  for (const modality of rule.modalities) {
    const done: Dated[] = []
    const seen = new Set<Entry>()
    const span = spanOf(modality, context)
    const isFirst = span.least !== undefined && modality.minAgeAtTest === youngest
    const early = ({ date }: Entry) => date && closesNothing(date, modality, span, context)
    for (const entry of modality.codes.flatMap((set) => context.index.entriesOf(set))) {
      if (seen.has(entry)) continue
      seen.add(entry)
      if (seen.size % PIECE === 0) yield
      // A child's high lead is for a person also where it was too early to close anything.
      const asked = isFirst && isAbnormal(entry, modality) ? { ...span, least: undefined } : span
      const why = refusal(entry, modality, asked) ?? awayFromOffice(entry, modality, context)
      const doubt = why === undefined ? doubtOf(entry, modality) : undefined
      if (why !== undefined) notCounted.set(entry.id, { ...brief(entry), why })
      else if (entry.standing === 'uncertain') probable.set(entry.id, toProbable(entry, modality, entry.why))
      else if (doubt !== undefined) {
        probable.set(entry.id, toProbable(entry, modality, doubt))
        if (isOpenNumber(entry, modality) && early(entry) === undefined) open.push({ entry, modality, why: doubt })
      } else done.push({ entry, day: entry.date ? firstDay(entry.date) : '' })
    }
    counted.set(modality.id, done)
    const closing = done.filter(({ entry }) => {
      const why = early(entry)
      if (why !== undefined) notCounted.set(entry.id, { ...brief(entry), why })
      return why === undefined
    })
    const governing = byResult(modality) ? newestOnly(closing) : newest(closing)
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
  const said = saidEvidence(rule, context, says)
  evidence.push(...said)
  const days = new Map(
    rule.modalities.map(({ id }) => [
      id,
      [
        ...(counted.get(id) ?? []).map(({ day }) => day),
        ...said.flatMap(({ modality, date }) => (modality === id && date ? firstDay(date) : [])),
      ],
    ]),
  )
  const confirmed = new Set(evidence.filter(({ by }) => by === 'clinician').map(({ id }) => id))
  // An earlier note names no resource: what it confirmed is known again by what it was and when.
  const known = new Set(says.map((say) => (say.kind === 'confirmed' ? `${say.modality} ${say.on.text}` : '')))
  const isOpen = (id: string, modality: string, date: PartialDate | undefined) =>
    !confirmed.has(id) && !(date && known.has(`${modality} ${date.text}`))
  const byName = new Map(
    [...knownByName(rule, counted, context)].map(([modality, entries]) => [
      modality,
      entries.filter(({ id, date }) => isOpen(id, modality, date)),
    ]),
  )
  for (const modality of rule.modalities) {
    for (const entry of byName.get(modality.id) ?? []) {
      open.push({ entry, modality, why: BY_NAME })
      if (!probable.has(entry.id)) probable.set(entry.id, toProbable(entry, modality, BY_NAME))
    }
  }
  return {
    evidence: evidence.toSorted(byDay),
    probable: [...probable.values()].filter(({ id, modality, date }) => isOpen(id, modality, date)).toSorted(byDay),
    notCounted: [...notCounted.values()].filter(({ id }) => !has.has(id)).toSorted(byDay),
    abnormal:
      abnormalOf(rule, counted, days) ??
      abnormalSaid(rule, context, says, days) ??
      abnormalByName(rule, byName, counted, days),
    mayLast: mayLast(
      open.filter(({ entry, modality }) => isOpen(entry.id, modality.id, entry.date)),
      context,
    ),
    confirmed: confirmedOf(rule, context, says),
    byName,
  }
}

const byDay = (
  a: { date: PartialDate | undefined; id: string },
  b: { date: PartialDate | undefined; id: string },
): number => {
  const [x, y] = [a.date ? firstDay(a.date) : '', b.date ? firstDay(b.date) : '']
  return x === y ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : x < y ? 1 : -1
}

/** A diagnosis "encounter for screening" is written for the bill before anything is done. */
const MEANT = 'a diagnosis code says that it was meant, not that it was done'

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
