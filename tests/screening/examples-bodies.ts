import { quantity } from '../fixtures.ts'
import { type Fact, TODAY, codingOf, has, lab, on, operation, person, report, takes } from './chart.ts'
import { type Example, dm, man60, number, old, pregnantNow, woman50, words } from './people.ts'

const week = (n: number, when = TODAY): Fact => lab('loinc|11884-4', when, { value: quantity(n, 'wk') }, 'assessments')
const glucose = (key: string, mg: number, when = '2026-10-01'): Fact => lab(key, when, number(mg, 'mg/dL'))
const woman30 = person('1996-01-01')

/** Sides, eyes, pregnancies, children. */
export const BODIES: readonly Example[] = [
  // Breasts, by side.
  ['left breast removed, right not', 'breast-cancer', woman50, [on('left', operation('sct|22964006', old))], 'due'],
  [
    'left removed by body site, right by code',
    'breast-cancer',
    woman50,
    [on('left', operation('sct|22964006', old)), has('icd10|Z90.11')],
    'not-applicable',
  ],
  [
    'both removed one by one, sides by body site',
    'breast-cancer',
    woman50,
    [on('left', operation('sct|22964006', old)), on('right', has('icd10|Z90.10'))],
    'not-applicable',
  ],
  [
    'both removed at once, by body site',
    'breast-cancer',
    woman50,
    [on('both', operation('sct|22964006', old))],
    'not-applicable',
  ],
  [
    'one removed twice, sides not said',
    'breast-cancer',
    woman50,
    [operation('sct|22964006', old), has('icd10|Z90.10')],
    'due',
  ],

  // Eyes.
  [
    'no retinopathy 18 months ago, HbA1c 7',
    'diabetes-eye',
    man60,
    [dm, eyes('Normal', '2025-05-23'), a1c(7)],
    'up-to-date',
  ],
  [
    'no retinopathy 18 months ago, HbA1c 8',
    'diabetes-eye',
    man60,
    [dm, eyes('Normal', '2025-05-23'), a1c(8)],
    'overdue',
  ],
  [
    'no retinopathy 18 months ago, HbA1c a year ago',
    'diabetes-eye',
    man60,
    [dm, eyes('Normal', '2025-05-23'), a1c(7, '2025-11-23')],
    'overdue',
  ],
  [
    'no retinopathy 24 months ago, HbA1c 7',
    'diabetes-eye',
    man60,
    [dm, eyes('Normal', '2024-11-23'), a1c(7)],
    'overdue',
  ],
  [
    'no retinopathy, then retinopathy 13 months ago',
    'diabetes-eye',
    man60,
    [dm, eyes('Normal', '2025-05-23'), eyes('Abnormal', '2025-10-23'), a1c(7)],
    'overdue',
  ],
  [
    'eyes 18 months ago, result not recorded',
    'diabetes-eye',
    man60,
    [dm, operation('sct|722161008', '2025-05-23'), a1c(7)],
    'overdue',
  ],

  // Pregnancy.
  ['glucose in week 23', 'pregnancy-diabetes', woman30, [pregnantNow, week(23)], 'not-applicable', /week 23/],
  ['glucose in week 24', 'pregnancy-diabetes', woman30, [pregnantNow, week(24)], 'due'],
  [
    'glucose, week by a code 15 weeks ago',
    'pregnancy-diabetes',
    woman30,
    [pregnantNow, has('icd10|Z3A.09', '2026-08-10')],
    'due',
  ],
  [
    'glucose, week by a code 14 weeks ago',
    'pregnancy-diabetes',
    woman30,
    [pregnantNow, has('icd10|Z3A.09', '2026-08-17')],
    'not-applicable',
  ],
  [
    'glucose, delivery expected in 16 weeks',
    'pregnancy-diabetes',
    woman30,
    [pregnantNow, delivery('2027-03-15')],
    'due',
  ],
  [
    'glucose, delivery expected a day later',
    'pregnancy-diabetes',
    woman30,
    [pregnantNow, delivery('16 Mar 2027')],
    'not-applicable',
  ],
  ['glucose, week not recorded', 'pregnancy-diabetes', woman30, [pregnantNow], 'cannot-tell', /week of pregnancy/],
  [
    'glucose, a pregnancy that must be over',
    'pregnancy-diabetes',
    woman30,
    [pregnantNow, week(38, '2026-08-24')],
    'cannot-tell',
  ],
  [
    'glucose of 129',
    'pregnancy-diabetes',
    woman30,
    [pregnantNow, week(26), glucose('loinc|1504-0', 129)],
    'up-to-date',
  ],
  [
    'glucose of 130',
    'pregnancy-diabetes',
    woman30,
    [pregnantNow, week(26), glucose('loinc|1504-0', 130)],
    'needs-review',
  ],
  [
    'glucose of 150, then a normal tolerance test',
    'pregnancy-diabetes',
    woman30,
    [
      pregnantNow,
      week(26),
      glucose('loinc|1504-0', 150),
      lab('loinc|1518-0', '2026-10-08', { value: quantity(120, 'mg/dL'), flag: 'normal' }),
    ],
    'up-to-date',
  ],
  [
    'glucose of 150, then a tolerance test that nobody judged',
    'pregnancy-diabetes',
    woman30,
    [pregnantNow, week(26), glucose('loinc|1504-0', 150), glucose('loinc|1518-0', 120, '2026-10-08')],
    'needs-review',
  ],
  [
    'tolerance test flagged high',
    'pregnancy-diabetes',
    woman30,
    [pregnantNow, week(26), lab('loinc|1518-0', '2026-10-08', { value: quantity(170, 'mg/dL'), flag: 'high' })],
    'needs-review',
  ],
  ['diabetes before pregnancy', 'pregnancy-diabetes', woman30, [pregnantNow, week(26), dm], 'not-applicable'],
  ['Rh type without a pregnancy', 'pregnancy-rh', woman30, [], 'not-applicable'],
  ['urine culture without a pregnancy', 'pregnancy-urine', woman30, [], 'not-applicable'],
  ['aspirin without a pregnancy', 'pregnancy-aspirin', woman30, [has('icd10|I10'), week(14)], 'not-applicable'],
  ['glucose without a pregnancy', 'pregnancy-diabetes', woman30, [week(26)], 'not-applicable'],
  [
    'aspirin in week 11 of high risk',
    'pregnancy-aspirin',
    woman30,
    [pregnantNow, week(11), has('icd10|I10')],
    'not-applicable',
  ],
  ['aspirin in week 12 of high risk', 'pregnancy-aspirin', woman30, [pregnantNow, week(12), has('icd10|I10')], 'due'],
  [
    'aspirin taken',
    'pregnancy-aspirin',
    woman30,
    [pregnantNow, week(12), has('icd10|I10'), takes('rxnorm|1191')],
    'up-to-date',
  ],
  ['aspirin, risk not recorded', 'pregnancy-aspirin', woman30, [pregnantNow, week(12)], 'cannot-tell', /ask/],

  // Children.
  [
    'lead of 3.4',
    'child-lead',
    person('2024-01-01'),
    [lab('loinc|77307-7', '2026-06-01', number(3.4, 'ug/dL'))],
    'up-to-date',
  ],
  [
    'lead of 3.5',
    'child-lead',
    person('2024-01-01'),
    [lab('loinc|77307-7', '2026-06-01', number(3.5, 'ug/dL'))],
    'needs-review',
  ],
]

function eyes(text: string, when: string): Fact {
  return {
    from: 'reports',
    item: {
      ...(report('Retinal examination', when).item as object),
      type: { text: '', codings: [codingOf('sct|722161008')] },
      conclusion: text,
    },
  }
}
function a1c(percent: number, when = '2026-08-01'): Fact {
  return lab('loinc|4548-4', when, number(percent, '%'))
}
function delivery(day: string): Fact {
  return lab('loinc|11778-8', '2026-09-01', words(day), 'assessments')
}
