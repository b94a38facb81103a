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

const RECORDED = /^suicidal thoughts or an attempt were recorded.*: assess the risk$/
const UNDATED = { onset: undefined, recorded: undefined }
const recorded = (code: string, when = THEN, change = {}): Fact => has(`icd10|${code}`, when, change)
const ofVisit = (when: string, change = {}): Fact => ({ ...recorded('R45.851', when, change), from: 'diagnoses' })

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

  ...(
    [
      ['suicidal thoughts', recorded('R45.851'), 'needs-review'],
      ['a suicide attempt', recorded('T14.91XA'), 'needs-review'],
      ['suicidal thoughts, as a diagnosis of a visit', ofVisit('2026-04-01'), 'needs-review'],
      ['the same 12 months and a day ago', ofVisit('2025-11-22'), 'up-to-date'],
      ['the same 12 months ago', ofVisit('2025-11-23'), 'up-to-date'],
      ['the same a day less than 12 months ago', ofVisit('2025-11-24'), 'needs-review'],
      ['the same without a date', ofVisit(THEN, UNDATED), 'up-to-date'],
      ['active for years', recorded('R45.851', '2020-01-01'), 'needs-review'],
      ['active, without a date', recorded('R45.851', THEN, UNDATED), 'needs-review'],
      ['over, three years ago', recorded('R45.851', '2023-01-01', { status: 'resolved' }), 'up-to-date'],
      ['over, this spring', recorded('R45.851', THEN, { status: 'resolved' }), 'needs-review'],
      ['refuted', recorded('R45.851', THEN, { verification: 'refuted' }), 'up-to-date'],
      ['entered in error', recorded('R45.851', THEN, { verification: 'entered-in-error' }), 'up-to-date'],
    ] as const
  ).map(([what, fact, status]): Example => [
    `${what}; PHQ-9 of 2, item 9: 0`,
    'depression',
    woman50,
    [phq9(2, '2026-06-01'), item9(number(0), '2026-06-01'), fact],
    status,
    status === 'needs-review' ? RECORDED : /^$/,
  ]),
  [
    'suicidal thoughts in bipolar disorder',
    'depression',
    woman50,
    [has('icd10|F31.9'), recorded('R45.851')],
    'needs-review',
    RECORDED,
  ],
  [
    'suicidal thoughts, an attempt before',
    'depression',
    woman50,
    [recorded('T14.91XA', '2026-01-01'), recorded('R45.851', '2026-04-05')],
    'needs-review',
    /recorded on 5 Apr 2026: assess/,
  ],
  ['suicidal thoughts at 15', 'depression-12-17', girl15, [recorded('R45.851')], 'needs-review', RECORDED],
  [
    'suicidal thoughts, and told in item 9 as well',
    'depression',
    woman50,
    [item9(number(1)), recorded('R45.851')],
    'needs-review',
    /^thoughts of self-harm were told on 1 May 2026: assess/,
  ],
]
