import type { PartialDate } from '#lib/dates.ts'
import { type Abnormal, type Dated, type Days, abnormalOf, isResolved } from './abnormal.ts'
import {
  BY_NAME,
  type ByName,
  type Open,
  abnormalByName,
  foundByTitle,
  knownByName,
  mayLast,
  notFinal,
} from './by-name.ts'
import { closesNothing, isAbnormal, isFailure, isNormal, mayBeAbnormal, spanOf } from './counts.ts'
import type { Context } from './criteria.ts'
import { type Day, firstDay } from './day.ts'
import type { Entry } from './entry.ts'
import { type Evidence, type NotCounted, type Probable, brief, byResult, toEvidence, toProbable } from './lasts.ts'
import { WHOLES, partWhy } from './named-wholes.ts'
import type { Modality, Rule } from './rule.ts'
import { inOrder } from './newest.ts'
import { abnormalSaid, confirmedOf, saidEvidence } from './said.ts'
import type { Say } from './say.ts'
import { sorted } from './sorted.ts'

export type Gathered = {
  readonly evidence: readonly Evidence[]
  readonly probable: readonly Probable[]
  readonly notCounted: readonly NotCounted[]
  readonly abnormal: Abnormal | undefined
  /** A result that would last, if a person says that it is the test, or what its number means: the gap cannot be told. */
  readonly mayLast: Probable | undefined
  /** The newest result that may be abnormal and that only a person can read, with nothing since that takes its place. */
  readonly unread: Probable | undefined
  readonly confirmed: ByName
  /** The newest results known by their name. */
  readonly byName: ByName
}

const BY_TITLE = 'known by its title only'

export const NOTHING: Gathered = {
  evidence: [],
  probable: [],
  notCounted: [],
  abnormal: undefined,
  mayLast: undefined,
  unread: undefined,
  confirmed: new Map(),
  byName: new Map(),
}

/** Sorts what the chart holds for a rule into what counts, what may, and what does not. */
export function gather(rule: Rule, context: Context, says: readonly Say[]): Gathered {
  const evidence: Evidence[] = []
  const probable = new Map<string, Probable>()
  const notCounted = new Map<string, NotCounted>()
  const counted = new Map<string, readonly Dated[]>()
  const judged = new Map<string, readonly Dated[]>()
  const open: Open[] = []
  const unread: Open[] = []
  const uncertain: Open[] = []
  for (const modality of rule.modalities) {
    const { done, doubtful, refused } = sorted(rule, modality, context)
    const span = spanOf(modality, context)
    const early = ({ date }: Entry) => date && closesNothing(date, modality, span, context)
    for (const each of refused) notCounted.set(each.id, each)
    for (const each of doubtful) {
      const { entry, why } = each
      const part = partWhy(entry, modality, context)
      probable.set(entry.id, toProbable(entry, modality, part ?? why))
      if (entry.standing === 'uncertain') uncertain.push(each)
      if (mayBeAbnormal(entry, modality)) unread.push(each)
      const mayCount = entry.standing === 'done' && part === undefined && !isFailure(why)
      if (mayCount && early(entry) === undefined) open.push(each)
    }
    const [whole, parts] = inParts(done, modality, context)
    counted.set(modality.id, whole)
    judged.set(modality.id, heardOf(whole, parts, modality, context))
    for (const { each, why } of parts) probable.set(each.entry.id, toProbable(each.entry, modality, why))
    const closing = whole.filter(({ entry }) => {
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
      else probable.set(entry.id, toProbable(entry, modality, BY_TITLE))
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
  const isUnsaid = (id: string, modality: string, date: PartialDate | undefined) =>
    !confirmed.has(id) && !(date && known.has(`${modality} ${date.text}`))
  const isStillOpen = ({ entry, modality }: Open) => isUnsaid(entry.id, modality.id, entry.date)
  const unsaidOf = (named: ByName): ByName =>
    new Map(
      [...named].map(([modality, entries]) => [
        modality,
        entries.filter(({ id, date }) => isUnsaid(id, modality, date)),
      ]),
    )
  const byName = unsaidOf(knownByName(rule, counted, context))
  const byTitle = unsaidOf(foundByTitle(rule, context))
  for (const modality of rule.modalities) {
    for (const entry of byName.get(modality.id) ?? []) open.push({ entry, modality, why: BY_NAME })
    for (const [hints, why] of [[byName, BY_NAME] as const, [byTitle, BY_TITLE] as const])
      for (const entry of hints.get(modality.id) ?? [])
        if (!probable.has(entry.id)) probable.set(entry.id, toProbable(entry, modality, why))
  }
  return {
    evidence: evidence.toSorted(byDay),
    probable: [...probable.values()].filter(({ id, modality, date }) => isUnsaid(id, modality, date)).toSorted(byDay),
    notCounted: [...notCounted.values()].filter(({ id }) => !has.has(id)).toSorted(byDay),
    abnormal:
      abnormalOf(rule, judged, days) ??
      abnormalSaid(rule, context, says, days) ??
      abnormalByName(rule, byName, counted, days) ??
      abnormalByName(rule, byTitle, counted, days) ??
      abnormalByName(rule, unsaidOf(notFinal(rule, uncertain, counted)), counted, days, 'and is not final'),
    mayLast: mayLast(open.filter(isStillOpen), context),
    unread: newestUnread(unread.filter(isStillOpen), days),
    confirmed: confirmedOf(rule, context, says),
    byName,
  }
}

type InPart = { readonly each: Dated; readonly why: string }

function inParts(done: readonly Dated[], modality: Modality, context: Context): readonly [Dated[], InPart[]] {
  const [whole, parts]: [Dated[], InPart[]] = [[], []]
  for (const each of done) {
    const why = partWhy(each.entry, modality, context)
    if (why === undefined) whole.push(each)
    else parts.push({ each, why })
  }
  return [whole, parts]
}

/**
 * What is abnormal in a part is for a person as well. A normal one undoes what is abnormal only where it is the answer to
 * all of that since the whole was normal.
 */
function heardOf(
  whole: readonly Dated[],
  parts: readonly InPart[],
  modality: Modality,
  context: Context,
): readonly Dated[] {
  const answers = modality.whole === undefined ? undefined : WHOLES[modality.whole]?.answers
  const normal = whole.filter(({ entry }) => isNormal(entry, modality)).map(({ day }) => day)
  const asked = [...whole, ...parts.map(({ each }) => each)].filter(
    ({ entry, day }) => isAbnormal(entry, modality) && !normal.some((each) => each > day),
  )
  const isHeard = ({ entry }: Dated): boolean =>
    isAbnormal(entry, modality) ||
    (answers !== undefined && asked.every((abnormal) => answers(entry, abnormal.entry, context)))
  return [...whole, ...parts.flatMap(({ each }) => (isHeard(each) ? each : []))]
}

/** Neither its own test nor one that resolves it was done as late. */
function newestUnread(unread: readonly Open[], days: Days): Probable | undefined {
  const order = inOrder(unread.map(({ entry }) => entry))
  const isOvertaken = ({ entry: { date }, modality: { id, abnormal } }: Open) => {
    const day = date ? firstDay(date) : ''
    const isSince = (each: Day) => each > day
    return (days.get(id) ?? []).some(isSince) || isResolved(abnormal?.resolvedBy ?? [], day, days)
  }
  const [first] = unread
    .filter((each) => !isOvertaken(each))
    .toSorted((a, b) => order.indexOf(a.entry) - order.indexOf(b.entry))
  return first && toProbable(first.entry, first.modality, first.why)
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
