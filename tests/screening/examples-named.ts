import { concept } from '../fixtures.ts'
import { type Fact, allergic, codingOf, has, takes } from './chart.ts'
import { type Example, man60, woman35 } from './people.ts'

const called = (key: string, text: string): Fact => has(key, '2020-01-01', { concept: concept(text, codingOf(key)) })
const drug = (text: string): Fact => takes('local|1', { concept: { text, codings: [] } })
const heart = has('icd10|I25.10')
const pregnant = has('icd10|Z33.1', '2026-09-01')

/** What a condition or a drug is called in a chart, beside its code or without one. */
export const NAMED: readonly Example[] = [
  // "FH" is familial hypercholesterolemia as well as family history.
  [
    '“FH (familial hypercholesterolemia)”',
    'statin',
    woman35,
    [called('icd10|E78.01', 'FH (familial hypercholesterolemia)')],
    'due',
  ],
  ['“FH: heart attack”', 'statin', man60, [called('icd10|I21.9', 'FH: heart attack')], 'not-applicable'],
  ['“FHx: colon cancer”', 'colorectal-cancer', man60, [called('icd10|C18.9', 'FHx: colon cancer')], 'due'],
  [
    '“Family Hx of colon cancer”',
    'colorectal-cancer',
    man60,
    [called('icd10|C18.9', 'Family Hx of colon cancer')],
    'due',
  ],
  ['“Mother - colon cancer”', 'colorectal-cancer', man60, [called('icd10|C18.9', 'Mother - colon cancer')], 'due'],
  [
    '“Brother with colon cancer”',
    'colorectal-cancer',
    man60,
    [called('icd10|C18.9', 'Brother with colon cancer')],
    'due',
  ],
  ['“Colon cancer”', 'colorectal-cancer', man60, [called('icd10|C18.9', 'Colon cancer')], 'not-applicable'],

  // Drugs by the names on their boxes, where no code comes with them.
  ...[
    'Lipitor 40 mg tablet',
    'CRESTOR 20 MG PO TABS',
    'Zocor 20 mg',
    'Livalo 2 mg',
    'Vytorin 10-40',
    'Caduet 10-40',
    'Roszet 10-20',
  ].map((text): Example => [text, 'statin', man60, [heart, drug(text)], 'up-to-date']),
  ['nystatin is no statin', 'statin', man60, [heart, drug('nystatin 100,000 unit/mL susp')], 'due'],
  ['allergy to Lipitor', 'statin', man60, [heart, allergic('local|1', 'LIPITOR')], 'needs-review', /allergy/],
  ...['Glucophage XR 500 mg', 'JANUMET 50-1,000 MG', 'Synjardy 5-500', 'Riomet 500 mg/5 mL'].map((text): Example => [
    text,
    'metformin-b12',
    man60,
    [drug(text)],
    'cannot-tell',
    /not confirmed in our value sets/,
  ]),
  ...['Truvada 200-300', 'DESCOVY 200-25 MG', 'Apretude 600 mg/3 mL'].map((text): Example => [
    text,
    'hiv-prep',
    woman35,
    [drug(text)],
    'up-to-date',
  ]),
  [
    'Ecotrin 81 mg',
    'pregnancy-aspirin',
    woman35,
    [pregnant, has('icd10|Z3A.14', '2026-11-23'), has('icd10|I10'), drug('Ecotrin 81 mg')],
    'up-to-date',
  ],
]
