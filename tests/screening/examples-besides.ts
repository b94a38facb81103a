import { PACK } from '#clinical/screening/pack.ts'
import type { RulePack } from '#clinical/screening/rule.ts'
import { on, quantity } from '../fixtures.ts'
import { type Fact, ask, chartOf, codingOf, has, lab, person, screening } from './chart.ts'
import { man60, number, old } from './people.ts'

/** What a chart alone does not tell: with what was said, at a site that asks others, or beside the rules. */
export type Besides = readonly [
  why: string,
  rule: string,
  says: (pack?: RulePack) => string | undefined,
  wanted: string,
]

const declined =
  (said: string): Besides[2] =>
  (pack) =>
    ask('colorectal-cancer', man60, [], {
      says: [{ rule: 'colorectal-cancer', said, kind: 'declined' }],
      ...(pack && { pack }),
    }).setAside?.kind ?? 'asked again'

/** A questionnaire of which only the clinician says that it was the AUDIT-C. */
function confirmed(points: number): Besides[2] {
  const answer = lab('urn:other|Q7', '2026-10-01', number(points), 'assessments')
  const { id, source } = answer.item as { readonly id: string; readonly source: never }
  const head = { rule: 'alcohol', modality: 'audit-c', said: '2026-11-23', on: on('2026-10-01') } as const
  return (pack) =>
    ask('alcohol', man60, [answer], {
      says: [{ ...head, kind: 'confirmed', evidence: id, source }],
      ...(pack && { pack }),
    }).status.kind
}

/** Where a site asks from 18 on, its guideline still begins at 20. */
const from18 =
  (birth: string, fact: Fact): Besides[2] =>
  (pack = PACK) => {
    const rules = pack.rules.map((rule) => ({
      ...rule,
      eligibility: { ...rule.eligibility, age: { ...rule.eligibility.age, min: 18 } },
    }))
    return ask('statin', person(birth), [fact], { pack: { ...pack, rules } }).status.kind
  }

/** Hospice care, asked in a questionnaire and answered by a code. */
const hospice =
  (key: string): Besides[2] =>
  (pack) => {
    const value = { kind: 'text', text: 'Answer', codings: [codingOf(key)] } as const
    const asked = lab('loinc|45755-6', '2026-05-01', { value }, 'assessments')
    return screening(man60, chartOf([asked]), pack && { pack: { ...pack, rules: [] } }).flags.length > 0
      ? 'flagged'
      : 'not flagged'
  }

const familial = has('icd10|E78.01')
const ldl190 = lab('loinc|18262-6', old, { value: quantity(190, 'mg/dL') })
const [NINETEEN, TWENTY] = ['2006-11-24', '2006-11-23']

export const BESIDES: readonly Besides[] = [
  ['declined a year ago, less a day', 'colorectal-cancer', declined('2025-11-24'), 'declined'],
  ['declined a year ago', 'colorectal-cancer', declined('2025-11-23'), 'asked again'],

  ['AUDIT-C of 4 in a man, confirmed', 'alcohol', confirmed(4), 'needs-review'],
  ['AUDIT-C of 3 in a man, confirmed', 'alcohol', confirmed(3), 'up-to-date'],

  ['familial hypercholesterolemia at 19', 'statin', from18(NINETEEN, familial), 'not-applicable'],
  ['familial hypercholesterolemia at 20', 'statin', from18(TWENTY, familial), 'due'],
  ['LDL of 190 at 19', 'statin', from18(NINETEEN, ldl190), 'not-applicable'],
  ['LDL of 190 at 20', 'statin', from18(TWENTY, ldl190), 'due'],

  // No rule asks it: any will do.
  ['hospice care, “no” by SNOMED CT', 'colorectal-cancer', hospice('sct|373067005'), 'not flagged'],
  ['hospice care, “no” by LOINC', 'colorectal-cancer', hospice('loinc|LA32-8'), 'not flagged'],
  ['hospice care, “yes” by SNOMED CT', 'colorectal-cancer', hospice('sct|373066001'), 'flagged'],
]

/** What is wrong with them, of one rule. */
export const wrongBesides = (rule: string, pack: RulePack): string[] =>
  BESIDES.flatMap(([why, of, says, wanted]) => {
    const said = of === rule ? says(pack) : wanted
    return said === wanted ? [] : [`${rule}, ${why}: ${said}, not ${wanted}`]
  })
