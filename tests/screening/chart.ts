import type { Patient } from '#clinical/patient.ts'
import type { Chart } from '#clinical/screening/chart.ts'
import { type Screening, screen } from '#clinical/screening/evaluate.ts'
import { PACK } from '#clinical/screening/pack.ts'
import type { RuleResult } from '#clinical/screening/result.ts'
import type { RulePack, SourceName } from '#clinical/screening/rule.ts'
import type { Say } from '#clinical/screening/say.ts'
import type { Coding } from '#clinical/source.ts'
import type { Result } from '#clinical/result.ts'
import type { Reading } from '#lib/reading.ts'
import { SITE_SYSTEM, atSite } from './site.ts'
import {
  allergy,
  chartDocument,
  medication,
  on as day,
  problem,
  procedure,
  quantity,
  reading,
  result,
  visit,
} from '../fixtures.ts'

export const TODAY = '2026-11-23'

const SYSTEMS: Readonly<Record<string, string>> = {
  loinc: 'http://loinc.org',
  sct: 'http://snomed.info/sct',
  icd10: 'http://hl7.org/fhir/sid/icd-10-cm',
  icd10pcs: 'http://www.cms.gov/Medicare/Coding/ICD10',
  hcpcs: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  cdt: 'http://www.ada.org/cdt',
}

/** `loinc|4548-4` as the record has it. */
export function codingOf(key: string): Coding {
  const at = key.lastIndexOf('|')
  const system = key.slice(0, at)
  return { system: SYSTEMS[system] ?? system, code: key.slice(at + 1).replace(/\.?\*$/, ''), display: undefined }
}

const coded = (key: string, text = key) => ({ text, codings: [codingOf(key)] })

/** A made-up person of an age on a day, to the day. */
export const person = (birthDate: string, sex: Patient['sex'] = 'female', change: Partial<Patient> = {}): Patient => ({
  id: 'made-up',
  name: 'Example, Ada',
  calledName: undefined,
  birthDate: day(birthDate),
  sex,
  sexForClinicalUse: undefined,
  sexAtBirth: undefined,
  deceased: false,
  deceasedDate: undefined,
  identifiers: [],
  ...change,
})

/** One thing of the record, and the reading it stands in. */
export type Fact = { readonly from: SourceName; readonly item: unknown }

export const has = (key: string, when: string | undefined = '2020-01-01', change = {}): Fact => {
  const onset = when === undefined ? undefined : day(when)
  const made = problem('a condition', { concept: coded(key), onset, ...change })
  return { from: 'problems', item: { ...made, source: { ...made.source, codings: made.concept.codings } } }
}
export const operation = (key: string, when: string | undefined, change = {}): Fact => ({
  from: 'procedures',
  item: procedure('an operation', {
    concept: coded(key),
    performed: when === undefined ? undefined : day(when),
    ...change,
  }),
})
export const lab = (
  key: string,
  when: string | undefined,
  change: Partial<Result> = {},
  from: SourceName = 'laboratory',
): Fact => ({
  from,
  item: result('a test', when, { concept: coded(key), ...change }),
})
export const vital = (key: string, when: string, value: number): Fact =>
  lab(key, when, { value: quantity(value) }, 'vitals')
export const social = (key: string, when: string, code: string, text = code): Fact =>
  lab(key, when, { value: { kind: 'text', text, codings: [codingOf(`sct|${code}`)] } }, 'socialHistory')
export const takes = (key: string, change = {}): Fact => ({
  from: 'medications',
  item: medication('a drug', { concept: coded(key), ...change }),
})
export const allergic = (key: string, text: string, change = {}): Fact => ({
  from: 'allergies',
  item: allergy(text, { substance: coded(key, text), ...change }),
})

const SIDES = { left: '7771000', right: '24028007', both: '51440002' } as const
/** The same fact with a body site that says the side. */
export const on = (side: keyof typeof SIDES, { from, item }: Fact): Fact => ({
  from,
  item: { ...(item as object), bodySites: [{ text: 'Breast', codings: [codingOf(`sct|${SIDES[side]}`)] }] },
})
export const report = (title: string, when: string | undefined, change = {}): Fact => ({
  from: 'reports',
  item: chartDocument(title, {
    kind: 'report',
    status: 'final',
    date: when === undefined ? undefined : day(when),
    ...change,
  }),
})
export const seen = (key: string, when: string | undefined, change = {}): Fact => {
  const made = visit('Office Visit', when)
  return { from: 'encounters', item: { ...made, source: { ...made.source, codings: [codingOf(key)] }, ...change } }
}
export const letter = (title: string, when: string | undefined, change = {}): Fact => ({
  from: 'documents',
  item: chartDocument(title, { date: when === undefined ? undefined : day(when), ...change }),
})

const ALL: readonly SourceName[] = [
  ...(['problems', 'diagnoses', 'concerns', 'medications', 'allergies', 'laboratory'] as const),
  ...(['vitals', 'socialHistory', 'assessments', 'procedures', 'reports', 'documents', 'encounters'] as const),
]

/** A chart that was read whole and holds these things and nothing else. */
export const chartOf = (facts: readonly Fact[]): Chart =>
  Object.fromEntries(
    ALL.map((from) => [from, reading(facts.filter((each) => each.from === from).map(({ item }) => item))]),
  )

export const withReading = (
  chart: Chart,
  from: SourceName,
  change: (held: Reading<unknown>) => Reading<unknown> | undefined,
): Chart => ({ ...chart, [from]: change(chart[from] as Reading<unknown>) })

export type Asked = { readonly today?: string; readonly pack?: RulePack; readonly says?: readonly Say[] }

export const screening = (
  patient: Patient,
  chart: Chart,
  { today = TODAY, pack = PACK, says = [] }: Asked = {},
): Screening => screen({ patient, today: Temporal.PlainDate.from(today), chart, pack, says })

/** What one rule says of one chart. */
export function ask(rule: string, patient: Patient, facts: readonly Fact[], asked: Asked = {}): RuleResult {
  const held = asked.pack ?? PACK
  // What only a site's code says is read as that site reads it.
  const pack = JSON.stringify(facts).includes(`"${SITE_SYSTEM}"`) ? atSite(held) : held
  const only = { ...pack, rules: pack.rules.filter(({ id }) => id === rule) }
  const [found] = screening(patient, chartOf(facts), { ...asked, pack: only }).results
  if (!found) throw new Error(`no rule ${rule}`)
  return found
}
