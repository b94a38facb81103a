import { type Fact, has, lab, operation } from './chart.ts'
import { type Example, dm, man60, number, past, woman35, woman50 } from './people.ts'

const worded = (text: string, change = {}, when = '2020-01-01'): Fact =>
  has('urn:site|1', when, { concept: { text, codings: [] }, ...change })
const local = (text: string): Fact =>
  has('urn:site|1', '2020-01-01', { concept: { text, codings: [{ system: 'urn:oid:1.2.3', code: '7' }] } })
const scope = operation('sct|73761001', '2024-01-01')
const mammogram = operation('loinc|24606-6', '2026-01-01')

/** Conditions in words only, or under a code of the site's own: never sure, and never "not recorded". */
export const WORDED: readonly Example[] = [
  ['diabetes in words', 'diabetes-a1c', man60, [worded('Type 2 diabetes mellitus')], 'cannot-tell', /not confirmed/],
  [
    'diabetes without complications, in words',
    'diabetes-a1c',
    man60,
    [worded('Type 2 diabetes mellitus without complications')],
    'cannot-tell',
    /not confirmed/,
  ],
  [
    'a pregnancy that needs a plan',
    'pregnancy-hiv',
    woman35,
    [worded('Pregnancy, needs follow-up', {}, '2026-09-01')],
    'cannot-tell',
  ],
  ['T2DM', 'diabetes-a1c', man60, [worded('T2DM, poorly controlled')], 'cannot-tell', /not confirmed/],
  ['diabetes by a code of the site', 'diabetes-eye', man60, [local('Diabetes type 2')], 'cannot-tell'],
  ['diabetes resolved, in words', 'diabetes-a1c', man60, [worded('Diabetes', past)], 'cannot-tell'],
  ['diabetes of the mother', 'diabetes-a1c', man60, [worded('Mother: diabetes')], 'not-applicable'],
  ['diabetes refuted', 'diabetes-a1c', man60, [worded('Diabetes', { verification: 'refuted' })], 'not-applicable'],
  ['diabetes coded, and in words', 'diabetes-a1c', man60, [dm, worded('Diabetes')], 'due'],
  ['gout in words', 'diabetes-a1c', man60, [worded('Gout')], 'not-applicable'],
  [
    'a code says that it is another thing',
    'diabetes-a1c',
    man60,
    [
      has('icd10|E23.2', '2020-01-01', {
        concept: {
          text: 'Diabetes insipidus',
          codings: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'E23.2' }],
        },
      }),
    ],
    'not-applicable',
  ],
  [
    'hypertension in words',
    'blood-pressure-control',
    man60,
    [worded('Essential hypertension')],
    'cannot-tell',
    /not confirmed/,
  ],
  ['HTN', 'blood-pressure-control', man60, [worded('HTN')], 'cannot-tell'],
  ['heart attack in words', 'lipids-ascvd', man60, [worded('Heart attack 2019')], 'cannot-tell'],
  [
    'pregnancy in words',
    'pregnancy-hiv',
    woman35,
    [worded('Pregnancy, first trimester', {}, '2026-09-01')],
    'cannot-tell',
  ],
  [
    'breast cancer in words',
    'breast-cancer',
    woman50,
    [worded('Breast cancer, left'), mammogram],
    'needs-review',
    /not confirmed/,
  ],
  ['BRCA1 in words', 'breast-cancer', woman50, [worded('BRCA1 positive'), mammogram], 'needs-review'],
  [
    'HIV in words',
    'cervical-cancer',
    woman50,
    [worded('HIV disease'), lab('loinc|21440-3', '2026-01-01', number(1))],
    'needs-review',
  ],
  ['cervical dysplasia in words', 'cervical-cancer', woman50, [worded('Cervical dysplasia, treated')], 'needs-review'],
  ['ulcerative colitis in words', 'colorectal-cancer', man60, [worded('Ulcerative colitis'), scope], 'needs-review'],
  ['Lynch syndrome in words', 'colorectal-cancer', man60, [worded('Lynch syndrome'), scope], 'needs-review'],
  ['polyps in words', 'colorectal-cancer', man60, [worded('Colon polyps'), scope], 'needs-review', /not confirmed/],
]
