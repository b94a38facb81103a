import { visit } from '../fixtures.ts'
import { type Fact, has, lab, person, takes, vital } from './chart.ts'
import { type Example, dm, man60, number, old, past, woman35, words } from './people.ts'

const STI = 'icd10|Z20.2'
const hiv = (when: string, text = 'Negative'): Fact => lab('loinc|75622-1', when, words(text))
const bmi = (value: number): Fact => vital('loinc|39156-5', '2026-01-01', value)

/** A year ago to the day, and a day less. */
const [YEAR_AGO, LESS] = ['2025-11-23', '2025-11-24']
const pressure = (systolic: number, diastolic: number, when: string): readonly Fact[] => [
  vital('loinc|8480-6', when, systolic),
  vital('loinc|8462-4', when, diastolic),
]
/** Measured at a visit; where that was is told by the visit, if it is there. */
const at = (id: string, systolic: number, when: string): Fact =>
  lab('loinc|8480-6', when, { ...number(systolic), encounterId: id }, 'vitals')
const stay = (id: string, inHospital: boolean | undefined): Fact => ({
  from: 'encounters',
  item: visit('A visit', old, { bareId: id, inHospital }),
})
const hypertension = has('icd10|I10', old)

/** By risk, where the record tells the risk. */
export const RISK: readonly Example[] = [
  ['infection this year', 'hiv-risk', woman35, [has(STI, '2026-03-01')], 'due'],
  ['tested since', 'hiv-risk', woman35, [has(STI, '2026-03-01'), hiv('2026-03-02')], 'up-to-date'],
  ['tested the same day', 'hiv-risk', woman35, [has(STI, '2026-03-01'), hiv('2026-03-01')], 'up-to-date'],
  ['at 70', 'hiv-risk', person('1956-01-01'), [has(STI, '2026-03-01')], 'due'],
  ['HIV positive', 'hiv-risk', woman35, [has(STI, '2026-03-01'), hiv('2026-04-01', 'Reactive')], 'needs-review'],
  ['who is too old is told of the risk', 'hiv', person('1956-01-01'), [], 'not-applicable', /see HIV by risk$/],
  ['who is too young is told of the risk', 'hiv', person('2013-01-01'), [], 'not-applicable', /see HIV by risk$/],
  ['family history is named', 'colorectal-cancer', woman35, [], 'not-applicable', /in the family, which is not read$/],

  ['opioid use', 'hepatitis-c-risk', man60, [has('icd10|F11.20')], 'needs-review', /while the risk/],
  ['HIV', 'hepatitis-c-risk', man60, [has('icd10|B20')], 'needs-review', /while the risk/],
  [
    'antibody reactive, RNA since not detected',
    'hepatitis-c-risk',
    man60,
    [
      has('icd10|B20'),
      lab('loinc|16128-1', '2026-05-01', words('Reactive')),
      lab('urn:site|HCV-RNA', '2026-06-01', words('Not detected')),
    ],
    'up-to-date',
  ],

  ['infection', 'chlamydia-25', woman35, [has(STI, '2026-03-01')], 'due'],
  ['infection', 'gonorrhea-25', woman35, [has(STI, '2026-03-01')], 'due'],
  ['own breast cancer, genes not assessed', 'brca', woman35, [has('icd10|Z85.3')], 'cannot-tell', /no code/],

  ['familial hypercholesterolemia', 'lipids-ascvd', man60, [has('icd10|E78.01')], 'due'],
  ['no cardiovascular disease', 'lipids-ascvd', man60, [], 'not-applicable'],
  ['familial hypercholesterolemia has its own rule', 'lipids', man60, [has('icd10|E78.01')], 'not-applicable'],
  ['lipids on a statin a year ago', 'lipids', man60, [takes('rxnorm|83367'), ldl(YEAR_AGO)], 'overdue'],
  ['lipids on a statin, less than a year ago', 'lipids', man60, [takes('rxnorm|83367'), ldl(LESS)], 'due-soon'],
  ['a panel on a statin a year ago', 'lipids', man60, [takes('rxnorm|83367'), panel(YEAR_AGO)], 'overdue'],
  ['a panel on a statin, less than a year ago', 'lipids', man60, [takes('rxnorm|83367'), panel(LESS)], 'due-soon'],

  ['body mass index of 30', 'obesity', man60, [bmi(30)], 'needs-review', /intensive/],
  ['body mass index of 29.9', 'obesity', man60, [bmi(29.9)], 'not-applicable'],
  ['percentile of 95', 'child-bmi', person('2014-01-01'), [vital('loinc|59576-9', '2026-05-01', 95)], 'needs-review'],
  ['percentile of 94', 'child-bmi', person('2014-01-01'), [vital('loinc|59576-9', '2026-05-01', 94)], 'up-to-date'],

  ['118/70 a year ago', 'blood-pressure-18-39', woman35, [bmi(24.9), ...pressure(118, 70, YEAR_AGO)], 'up-to-date'],
  ['overweight', 'blood-pressure-18-39', woman35, [bmi(25), ...pressure(118, 70, YEAR_AGO)], 'overdue'],
  ['overweight, a day less', 'blood-pressure-18-39', woman35, [bmi(25), ...pressure(118, 70, LESS)], 'due-soon'],
  ['129 a year ago', 'blood-pressure-18-39', woman35, [bmi(24), ...pressure(129, 70, YEAR_AGO)], 'up-to-date'],
  ['130 a year ago', 'blood-pressure-18-39', woman35, [bmi(24), ...pressure(130, 70, YEAR_AGO)], 'overdue'],
  ['84 a year ago', 'blood-pressure-18-39', woman35, [bmi(24), ...pressure(118, 84, YEAR_AGO)], 'up-to-date'],
  ['85 a year ago', 'blood-pressure-18-39', woman35, [bmi(24), ...pressure(118, 85, YEAR_AGO)], 'overdue'],

  // Where a pressure was measured.
  ...(['blood-pressure', 'blood-pressure-18-39', 'blood-pressure-control'] as const).flatMap(
    (rule): readonly Example[] => {
      const who = rule === 'blood-pressure-18-39' ? woman35 : man60
      const given = rule === 'blood-pressure-control' ? [hypertension] : []
      return [
        ['only in hospital', rule, who, [...given, at('er', 120, '2026-10-01'), stay('er', true)], 'due'],
        ['high in hospital', rule, who, [...given, at('er', 180, '2026-10-01'), stay('er', true)], 'due'],
        ['at the office', rule, who, [...given, at('v', 120, '2026-10-01'), stay('v', false)], 'up-to-date'],
        ['at a visit that is not there', rule, who, [...given, at('v', 120, '2026-10-01')], 'up-to-date'],
        [
          'at a hospital visit of unknown kind',
          rule,
          who,
          [...given, at('h', 120, '2026-10-01'), stay('h', undefined)],
          'cannot-tell',
          /hospital visit of unknown kind/,
        ],
        [
          'high at a hospital visit of unknown kind, normal at the office before',
          rule,
          who,
          [...given, at('v', 120, '2026-09-01'), at('h', 180, '2026-10-01'), stay('v', false), stay('h', undefined)],
          'needs-review',
          /180/,
        ],
        [
          'normal at a hospital visit of unknown kind, high at the office before',
          rule,
          who,
          [...given, at('v', 150, '2026-09-01'), at('h', 120, '2026-10-01'), stay('v', false), stay('h', undefined)],
          'needs-review',
          /150/,
        ],
        [
          'a high diastolic of another day',
          rule,
          who,
          [...given, vital('loinc|8462-4', '2015-01-01', 99), vital('loinc|8480-6', '2026-10-01', 120)],
          'up-to-date',
        ],
        [
          'high in hospital, normal at the office before',
          rule,
          who,
          [...given, at('v', 120, '2026-09-01'), at('er', 180, '2026-10-01'), stay('v', false), stay('er', true)],
          'up-to-date',
        ],
        [
          'normal in hospital, high at the office before',
          rule,
          who,
          [...given, at('v', 150, '2026-09-01'), at('er', 120, '2026-10-01'), stay('v', false), stay('er', true)],
          'needs-review',
          /150/,
        ],
      ]
    },
  ),
]

