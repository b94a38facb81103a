import { result } from '../fixtures.ts'
import { type Fact, has, lab, operation, person, social, takes, vital } from './chart.ts'
import { type Example, dm, man60, number, old, woman35, words } from './people.ts'

const STI = 'icd10|Z20.2'
const ASK = /^sexual and injection history/
const CANNOT = /its number cannot be compared/
const hiv = (when: string, text = 'Negative'): Fact => lab('loinc|75622-1', when, words(text))
const chlamydia = (when: string, text = 'Negative'): Fact => lab('loinc|21613-5', when, words(text))
const gonorrhea = (when: string, text = 'Negative'): Fact => lab('loinc|24111-7', when, words(text))
const a1c = (value: number, when: string, unit = '%'): Fact => lab('loinc|4548-4', when, number(value, unit))
const ldl = (value: number, when: string, unit = 'mg/dL'): Fact => lab('loinc|18262-6', when, number(value, unit))
const bmi = (value: number, when: string): Fact => vital('loinc|39156-5', when, value)
const lead = (value: number, when: string): Fact => lab('loinc|77307-7', when, number(value, 'ug/dL'))
const asked = (name: string, value: number): Fact => ({
  from: 'assessments',
  item: result(name, '2026-06-01', number(value)),
})

/** What a sexual or injection risk means for the tests that go by risk. */
export const BY_RISK: readonly Example[] = [
  ...(
    [
      ['hiv-risk', hiv],
      ['chlamydia-25', chlamydia],
      ['gonorrhea-25', gonorrhea],
    ] as const
  ).flatMap(([rule, test]): readonly Example[] => [
    ['no risk on record', rule, woman35, [], 'cannot-tell', ASK],
    ['no risk on record, tested this year', rule, woman35, [test('2026-03-01')], 'up-to-date'],
    ['tested the day before the exposure', rule, woman35, [has(STI, '2026-08-02'), test('2026-08-01')], 'due'],
    [
      'tested before an infection that is over',
      rule,
      woman35,
      [has('icd10|A54.00', '2026-08-02', { status: 'resolved' }), test('2026-08-01')],
      'due',
    ],
    ['tested on the day of it', rule, woman35, [has(STI, '2026-08-02'), test('2026-08-02')], 'up-to-date'],
    [
      'tested between two exposures',
      rule,
      woman35,
      [has(STI, '2026-02-01'), test('2026-03-01'), has('icd10|A56.01', '2026-08-01')],
      'due',
    ],
    [
      'positive before the exposure',
      rule,
      woman35,
      [has(STI, '2026-08-02'), test('2026-08-01', 'Positive')],
      'needs-review',
    ],
    ['infection more than a year ago', rule, woman35, [has('icd10|A54.00', '2025-11-22')], 'cannot-tell', ASK],
    ['risky behaviour, begun long ago and active', rule, woman35, [has('icd10|Z72.51', old)], 'due'],
    ['risky behaviour that is over', rule, woman35, [has('icd10|Z72.51', old, { status: 'resolved' })], 'cannot-tell'],
    ['genital herpes', rule, woman35, [has('icd10|A60.00', '2026-08-01')], 'cannot-tell', ASK],
    ['genital warts', rule, woman35, [has('icd10|A63.0', '2026-08-01')], 'cannot-tell', ASK],
  ]),
  ['opioid use disorder', 'hiv-risk', woman35, [has('icd10|F11.20')], 'due'],
  ['HIV', 'chlamydia-25', woman35, [has('icd10|B20')], 'due'],
  ['genital herpes', 'hiv-prep', woman35, [has('icd10|A60.00', '2026-08-01')], 'cannot-tell', ASK],
  ['genital herpes', 'syphilis', woman35, [has('icd10|A60.00', '2026-08-01')], 'due'],
  ['no risk on record', 'hepatitis-c-risk', man60, [], 'cannot-tell', ASK],
  [
    'hepatitis C, opioid use',
    'hepatitis-c-risk',
    man60,
    [has('icd10|B18.2'), has('icd10|F11.20')],
    'needs-review',
    /RNA/,
  ],
]

