import { quantity } from '../fixtures.ts'
import { type Fact, TODAY, codingOf, has, lab, operation, person, report, social } from './chart.ts'
import { type Example, dm, man60, man70, number, old, packs, pregnantNow, quit, smoked, woman50 } from './people.ts'
import { woman70, words } from './people.ts'

const woman30 = person('1996-01-01')
const smoking = (code: string): Fact => social('loinc|72166-2', '2026-01-01', code, 'Answer')
/** Told by its code alone: what the words of the answer are is left open. */
const answered = (key: string, code: string): Fact =>
  lab(key, '2026-10-01', { value: { kind: 'text', text: 'Answer', codings: [codingOf(`sct|${code}`)] } }, 'assessments')
const hiv = (code: string): Fact => ({ ...answered('loinc|75622-1', code), from: 'laboratory' })
const mood = (code: string): Fact => answered('loinc|73832-8', code)

const removed = operation('sct|22964006', old)
const atSite = (code: string, { from, item }: Fact): Fact => ({
  from,
  item: { ...(item as object), bodySites: [{ text: 'Breast', codings: [codingOf(`sct|${code}`)] }] },
})

const weekByCode = (week: string, when = TODAY): Fact => has(`icd10|Z3A.${week}`, when)
const measured = (days: number): Fact => lab('loinc|11884-4', TODAY, { value: quantity(days, 'd') }, 'assessments')
const delivery = (day: string): Fact => lab('loinc|11778-8', '2026-11-20', words(day), 'assessments')
/** Aspirin begins with week 12 where the risk is high. */
const aspirin = (why: string, facts: readonly Fact[], says: Example[4], because = /^/): Example => [
  why,
  'pregnancy-aspirin',
  woman30,
  [pregnantNow, has('icd10|I10'), ...facts],
  says,
  because,
]

const kidney = has('icd10|N18.31')
const egfr = (value: number, when: string): Fact => lab('loinc|98979-8', when, number(value, 'mL/min/{1.73_m2}'))
const uacr = (value: number, when: string, unit = 'mg/g'): Fact => lab('loinc|14959-1', when, number(value, unit))
const a1c = (when: string): Fact => lab('loinc|4548-4', when, number(7, '%'))
const eyes = lab('sct|722161008', '2025-05-23', words('Normal'))
const bone = (conclusion: string): Fact =>
  report('Bone density', '2026-05-01', {
    type: { text: 'Bone density', codings: [codingOf('loinc|38268-9')] },
    conclusion,
  })
const riskBelow = (limit: number): Fact => lab('loinc|79423-0', '2026-01-01', { value: quantity(limit, '%', '<') })