function ldl(when: string): Fact {
  return lab('loinc|18262-6', when, number(110, 'mg/dL'))
}

function panel(when: string): Fact {
  return lab('loinc|57698-3', when, number(50, 'mg/dL'))
}

const egfr = (value: number, when: string): Fact => lab('loinc|98979-8', when, number(value, 'mL/min/{1.73_m2}'))
const uacr = (value: number, when: string, unit = 'mg/g'): Fact => lab('loinc|14959-1', when, number(value, unit))
const b12 = (value: number, when: string): Fact => lab('urn:site|B12', when, number(value, 'pg/mL'))
const metformin = takes('rxnorm|6809')
const lead = (value: number, when: string): Fact => lab('loinc|77307-7', when, number(value, 'ug/dL'))
/** 37 months old. */
const child = person('2023-10-23')
const [HALF, HALF_LESS] = ['2026-05-23', '2026-05-24']

/** What is low, or high, makes the next one sooner, or needs a person. */
export const LOW: readonly Example[] = [
  ['eGFR 60', 'diabetes-egfr', man60, [dm, egfr(60, HALF)], 'up-to-date'],
  ['eGFR 45 half a year ago', 'diabetes-egfr', man60, [dm, egfr(45, HALF)], 'up-to-date'],
  ['eGFR 44 half a year ago', 'diabetes-egfr', man60, [dm, egfr(44, HALF)], 'overdue'],
  ['eGFR 44 less than half a year ago', 'diabetes-egfr', man60, [dm, egfr(44, HALF_LESS)], 'due-soon'],
  ['eGFR 30', 'diabetes-egfr', man60, [dm, egfr(30, '2026-10-01')], 'up-to-date'],
  ['eGFR 29', 'diabetes-egfr', man60, [dm, egfr(29, '2026-10-01')], 'needs-review', /not normal/],
  ['eGFR “>60”', 'diabetes-egfr', man60, [dm, lab('loinc|98979-8', HALF, words('>60'))], 'up-to-date'],
  [
    'eGFR “<60” may be far below',
    'diabetes-egfr',
    man60,
    [dm, lab('loinc|98979-8', '2026-10-01', words('<60'))],
    'cannot-tell',
  ],
  ['eGFR 44, then 70', 'diabetes-egfr', man60, [dm, egfr(44, '2026-01-23'), egfr(70, HALF)], 'up-to-date'],

  ['albumin of 299', 'diabetes-uacr', man60, [dm, uacr(299, HALF)], 'up-to-date'],
  ['albumin of 300', 'diabetes-uacr', man60, [dm, uacr(300, '2026-07-23')], 'overdue'],
  ['albumin of 300, a day less', 'diabetes-uacr', man60, [dm, uacr(300, '2026-07-24')], 'due-soon'],
  ['albumin of 300 ug/mg creat', 'diabetes-uacr', man60, [dm, uacr(300, HALF, 'ug/mg creat')], 'overdue'],
  ['albumin of 20 mg/g{creat}', 'diabetes-uacr', man60, [dm, uacr(20, HALF, 'mg/g{creat}')], 'up-to-date'],
  ['albumin in mg/mmol', 'diabetes-uacr', man60, [dm, uacr(2, HALF, 'mg/mmol')], 'up-to-date'],
  ['albumin, eGFR 60', 'diabetes-uacr', man60, [dm, uacr(9, HALF), egfr(60, HALF)], 'up-to-date'],
  // Nobody measured it since: it is no better for that.
  ['albumin, eGFR 44 years ago', 'diabetes-uacr', man60, [dm, uacr(9, HALF), egfr(44, '2020-11-23')], 'overdue'],
  ['albumin in kidney disease of stage 3', 'diabetes-uacr', man60, [dm, has('icd10|N18.31'), uacr(9, HALF)], 'overdue'],
  [
    'albumin, kidney disease resolved',
    'diabetes-uacr',
    man60,
    [dm, has('icd10|N18.31', old, past), uacr(9, HALF)],
    'up-to-date',
  ],

  ['B12 of 200', 'metformin-b12', man60, [metformin, b12(200, '2026-06-01')], 'up-to-date'],
  ['B12 of 199', 'metformin-b12', man60, [metformin, b12(199, '2026-06-01')], 'needs-review', /not normal/],
  ['B12 of 300 a year ago', 'metformin-b12', man60, [metformin, b12(300, YEAR_AGO)], 'up-to-date'],
  ['B12 of 299 a year ago', 'metformin-b12', man60, [metformin, b12(299, YEAR_AGO)], 'overdue'],
  ['B12 of 299, a day less', 'metformin-b12', man60, [metformin, b12(299, LESS)], 'due-soon'],

  [
    'lead at 12 and at 24 months, now 37',
    'child-lead',
    child,
    [lead(1, '2024-10-23'), lead(1, '2025-10-23')],
    'up-to-date',
  ],
  ['lead at 24 months only', 'child-lead', child, [lead(1, '2025-10-23')], 'up-to-date'],
  ['lead the day before 24 months', 'child-lead', child, [lead(1, '2025-10-22')], 'cannot-tell', /Medicaid/],
  ['lead at 12 months only', 'child-lead', child, [lead(1, '2024-10-23')], 'cannot-tell', /Medicaid/],
  ['lead at 12 months, now 20', 'child-lead', person('2025-03-23'), [lead(1, '2026-03-23')], 'up-to-date'],
  ['lead of 3.4 at 12 months', 'child-lead', person('2025-03-23'), [lead(3.4, '2026-03-23')], 'up-to-date'],
  ['lead of 3.5 at 12 months', 'child-lead', person('2025-03-23'), [lead(3.5, '2026-03-23')], 'needs-review'],
  [
    'lead high at 12, normal at 24 months',
    'child-lead',
    child,
    [lead(9, '2024-10-23'), lead(1, '2025-10-23')],
    'up-to-date',
  ],
  [
    'lead normal at 12, high at 24 months',
    'child-lead',
    child,
    [lead(1, '2024-10-23'), lead(9, '2025-10-23')],
    'needs-review',
  ],
  [
    'lead high at 24 months, normal since',
    'child-lead',
    child,
    [lead(9, '2025-10-23'), lead(1, '2026-08-01')],
    'up-to-date',
  ],
  ['eyes at goal, less than two years ago', 'diabetes-eye', man60, [dm, ...eyesAtGoal('2024-11-24')], 'due-soon'],
]

function eyesAtGoal(when: string): readonly Fact[] {
  return [lab('sct|722161008', when, words('Normal'), 'laboratory'), lab('loinc|4548-4', '2026-06-01', number(7, '%'))]
}
