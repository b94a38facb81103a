import type { Probable } from '#clinical/screening/evidence.ts'
import type { RuleResult } from '#clinical/screening/result.ts'
import type { Say } from '#clinical/screening/say.ts'

/** The one that a row offers: what has no date could close nothing. */
export const offerOf = ({ status, proof }: RuleResult): Probable | undefined =>
  status.kind === 'not-applicable' || status.kind === 'up-to-date'
    ? undefined
    : proof.probable.find(({ date }) => date !== undefined)

export const confirmed = ({ rule }: RuleResult, probable: Probable, today: Temporal.PlainDate): Say => ({
  kind: 'confirmed',
  rule: rule.id,
  said: today.toString(),
  modality: probable.modality,
  on: probable.date ?? { text: today.toString(), precision: 'day' },
  evidence: probable.id,
  source: probable.source,
})