/** At, below and above the numbers, and by each of the codes, that stand in the code of the rules: `constants.test.ts`. */
export const CONSTANTS: readonly Example[] = [
  // US Core smoking status, by the code alone.
  ...(
    [
      ['77176002', 'smoker'],
      ['449868002', 'smokes daily'],
      ['428041000124106', 'smokes occasionally'],
      ['428061000124105', 'light smoker'],
      ['428071000124103', 'heavy smoker'],
      ['65568007', 'cigarette smoker'],
    ] as const
  ).map(([code, what]): Example => [`${what}, by code`, 'lung-cancer', man60, [smoking(code), packs(20)], 'due']),
  ['ex-smoker, by code', 'lung-cancer', man60, [smoking('8517006'), packs(20), quit('2020-01-01')], 'due'],
  ['never smoked tobacco, by code', 'aortic-aneurysm', man70, [smoking('266919005')], 'not-applicable'],
  ['never smoked any substance, by code', 'aortic-aneurysm', man70, [smoking('221000119102')], 'not-applicable'],
  ['an answer of a code that is not known', 'aortic-aneurysm', man70, [smoking('266927001')], 'cannot-tell'],
  [
    'stopped in the month 15 years ago, the day is not recorded',
    'lung-cancer',
    man60,
    [smoked, packs(30), quit('2011-11')],
    'cannot-tell',
    /not recorded exactly/,
  ],
  ['stopped in the month after', 'lung-cancer', man60, [smoked, packs(30), quit('2011-12')], 'due'],

  // What a result says by the code alone.
  ...(
    [
      ['10828004', 'positive'],
      ['260373001', 'detected'],
      ['11214006', 'reactive'],
      ['263654008', 'abnormal'],
    ] as const
  ).map(([code, what]): Example => [`${what}, by code`, 'hiv', woman50, [hiv(code)], 'needs-review', /not normal/]),
  ...(
    [
      ['260385009', 'negative'],
      ['260415000', 'not detected'],
      ['131194007', 'non-reactive'],
      ['17621005', 'normal'],
    ] as const
  ).map(([code, what]): Example => [`${what}, by code`, 'hiv', woman50, [hiv(code)], 'up-to-date']),
  [
    'a result of a code that is not known closes nothing',
    'hiv',
    woman50,
    [hiv('419984006')],
    'cannot-tell',
    /not clear/,
  ],
  ['positive, by code', 'depression', man60, [mood('428181000124104')], 'needs-review', /not normal/],
  ['negative, by code', 'depression', man60, [mood('428171000124102')], 'up-to-date'],

  // WHO: osteoporosis from -2.5 down, also in the words of a report.
  ['“T-score -2.5”', 'osteoporosis', woman70, [bone('Femoral neck T-score -2.5')], 'needs-review', /not normal/],
  ['“T-score -2.4”', 'osteoporosis', woman70, [bone('Normal. Femoral neck T-score -2.4')], 'up-to-date'],

  // SNOMED CT has the breasts as structures, too.
  [
    'both removed one by one, the left as a structure',
    'breast-cancer',
    woman50,
    [atSite('80248007', removed), has('icd10|Z90.11')],
    'not-applicable',
  ],
  [
    'both removed one by one, the right as a structure',
    'breast-cancer',
    woman50,
    [atSite('73056007', removed), has('icd10|Z90.12')],
    'not-applicable',
  ],
  ['both removed at once, as a structure', 'breast-cancer', woman50, [atSite('63762007', removed)], 'not-applicable'],

  // Weeks of pregnancy: Z3A.08 to Z3A.42, and Z3A.49 for more than 42.
  aspirin('week 8, the first that has a code', [weekByCode('08')], 'not-applicable', /week 8/),
  aspirin('Z3A.07 is no code', [weekByCode('07')], 'cannot-tell', /week of pregnancy/),
  aspirin('week 42, the last that has a code', [weekByCode('42')], 'due'),
  aspirin('Z3A.43 is no code', [weekByCode('43')], 'cannot-tell', /week of pregnancy/),
  aspirin(
    '“more than 42 weeks” is newer than week 38',
    [weekByCode('38', '2026-11-01'), weekByCode('49')],
    'cannot-tell',
  ),
  aspirin('a newer Z3A.48 is no code and hides nothing', [weekByCode('38', '2026-11-01'), weekByCode('48')], 'due'),
  aspirin('a newer Z3A.50 is no code and hides nothing', [weekByCode('38', '2026-11-01'), weekByCode('50')], 'due'),
  aspirin('week 42 two weeks ago, less a day', [weekByCode('42', '2026-11-10')], 'due'),
  aspirin('week 42 two weeks ago: 44, it must be over', [weekByCode('42', '2026-11-09')], 'cannot-tell'),
  aspirin('44 weeks, as measured', [measured(44 * 7)], 'due'),
  aspirin('45 weeks, as measured: it must be over', [measured(45 * 7)], 'cannot-tell'),
  aspirin('84 days are 12 weeks', [measured(84)], 'due'),
  aspirin('83 days are 11 weeks', [measured(83)], 'not-applicable', /week 11/),
  aspirin('to be born in 280 days', [delivery('2027-08-30')], 'not-applicable', /week 0/),
  aspirin('to be born in 281 days: before it began', [delivery('2027-08-31')], 'cannot-tell', /week of pregnancy/),

  // Kidney disease on record: by its eGFR of less than two years, else as at its worst, four times a year.
  [
    'kidney disease of stage 3, eGFR 44 of two years ago, less a day: twice a year',
    'diabetes-uacr',
    man60,
    [dm, kidney, egfr(44, '2024-11-24'), uacr(9, '2026-05-24')],
    'due-soon',
  ],
  [
    'kidney disease of stage 3, eGFR 44 of two years ago: four times a year',
    'diabetes-uacr',
    man60,
    [dm, kidney, egfr(44, '2024-11-23'), uacr(9, '2026-08-23')],
    'overdue',
  ],
  [
    'kidney disease of stage 3 without an eGFR, albumin three months ago, less a day',
    'diabetes-uacr',
    man60,
    [dm, kidney, uacr(9, '2026-08-24')],
    'due-soon',
  ],
  ['albumin of 20 ug/mg', 'diabetes-uacr', man60, [dm, uacr(20, '2026-05-23', 'ug/mg')], 'up-to-date'],

  // Eyes every two years while the HbA1c of the last year is at goal.
  [
    'no retinopathy seen, HbA1c a year ago, less a day',
    'diabetes-eye',
    man60,
    [dm, eyes, a1c('2025-11-24')],
    'up-to-date',
  ],
  ['no retinopathy seen, HbA1c a year ago', 'diabetes-eye', man60, [dm, eyes, a1c('2025-11-23')], 'overdue'],

  [
    'one fall, as a number',
    'falls',
    woman70,
    [lab('loinc|52552-7', '2026-06-01', number(1), 'assessments')],
    'needs-review',
    /a fall/,
  ],

  // A risk that is only said to be below something is reckoned where that is no more than 7.5 %.
  ['10-year risk “<7.5 %”, hypertension', 'statin', man60, [has('icd10|I10'), riskBelow(7.5)], 'not-applicable'],
  ['10-year risk “<7.6 %”, hypertension', 'statin', man60, [has('icd10|I10'), riskBelow(7.6)], 'cannot-tell', /reckon/],
]
