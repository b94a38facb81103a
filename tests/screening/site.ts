import { readOverlay, withOverlay } from '#clinical/screening/overlay.ts'
import { PACK } from '#clinical/screening/pack.ts'
import type { RulePack } from '#clinical/screening/rule.ts'

/** The system of a made-up site that maps what has no code of its own: `urn:site|AUDIT-C`. */
export const SITE_SYSTEM = 'urn:site'

const MAPPED: readonly (readonly [code: string, rule: string, modality: string])[] = [
  ['AUDIT-C', 'alcohol', 'audit-c'],
  ['DAST-10', 'drug-use', 'asked'],
  ['PHQ-2', 'depression', 'phq-2'],
  ['PHQ-2', 'depression-12-17', 'phq-2'],
  ['GAD-7', 'anxiety', 'screen'],
  ['GAD-7', 'anxiety-8-17', 'screen'],
  ['HCV-RNA', 'hepatitis-c', 'rna'],
  ['HCV-RNA', 'hepatitis-c-risk', 'rna'],
  ['B12', 'metformin-b12', 'b12'],
]

const OVERLAY = readOverlay(
  {
    id: 'site',
    version: '1',
    localCodes: MAPPED.map(([code, rule, modality]) => ({ system: SITE_SYSTEM, code, rule, modality })),
  },
  PACK,
)

const known = new WeakMap<RulePack, RulePack>()

/** A pack, also a mutant, as this site reads it. */
export function atSite(pack: RulePack): RulePack {
  const made = known.get(pack) ?? withOverlay(pack, OVERLAY)
  known.set(pack, made)
  return made
}
