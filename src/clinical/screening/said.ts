import { type Abnormal, type Days, isResolved, notNormal } from './abnormal.ts'
import type { ByName } from './by-name.ts'
import { closesNothing, isAbnormal, isOfAge, spanOf } from './counts.ts'
import type { Context } from './criteria.ts'
import { firstDay, lastDay } from './day.ts'
import type { Entry } from './entry.ts'
import { type Evidence, byResult, lasting, monthsAfter } from './lasts.ts'
import { numbersOfNewestDay } from './newest.ts'
import type { Modality, Rule } from './rule.ts'
import type { Say } from './say.ts'

/** What the clinician confirmed or knows of elsewhere; it stands unless the record itself has since withdrawn it. */
export function saidEvidence(rule: Rule, context: Context, says: readonly Say[]): readonly Evidence[] {
  return says.flatMap((say, n): readonly Evidence[] => {
    if (say.kind !== 'confirmed' && say.kind !== 'done-elsewhere') return []
    const modality = rule.modalities.find(({ id }) => id === say.modality)
    const [day, last] = [firstDay(say.on), lastDay(say.on)]
    if (!modality || day > context.today) return []
    // Of a vague date either end may be after birth, and of the age at which the test counts.
    const span = spanOf(modality, context)
    if (!isOfAge(day, span) && !isOfAge(last, span)) return []
    const meant = say.kind === 'confirmed' ? confirmedEntries(say, modality, context) : []
    if (closesNothing(say.on, modality, span, context) !== undefined) return []
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
        ...lasting(
          day,
          shortestAfter(meant, modality, context),
          say.on.precision !== 'day' || meant.some(({ issuedOnly }) => issuedOnly),
        ),
        by: 'clinician',
      },
    ]
  })
}

/**
 * A result that makes the next one sooner does so too where a person had to say what it is. Of one done elsewhere nobody
 * knows the result here: the newest on record, and the diseases of the person, make the next one sooner.
 */
function shortestAfter(meant: readonly Entry[], modality: Modality, context: Context): number | undefined {
  if (!byResult(modality)) return modality.months
  const after = (entry: Entry | undefined) => monthsAfter(entry, modality, context) ?? Infinity
  const sooner = (...months: readonly number[]) => (Math.min(...months) === Infinity ? undefined : Math.min(...months))
  if (meant.length > 0) return sooner(...meant.map(after))
  const onRecord = numbersOfNewestDay(modality.codes.flatMap((set) => context.index.entriesOf(set)))
  return sooner(modality.months ?? Infinity, after(undefined), ...onRecord.map(after))
}

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
    ...index.titledAtAll(titles),
    ...index.named(resultTitles, from),
  ].filter(({ date }) => date?.text === on.text)
}

/** What was confirmed and is abnormal goes to a person, as it would if it counted by itself. */
export function abnormalSaid(rule: Rule, context: Context, says: readonly Say[], days: Days): Abnormal | undefined {
  for (const say of says) {
    const modality = rule.modalities.find(({ id }) => say.kind === 'confirmed' && id === say.modality)
    if (say.kind !== 'confirmed' || !modality?.abnormal) continue
    const { resolvedBy } = modality.abnormal
    const day = firstDay(say.on)
    const found = confirmedEntries(say, modality, context).find(
      (entry) => entry.standing !== 'void' && isAbnormal(entry, modality),
    )
    if (found && !isResolved(resolvedBy, day, days)) return notNormal(modality, day, found)
  }
  return undefined
}

/** By modality: what was confirmed. */
export function confirmedOf(rule: Rule, context: Context, says: readonly Say[]): ByName {
  const known = new Map<string, readonly Entry[]>()
  for (const say of says) {
    const modality = rule.modalities.find(({ id }) => say.kind === 'confirmed' && id === say.modality)
    if (say.kind !== 'confirmed' || !modality) continue
    known.set(modality.id, [...(known.get(modality.id) ?? []), ...confirmedEntries(say, modality, context)])
  }
  return known
}
