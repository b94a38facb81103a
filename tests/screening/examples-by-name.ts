import { result } from '../fixtures.ts'
import { type Fact, codingOf, has, lab, person, takes } from './chart.ts'
import { type Example, dm, man60, number, old, woman35, words } from './people.ts'

/** Known by its name, and by a code that is in no value set. */
const named = (name: string, code: string, value: number, when = '2026-06-01'): Fact => ({
  from: 'assessments',
  item: result(name, when, { concept: { text: name, codings: [codingOf(`loinc|${code}`)] }, ...number(value) }),
})
const inLab = (name: string, code: string, change: object, when = '2026-06-01'): Fact => ({
  from: 'laboratory',
  item: result(name, when, { concept: { text: name, codings: [codingOf(`loinc|${code}`)] }, ...change }),
})
const girl14 = person('2012-01-01')
const NAME = /may be it, by its name only/
const PHQ2 = 'Patient Health Questionnaire 2 item (PHQ-2) total score [Reported]'
const RNA = 'Hepatitis C virus RNA [Presence] in Serum or Plasma by NAA with probe detection'
const HDL = 'Cholesterol in HDL [Mass/volume] in Serum or Plasma'

/** A test whose code is not counted is no gap, and no answer either: a person says what it is. */
export const BY_NAME: readonly Example[] = [
  ['AUDIT-C of 2', 'alcohol', woman35, [named('Total score [AUDIT-C]', '75626-2', 2)], 'cannot-tell', NAME],
  ['AUDIT-C of 3', 'alcohol', woman35, [named('Total score [AUDIT-C]', '75626-2', 3)], 'needs-review', /positive/],
  ['AUDIT-C a year ago', 'alcohol', woman35, [named('AUDIT-C', '75626-2', 2, '2025-11-23')], 'due'],
  ['DAST-10 of 2', 'drug-use', woman35, [named('Total score [DAST-10]', '82667-7', 2)], 'cannot-tell', NAME],
  [
    'DAST-10 of 3',
    'drug-use',
    woman35,
    [named('Total score [DAST-10]', '82667-7', 3)],
    'needs-review',
    /its name says/,
  ],
  ['PHQ-2 of 2', 'depression', woman35, [named(PHQ2, '55758-7', 2)], 'cannot-tell', NAME],
  ['PHQ-2 of 3', 'depression', woman35, [named(PHQ2, '55758-7', 3)], 'needs-review', /its name says/],
  [
    'PHQ-2 of 3, PHQ-9 that day negative',
    'depression',
    woman35,
    [named(PHQ2, '55758-7', 3), lab('loinc|44261-6', '2026-06-01', number(4), 'assessments')],
    'up-to-date',
  ],
  [
    'PHQ-9 negative, PHQ-2 of 3 since',
    'depression',
    woman35,
    [named(PHQ2, '55758-7', 3), lab('loinc|44261-6', '2026-05-01', number(4), 'assessments')],
    'needs-review',
  ],
  ['PHQ-2 at 14', 'depression-12-17', girl14, [named(PHQ2, '55758-7', 2)], 'cannot-tell', NAME],
  [
    'Edinburgh scale',
    'depression',
    woman35,
    [named('Edinburgh Postnatal Depression Scale', '71354-5', 2)],
    'cannot-tell',
    NAME,
  ],
  ['GAD-7 of 9', 'anxiety', woman35, [named('GAD-7 total score', '70274-6', 9)], 'cannot-tell', NAME],
  ['GAD-7 of 10', 'anxiety', woman35, [named('GAD-7 total score', '70274-6', 10)], 'needs-review', /its name says/],
  ['GAD-7 at 14', 'anxiety-8-17', girl14, [named('GAD-7 total score', '70274-6', 9)], 'cannot-tell', NAME],
  ['no GAD-7', 'anxiety', woman35, [], 'cannot-tell', /not confirmed in our value sets/],
  ['hepatitis C RNA', 'hepatitis-c', man60, [inLab(RNA, '11259-9', words('Not detected'), old)], 'cannot-tell', NAME],
  [
    'hepatitis C RNA',
    'hepatitis-c',
    man60,
    [inLab(RNA, '11259-9', words('Detected'), old)],
    'needs-review',
    /its name says/,
  ],
  [
    'hepatitis C RNA by risk',
    'hepatitis-c-risk',
    man60,
    [has('icd10|B20'), inLab(RNA, '11259-9', words('Detected'))],
    'needs-review',
    /its name says/,
  ],
  ['HDL', 'lipids', man60, [inLab(HDL, '2085-9', number(50, 'mg/dL'))], 'cannot-tell', NAME],
  ['HDL in diabetes', 'diabetes-lipids', man60, [dm, inLab(HDL, '2085-9', number(50, 'mg/dL'))], 'cannot-tell', NAME],
  [
    'HDL in cardiovascular disease',
    'lipids-ascvd',
    man60,
    [has('icd10|I25.10'), inLab(HDL, '2085-9', number(50, 'mg/dL'))],
    'cannot-tell',
    NAME,
  ],
  [
    'B12',
    'metformin-b12',
    man60,
    [takes('rxnorm|6809'), inLab('Vitamin B12', '2132-9', number(500, 'pg/mL'))],
    'cannot-tell',
    NAME,
  ],
  [
    'B12 low',
    'metformin-b12',
    man60,
    [takes('rxnorm|6809'), inLab('Vitamin B12', '2132-9', number(150, 'pg/mL'))],
    'needs-review',
    /its name says/,
  ],
  [
    'AUDIT-C cancelled',
    'alcohol',
    woman35,
    [{ from: 'assessments', item: result('AUDIT-C', '2026-06-01', { status: 'cancelled' }) }],
    'due',
  ],
]
