import type { Probable } from '#clinical/screening/lasts.ts'
import { firstDay, lastDay } from '#clinical/screening/day.ts'
import type { RuleResult } from '#clinical/screening/result.ts'
import type { Say } from '#clinical/screening/say.ts'

/** The one that a row offers: what has no date, or is older than the same thing that counts already, could close nothing. */
export const offerOf = ({ status, proof }: RuleResult): Probable | undefined =>
  status.kind === 'not-applicable' || status.kind === 'up-to-date'
    ? undefined
    : proof.probable.find(
        ({ date, modality }) =>
          date !== undefined &&
          !proof.evidence.some(
            (each) => each.modality === modality && each.date !== undefined && firstDay(each.date) >= lastDay(date),
          ),
      )

export const confirmed = ({ rule }: RuleResult, probable: Probable, today: Temporal.PlainDate): Say => ({
  kind: 'confirmed',
  rule: rule.id,
  said: today.toString(),
  modality: probable.modality,
  on: probable.date ?? { text: today.toString(), precision: 'day' },
  evidence: probable.id,
  source: probable.source,
})
