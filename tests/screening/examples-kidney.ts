import { NO_VALUE } from '#clinical/result.ts'
import { type Fact, has, lab } from './chart.ts'
import { type Example, dm, man60, number, old, words } from './people.ts'

const egfr = (value: number, when: string): Fact => lab('loinc|98979-8', when, number(value, 'mL/min/{1.73_m2}'))
const uacr = (value: number, when: string, unit = 'mg/g'): Fact => lab('loinc|14959-1', when, number(value, unit))
const a1c = (value: number, when: string): Fact => lab('loinc|4548-4', when, number(value, '%'))
const eyes = lab('sct|722161008', '2025-05-23', words('Normal'))
const none = (key: string, when: string): Fact => lab(key, when, words('Specimen rejected'))
const bare = (key: string): Fact => lab(key, '2026-10-01', { value: { kind: 'absent', reason: NO_VALUE } })

/** ADA 2024, Fig. 11.1: visits in a year by eGFR (rows) and albumin in the urine (columns), as months. */
const GRID = [
  [60, [12, 12, 4]],
  [59, [12, 6, 4]],
  [45, [12, 6, 4]],
  [44, [6, 4, 4]],
  [30, [6, 4, 4]],
  [29, [4, 4, 3]],
  [15, [4, 4, 3]],
  [14, [3, 3, 3]],
] as const
const ALBUMIN = [
  [29, 30, 300],
  [29, 299, 300],
] as const
const ENDS: Readonly<Record<number, readonly [today: string, tomorrow: string]>> = {
  12: ['2025-11-23', '2025-11-24'],
  6: ['2026-05-23', '2026-05-24'],
  4: ['2026-07-23', '2026-07-24'],
  3: ['2026-08-23', '2026-08-24'],
}

export const KIDNEY: readonly Example[] = [
  ...GRID.flatMap(([rate, row]) =>
    row.flatMap((months, column) => {
      const [ran = '', runs = ''] = ENDS[months] ?? []
      return ALBUMIN.flatMap((values): readonly Example[] => {
        const ratio = values[column] ?? 0
        const what = `eGFR ${rate}, albumin ${ratio}: every ${months} months`
        const facts = (when: string) => [dm, egfr(rate, when), uacr(ratio, when)]
        return [
          [what, 'diabetes-uacr', man60, facts(ran), 'overdue'],
          [`${what}, a day less`, 'diabetes-uacr', man60, facts(runs), 'due-soon'],
          ...(rate < 30
            ? []
            : ([
                [what, 'diabetes-egfr', man60, facts(ran), 'overdue'],
                [`${what}, a day less`, 'diabetes-egfr', man60, facts(runs), 'due-soon'],
              ] as const)),
        ]
      })
    }),
  ),
  [
    'albumin of 2.9 mg/mmol',
    'diabetes-uacr',
    man60,
    [dm, egfr(59, old), uacr(2.9, '2026-05-23', 'mg/mmol'), egfr(59, '2026-05-23')],
    'up-to-date',
  ],
  [
    'albumin of 3 mg/mmol',
    'diabetes-uacr',
    man60,
    [dm, uacr(3, '2026-05-23', 'mg/mmol'), egfr(59, '2026-05-23')],
    'overdue',
  ],
  ['albumin of 29 mg/mmol', 'diabetes-uacr', man60, [dm, uacr(29, '2026-07-23', 'mg/mmol')], 'up-to-date'],
  ['albumin of 30 mg/mmol', 'diabetes-uacr', man60, [dm, uacr(30, '2026-07-23', 'mg/mmol')], 'overdue'],
  ['albumin in a unit that is not known', 'diabetes-uacr', man60, [dm, uacr(1, '2026-07-23', 'mg/L')], 'overdue'],
  ['urine albumin without a result', 'diabetes-uacr', man60, [dm, bare('loinc|14959-1')], 'due'],
  ['eGFR without a result', 'diabetes-egfr', man60, [dm, bare('loinc|98979-8')], 'due'],
  ['eGFR 29, then 70', 'diabetes-egfr', man60, [dm, egfr(29, '2026-01-23'), egfr(70, '2026-06-01')], 'up-to-date'],
  [
    'two eGFR of one day, the lower decides',
    'diabetes-uacr',
    man60,
    [dm, uacr(9, '2026-05-23'), egfr(70, '2026-05-23'), egfr(44, '2026-05-23')],
    'overdue',
  ],
  [
    '“<60” and 70 of one day, the one that may be lower decides',
    'diabetes-uacr',
    man60,
    [dm, uacr(9, '2026-07-23'), egfr(70, '2026-07-23'), lab('loinc|98979-8', '2026-07-23', words('<60'))],
    'overdue',
  ],
  [
    'albumin “<30” is below 30',
    'diabetes-uacr',
    man60,
    [dm, lab('loinc|14959-1', '2026-05-23', words('<30 mg/g')), egfr(70, '2026-05-23')],
    'up-to-date',
  ],
  [
    'kidney disease of stage 3, eGFR 70 of more than two years ago',
    'diabetes-uacr',
    man60,
    [dm, has('icd10|N18.31'), uacr(9, '2026-08-23'), egfr(70, '2024-11-23')],
    'overdue',
  ],
  [
    'a newer eGFR without a result hides nothing',
    'diabetes-uacr',
    man60,
    [dm, uacr(9, '2026-05-23'), egfr(44, '2026-05-22'), none('loinc|98979-8', '2026-05-23')],
    'overdue',
  ],
  [
    'a newer HbA1c without a result hides nothing',
    'diabetes-eye',
    man60,
    [dm, eyes, a1c(7, '2026-06-01'), none('loinc|4548-4', '2026-07-01')],
    'up-to-date',
  ],
  [
    'two HbA1c of one day, the higher decides',
    'diabetes-eye',
    man60,
    [dm, eyes, a1c(7, '2026-06-01'), a1c(9, '2026-06-01')],
    'overdue',
  ],
]