/** A number that cannot be compared is no gap, and no answer either. */
export const UNCOMPARED: readonly Example[] = [
  [
    'HbA1c in mmol/mol',
    'diabetes-screening',
    man60,
    [bmi(27, '2026-01-01'), a1c(35, '2026-06-01', 'mmol/mol')],
    'cannot-tell',
    CANNOT,
  ],
  ['long ago', 'diabetes-screening', man60, [bmi(27, '2026-01-01'), a1c(35, '2020-06-01', 'mmol/mol')], 'due'],
  [
    'HbA1c in mmol/mol may be above the goal',
    'diabetes-a1c',
    man60,
    [dm, a1c(50, '2026-08-23', 'mmol/mol')],
    'overdue',
  ],
  ['and lasts three months', 'diabetes-a1c', man60, [dm, a1c(50, '2026-08-24', 'mmol/mol')], 'due-soon'],
  ['LDL in mmol/L', 'lipids', man60, [ldl(3, '2026-06-01', 'mmol/L')], 'cannot-tell', CANNOT],
]

/** A single question is not its questionnaire. */
export const QUESTIONS: readonly Example[] = [
  ['AUDIT-C Q1', 'alcohol', woman35, [asked('AUDIT-C Q1', 4)], 'due'],
  ['AUDIT-C question 3', 'alcohol', woman35, [asked('AUDIT-C: Question 3', 1)], 'due'],
  ['how often', 'alcohol', woman35, [asked('AUDIT-C: How often do you have a drink', 1)], 'due'],
  ['PHQ-9 question 2', 'depression', woman35, [asked('PHQ-9 question 2', 3)], 'due'],
  [
    'PHQ-9 of two weeks is no PHQ-2',
    'depression',
    woman35,
    [asked('PHQ-9 over the last 2 weeks', 9)],
    'cannot-tell',
    /by its name only/,
  ],
  ['PHQ-2 item 1', 'depression', woman35, [asked('PHQ-2 item 1', 3)], 'due'],
  ['GAD-7 #3', 'anxiety', woman35, [asked('GAD-7 #3', 3)], 'cannot-tell', /not confirmed in our value sets/],
  ['AUDIT-C total', 'alcohol', woman35, [asked('AUDIT-C total', 3)], 'needs-review', /its name says/],
  ['no DAST-10', 'drug-use', woman35, [], 'cannot-tell', /not confirmed in our value sets/],
  ['no B12', 'metformin-b12', man60, [takes('rxnorm|6809')], 'cannot-tell', /not confirmed in our value sets/],
  ['no family history tool', 'brca', woman35, [has('icd10|Z85.3')], 'cannot-tell', /no code that is the same/],
]

/** 13 months old, and 37. */
const [infant, toddler] = [person('2025-10-23'), person('2023-10-23')]
const boy = person('2014-01-01', 'male')
const percentile = (value: number, when: string): Fact => vital('loinc|59576-9', when, value)

export const CHILDREN: readonly Example[] = [
  ['BMI without a percentile', 'child-bmi', boy, [bmi(24, '2026-05-01')], 'cannot-tell', /its result is not clear/],
  ['a percentile of 96 of 24 months ago', 'child-bmi', boy, [percentile(96, '2024-11-24')], 'needs-review', /95/],
  ['and a day before that', 'child-bmi', boy, [percentile(96, '2024-11-23')], 'overdue'],
  [
    'a percentile of 96, then of 90',
    'child-bmi',
    boy,
    [percentile(96, '2026-01-01'), percentile(90, '2026-05-01')],
    'up-to-date',
  ],
  ['lead at 11 months', 'child-lead', infant, [lead(1, '2026-10-22')], 'cannot-tell', /Medicaid/],
  ['lead at 12 months', 'child-lead', infant, [lead(1, '2026-10-23')], 'up-to-date'],
  ['lead high at 8 months', 'child-lead', infant, [lead(9, '2026-06-23')], 'needs-review', /not normal/],
  [
    'lead high at 8 months, normal at 12',
    'child-lead',
    infant,
    [lead(9, '2026-06-23'), lead(1, '2026-10-23')],
    'up-to-date',
  ],
  [
    'lead high at 8 months, normal at 24',
    'child-lead',
    toddler,
    [lead(9, '2024-06-23'), lead(1, '2025-10-23')],
    'up-to-date',
  ],
]

const pressure = (when: string): readonly Fact[] => [vital('loinc|8480-6', when, 118), vital('loinc|8462-4', when, 70)]
const smokes = social('loinc|72166-2', '2026-01-01', '449868002')
const risk = (value: number, unit = '%'): Fact => lab('loinc|79423-0', '2026-01-01', number(value, unit))

