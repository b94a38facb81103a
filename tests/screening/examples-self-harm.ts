import { result } from '../fixtures.ts'
import { type Fact, codingOf, has, lab, person } from './chart.ts'
import { BY_ITS_NAME, THEN } from './parts.ts'
import { type Example, number, woman50, words } from './people.ts'

const phq9 = (total: number, when = THEN): Fact => lab('loinc|44261-6', when, number(total), 'assessments')
const item9 = (value: ReturnType<typeof words> | ReturnType<typeof number>, when = THEN): Fact =>
  lab('loinc|44260-8', when, value, 'assessments')
const HARM = /thoughts of self-harm/
const girl15 = person('2011-01-01')
const thoughts: Fact = {
  from: 'assessments',
  item: result(
    'Thoughts that you would be better off dead, or of hurting yourself in some way',
    THEN,
    words('Several days'),
  ),
}

/** Item 9 of the PHQ-9 is for a person, whatever the sum of the nine. */
export const SELF_HARM: readonly Example[] = [
  ['PHQ-9 of 2, item 9: 0', 'depression', woman50, [phq9(2), item9(number(0))], 'up-to-date'],
  ['PHQ-9 of 2, item 9: 1', 'depression', woman50, [phq9(2), item9(number(1))], 'needs-review', HARM],
  ['item 9: several days', 'depression', woman50, [phq9(2), item9(words('Several days'))], 'needs-review', HARM],
  ['item 9: not at all', 'depression', woman50, [phq9(2), item9(words('Not at all'))], 'up-to-date'],
  ['item 9: "0 - Not at all"', 'depression', woman50, [phq9(2), item9(words('0 - Not at all'))], 'up-to-date'],
  [
    'item 9: not at all, by the code of the answer alone',
    'depression',
    woman50,
    [
      phq9(2),
      lab(
        'loinc|44260-8',
        THEN,
        { value: { kind: 'text', text: 'LA6568-5', codings: [codingOf('loinc|LA6568-5')] } },
        'assessments',
      ),
    ],
    'up-to-date',
  ],
  ['item 9 declined', 'depression', woman50, [phq9(2), item9(words('Patient declined'))], 'up-to-date'],
  [
    'item 9: 1, and 0 since',
    'depression',
    woman50,
    [phq9(2), item9(number(1)), item9(number(0), '2026-06-01')],
    'up-to-date',
  ],
  [
    'item 9: 1, and declined since',
    'depression',
    woman50,
    [phq9(2), item9(number(1)), item9(words('Declined'), '2026-06-01')],
    'needs-review',
    HARM,
  ],
  [
    'item 9: 1 and 0 on one day',
    'depression',
    woman50,
    [phq9(2), item9(number(1)), item9(number(0))],
    'needs-review',
    HARM,
  ],
  [
    'item 9: 1, on the last day of 12 months',
    'depression',
    woman50,
    [phq9(2), item9(number(1), '2025-11-24')],
    'needs-review',
    HARM,
  ],
  ['item 9: 1, a year ago', 'depression', woman50, [phq9(2), item9(number(1), '2025-11-23')], 'up-to-date'],
  ['PHQ-9 of 12, item 9: 2', 'depression', woman50, [phq9(12), item9(number(2))], 'needs-review', HARM],
  [
    'item 9: 3 in known depression',
    'depression',
    woman50,
    [has('icd10|F32.9'), item9(number(3))],
    'needs-review',
    HARM,
  ],
  [
    'item 9: 3 in bipolar disorder',
    'depression',
    woman50,
    [has('icd10|F31.9'), item9(number(3))],
    'needs-review',
    HARM,
  ],
  ['item 9: 1 at 15', 'depression-12-17', girl15, [phq9(2), item9(number(1))], 'needs-review', HARM],
  [
    'item 9: 1, its status not recorded',
    'depression',
    woman50,
    [phq9(2), lab('loinc|44260-8', THEN, { ...number(1), status: 'unknown' }, 'assessments')],
    'needs-review',
    HARM,
  ],
  [
    'item 9: 1, entered in error',
    'depression',
    woman50,
    [phq9(2), lab('loinc|44260-8', THEN, { ...number(1), status: 'entered-in-error' }, 'assessments')],
    'up-to-date',
  ],
  [
    'item 9: 1, on no day',
    'depression',
    woman50,
    [phq9(2), lab('loinc|44260-8', undefined, number(1), 'assessments')],
    'up-to-date',
  ],
  ['item 9 by its words', 'depression', woman50, [phq9(2), thoughts], 'needs-review', BY_ITS_NAME],
]
