import { type Abnormal, type Counted, type Days, isResolved, notNormal } from './abnormal.ts'
import { isAbnormal, refusal, spanOf } from './counts.ts'
import type { Context } from './criteria.ts'
import { type Day, firstDay } from './day.ts'
import type { Entry } from './entry.ts'
import { type Probable, toEvidence, toProbable } from './lasts.ts'
import { inOrder, newestResults } from './newest.ts'
import type { Modality, Rule } from './rule.ts'

export const BY_NAME = 'known by its name only'

/** By modality, results that only their name tells to be the test. */
export type ByName = ReadonlyMap<string, readonly Entry[]>

/**
 * The newest day of each, where nothing that counts is as new: an older one would close nothing. A positive one is kept;
 * what took its place is asked of it by its rule.
 */
export function knownByName(rule: Rule, counted: Counted, context: Context): ByName {
  const newest = [...counted.values()].flat().reduce((day, each) => (each.day > day ? each.day : day), '')
  return new Map(
    rule.modalities.map((modality) => {
      const from = modality.codes.flatMap((set) => context.pack.codeSets.get(set)?.in ?? [])
      const span = spanOf(modality, context)
      const found = newestResults(context.index.named(modality.resultTitles, from)).filter(
        (entry) => refusal(entry, modality, span) === undefined,
      )
      const ofDay = found.filter(({ date }) => date?.text === found[0]?.date?.text)
      return [modality.id, ofDay.filter((entry) => isAbnormal(entry, modality) || dayOf(entry) > newest)]
    }),
  )
}

/**
 * The newest reports that only their title tells, where they are abnormal: they close nothing, but what they found must not be
 * unseen. Not where no code is known: such titles are many other examinations as well. Nor where reports are not searched.
 */
export function foundByTitle(rule: Rule, context: Context): ByName {
  return new Map(
    rule.modalities.map((modality) => {
      const { codeSets } = context.pack
      const isAsked = modality.codes.some((set) => {
        const held = codeSets.get(set)
        return held !== undefined && held.codes.length > 0 && held.in.includes('reports')
      })
      if (!isAsked || !modality.abnormal) return [modality.id, []]
      const known = new Set(modality.codes.flatMap((set) => context.index.entriesOf(set)))
      const span = spanOf(modality, context)
      const hints = new Set(context.index.titled(modality.titles))
      const told = newestResults(context.index.titledAtAll(modality.titles)).filter(
        (entry) =>
          entry.from === 'reports' &&
          entry.result &&
          (hints.has(entry) || isAbnormal(entry, modality)) &&
          !known.has(entry) &&
          !refusal(entry, modality, span),
      )
      const ofDay = told.filter(({ date }) => date?.text === told[0]?.date?.text)
      return [modality.id, ofDay.filter((entry) => isAbnormal(entry, modality))]
    }),
  )
}

const dayOf = ({ date }: Entry): Day => (date ? firstDay(date) : '')

/** What only a person can make count, and why. */
export type Open = { readonly entry: Entry; readonly modality: Modality; readonly why: string }

/** One that would close the gap, if a person says that it is the test, or what its number means. */
export function mayLast(open: readonly Open[], context: Context): Probable | undefined {
  const order = inOrder(open.map(({ entry }) => entry))
  for (const { entry, modality, why } of open.toSorted((a, b) => order.indexOf(a.entry) - order.indexOf(b.entry))) {
    const { next } = toEvidence(entry, modality, context)
    if (next === undefined || next > context.today) return toProbable(entry, modality, why)
  }
  return undefined
}

/** Positive, known by its code, and not final: nobody may wait for that. A final one of that day is what became of it. */
export const notFinal = (rule: Rule, doubtful: readonly Open[], counted: Counted): ByName =>
  new Map(
    rule.modalities.map((modality) => {
      const newest = (counted.get(modality.id) ?? []).reduce((day, each) => (each.day > day ? each.day : day), '')
      const drafts = doubtful.flatMap(({ entry, modality: { id } }) =>
        id === modality.id && entry.standing === 'uncertain' && isAbnormal(entry, modality) ? entry : [],
      )
      return [modality.id, inOrder(drafts).filter((entry) => dayOf(entry) > newest)]
    }),
  )

/** Positive and known by its name only: nobody may wait for the site to map it. */
export function abnormalByName(
  rule: Rule,
  byName: ByName,
  counted: Counted,
  days: Days,
  but = 'if it is what its name says',
): Abnormal | undefined {
  for (const modality of rule.modalities) {
    const newest = newestResults((counted.get(modality.id) ?? []).map(({ entry }) => entry))[0]?.date
    const found = (byName.get(modality.id) ?? []).find(
      (entry) => isAbnormal(entry, modality) && (!newest || dayOf(entry) >= firstDay(newest)),
    )
    if (found && !isResolved(modality.abnormal?.resolvedBy ?? [], dayOf(found), days))
      return { text: `${notNormal(modality, dayOf(found), found).text}, ${but}`, entry: found }
  }
  return undefined
}