export const HEART: readonly Example[] = [
  ['no body mass index on record', 'blood-pressure-18-39', woman35, pressure('2025-11-23'), 'overdue'],
  [
    'body mass index of 24 of less than 24 months ago',
    'blood-pressure-18-39',
    woman35,
    [bmi(24, '2024-11-24'), ...pressure('2025-11-23')],
    'up-to-date',
  ],
  [
    'body mass index of 24 of 24 months ago, which is as none on record',
    'blood-pressure-18-39',
    woman35,
    [bmi(24, '2024-11-23'), ...pressure('2025-11-23')],
    'overdue',
  ],
  [
    'two body mass indexes of one day, the higher decides',
    'blood-pressure-18-39',
    woman35,
    [bmi(24, '2026-01-01'), bmi(26, '2026-01-01'), ...pressure('2025-11-23')],
    'overdue',
  ],
  [
    'a diastolic of 95 entered in error',
    'blood-pressure-18-39',
    woman35,
    [
      bmi(24, '2026-01-01'),
      ...pressure('2025-11-23'),
      lab('loinc|8462-4', '2025-11-23', { ...number(95), status: 'entered-in-error' }, 'vitals'),
    ],
    'up-to-date',
  ],
  ['hypertension, risk not reckoned', 'statin', man60, [has('icd10|I10')], 'cannot-tell', /10-year risk/],
  ['dyslipidemia, risk not reckoned', 'statin', man60, [has('icd10|E78.5')], 'cannot-tell', /10-year risk/],
  ['smoker, risk not reckoned', 'statin', man60, [smokes], 'cannot-tell', /10-year risk/],
  [
    'hypertension, risk in an unknown unit',
    'statin',
    man60,
    [has('icd10|I10'), risk(12, 'points')],
    'cannot-tell',
    /10-year/,
  ],
  ['hypertension, risk of 5 %', 'statin', man60, [has('icd10|I10'), risk(5)], 'not-applicable'],
  ['no risk factor', 'statin', man60, [], 'not-applicable'],
  ['hypertension at 39', 'statin', person('1986-11-24', 'male'), [has('icd10|I10')], 'not-applicable'],
  ['hypertension at 40', 'statin', person('1986-11-23', 'male'), [has('icd10|I10')], 'cannot-tell'],
  ['hypertension at 75', 'statin', person('1950-11-24', 'male'), [has('icd10|I10')], 'cannot-tell'],
  ['hypertension at 76', 'statin', person('1950-11-23', 'male'), [has('icd10|I10')], 'not-applicable'],
  ['LDL of 190', 'lipids-ascvd', man60, [has('icd10|I25.10'), ldl(190, '2026-06-01')], 'needs-review', /not normal/],
  ['LDL of 189', 'lipids-ascvd', man60, [has('icd10|I25.10'), ldl(189, '2026-06-01')], 'up-to-date'],
  ['LDL of 190', 'diabetes-lipids', man60, [dm, ldl(190, '2026-06-01')], 'needs-review', /not normal/],
  ['LDL of 189', 'diabetes-lipids', man60, [dm, ldl(189, '2026-06-01')], 'up-to-date'],
  [
    'one visit of counselling is no programme',
    'obesity',
    man60,
    [bmi(31, '2026-01-01'), operation('hcpcs|G0447', '2026-05-01')],
    'needs-review',
    /intensive/,
  ],
  ['obesity of two years ago', 'obesity', man60, [bmi(31, '2024-11-23')], 'cannot-tell', /24 months/],
  ['and a day less', 'obesity', man60, [bmi(31, '2024-11-24')], 'needs-review'],
]

/** Genes and the breast. */
export const GENES: readonly Example[] = [
  ['ductal carcinoma in situ', 'brca', woman35, [has('icd10|D05.10')], 'cannot-tell', /no code/],
  ['peritoneum, overlapping', 'brca', woman35, [has('icd10|C48.8')], 'cannot-tell', /no code/],
  ['tube, history', 'brca', woman35, [has('icd10|Z85.44')], 'cannot-tell', /no code/],
  ['known carrier', 'brca', woman35, [has('icd10|Z15.01')], 'needs-review', /susceptibility/],
  [
    'known carrier',
    'brca',
    woman35,
    [has('icd10|Z15.02', old, { status: 'resolved' })],
    'needs-review',
    /susceptibility/,
  ],
]
