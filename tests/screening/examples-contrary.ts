import { IN_PARTS, NO_VALUE } from '#clinical/result.ts'
import type { Result } from '#clinical/result.ts'
import { concept, quantity } from '../fixtures.ts'
import { type Fact, codingOf, lab, operation, person, report, social, vital } from './chart.ts'
import { type Example, man60, number, old, smokes, woman35, woman50, woman70, words } from './people.ts'

const THEN = '2026-06-01'
const reported = (title: string, key: string, when: string, conclusion?: string): Fact =>
  report(title, when, { type: { text: title, codings: [codingOf(key)] }, conclusion })
const mammogram = (when: string, conclusion?: string) => reported('Mammogram', 'loinc|24606-6', when, conclusion)
const chestCt = (conclusion: string) => reported('Low-dose CT', 'loinc|79086-5', THEN, conclusion)
const fit = (when: string, change: Partial<Result>) => lab('loinc|29771-3', when, change)
const scope = (when: string, change = {}) => operation('sct|73761001', when, change)
const dxa = (change: Partial<Result>) => lab('loinc|38267-1', THEN, change)
const heavy = vital('loinc|39156-5', THEN, 30)
const pack20 = lab('loinc|8664-5', THEN, number(30), 'socialHistory')
const NOT_CLEAR = /may be it, its result is not clear/
const flaggedOnly = { value: { kind: 'absent', reason: NO_VALUE }, flag: 'abnormal' } as const
const part = (key: string, text: string) => ({
  concept: concept(key, codingOf(key)),
  ...words(text),
  range: undefined,
  flag: undefined,
})
const inParts = (...parts: ReturnType<typeof part>[]): Partial<Result> => ({
  value: { kind: 'absent', reason: IN_PARTS },
  parts,
})
const hpv = (when: string, change: Partial<Result>) => lab('loinc|77379-6', when, change)

/** Results that say other than a first look tells: none of them may pass for normal. */
export const CONTRARY: readonly Example[] = [
  // Each breast has its own category, and an edition is none.
  [
    'right BI-RADS 2, left BI-RADS 4',
    'breast-cancer',
    woman50,
    [mammogram(THEN, 'Right: BI-RADS 2. Left: BI-RADS 4.')],
    'needs-review',
  ],
  [
    'Lung-RADS 4B, by edition 1.1',
    'lung-cancer',
    man60,
    [smokes, pack20, chestCt('Lung-RADS v1.1 Category 4B')],
    'needs-review',
  ],
  [
    'Lung-RADS 2, by edition 1.1',
    'lung-cancer',
    man60,
    [smokes, pack20, chestCt('Lung-RADS v1.1 Category 2')],
    'up-to-date',
  ],

  // A T-score is a number that may be osteoporosis.
  ['T-score of -2.5', 'osteoporosis', woman70, [dxa({ value: quantity(-2.5) })], 'needs-review', /not normal/],
  ['T-score of -2.4', 'osteoporosis', woman70, [dxa({ value: quantity(-2.4) })], 'up-to-date'],
  ['T-score of “-2.8” as text', 'osteoporosis', woman70, [dxa(words('-2.8'))], 'needs-review', /not normal/],
  [
    'T-score of -2.5',
    'osteoporosis-before-65',
    woman50,
    [dxa({ value: quantity(-2.5) })],
    'needs-review',
    /not normal/,
  ],
  ['T-score of -2.4', 'osteoporosis-before-65', woman50, [dxa({ value: quantity(-2.4) })], 'up-to-date'],
  ['bone density in g/cm2', 'osteoporosis', woman70, [dxa({ value: quantity(0.8, 'g/cm2') })], 'up-to-date'],

  // An index without a limit says nothing: 11.2 is far above one laboratory's limit of 1.
  [
    'hepatitis C antibody “11.2”',
    'hepatitis-c',
    man60,
    [lab('loinc|16128-1', old, number(11.2))],
    'cannot-tell',
    NOT_CLEAR,
  ],
  ['HIV test “50.2”', 'hiv', woman35, [lab('loinc|75622-1', THEN, number(50.2))], 'cannot-tell', NOT_CLEAR],
  ['FIT “320”', 'colorectal-cancer', man60, [fit(THEN, number(320))], 'cannot-tell', NOT_CLEAR],
  [
    'HIV index that its own range calls normal',
    'hiv',
    woman35,
    [lab('loinc|75622-1', THEN, { ...number(0.1), flag: 'normal' })],
    'up-to-date',
  ],

  // Flagged by the laboratory, the value left out or otherwise.
  [
    'FIT without a value, flagged',
    'colorectal-cancer',
    man60,
    [fit(THEN, flaggedOnly), scope('2021-01-01')],
    'needs-review',
    /FIT/,
  ],
  [
    'FIT “Negative”, flagged',
    'colorectal-cancer',
    man60,
    [fit(THEN, { ...words('Negative'), flag: 'abnormal' })],
    'cannot-tell',
    NOT_CLEAR,
  ],

  // The report of a test that must have a result may leave the result to an entry that nobody knows by its code.
  [
    'report of a FIT without its result',
    'colorectal-cancer',
    man60,
    [reported('FIT', 'loinc|29771-3', THEN)],
    'cannot-tell',
    /its report holds no result/,
  ],
  [
    'report of an HIV test without its result',
    'hiv',
    woman35,
    [reported('HIV', 'loinc|75622-1', THEN)],
    'cannot-tell',
    /its report holds no result/,
  ],
  [
    'report of an HbA1c without its result',
    'diabetes-screening',
    man60,
    [heavy, reported('HbA1c', 'loinc|4548-4', THEN)],
    'cannot-tell',
    /its report holds no result/,
  ],
  [
    'report of a FIT beside its result',
    'colorectal-cancer',
    man60,
    [reported('FIT', 'loinc|29771-3', THEN), fit(THEN, words('Negative'))],
    'up-to-date',
  ],
  ['report of a mammogram without its words', 'breast-cancer', woman50, [mammogram(THEN)], 'up-to-date'],

  // A newer one that nobody can read stands over an older one that was normal.
  [
    'mammogram normal, then not clear',
    'breast-cancer',
    woman50,
    [mammogram('2025-06-01', 'BI-RADS 1'), mammogram(THEN, 'Probably benign, short interval follow-up')],
    'cannot-tell',
    NOT_CLEAR,
  ],
  [
    'mammogram not clear, then normal',
    'breast-cancer',
    woman50,
    [mammogram('2025-06-01', 'Probably benign'), mammogram(THEN, 'BI-RADS 1')],
    'up-to-date',
  ],
  [
    'cytology normal, then not clear',
    'cervical-cancer',
    woman35,
    [lab('loinc|10524-7', '2025-01-01', words('NILM')), lab('loinc|10524-7', THEN, words('See comment'))],
    'cannot-tell',
    NOT_CLEAR,
  ],
  [
    'HbA1c normal, then in mmol/mol',
    'diabetes-screening',
    man60,
    [heavy, lab('loinc|4548-4', '2025-01-01', number(5, '%')), lab('loinc|4548-4', THEN, number(60, 'mmol/mol'))],
    'cannot-tell',
    /cannot be compared/,
  ],

  // A report that only its title tells closes nothing, but what it found is not unseen.
  [
    'mammogram normal, then one known by its title with BI-RADS 5',
    'breast-cancer',
    woman50,
    [mammogram('2025-06-01', 'BI-RADS 1'), report('MAM DIAGNOSTIC LEFT', THEN, { conclusion: 'BI-RADS 5' })],
    'needs-review',
    /if it is what its name says/,
  ],
  [
    'one known by its title with BI-RADS 5, then normal',
    'breast-cancer',
    woman50,
    [report('MAM DIAGNOSTIC LEFT', '2025-06-01', { conclusion: 'BI-RADS 5' }), mammogram(THEN, 'BI-RADS 1')],
    'up-to-date',
  ],
  [
    'colonoscopy, then a FIT known by its title that was positive',
    'colorectal-cancer',
    man60,
    [scope('2021-01-01'), report('OCCULT BLOOD FECAL', THEN, { conclusion: 'Positive' })],
    'needs-review',
    /if it is what its name says/,
  ],
  [
    'a FIT known by its title that was positive, then colonoscopy',
    'colorectal-cancer',
    man60,
    [scope('2026-07-01'), report('OCCULT BLOOD FECAL', THEN, { conclusion: 'Positive' })],
    'up-to-date',
  ],
  [
    'any CT of the abdomen with a nodule says nothing of the aorta',
    'aortic-aneurysm',
    person('1956-01-01', 'male'),
    [
      social('loinc|72166-2', THEN, '8517006'),
      report('CT ABDOMEN', THEN, { conclusion: 'Nodule of the left adrenal gland' }),
    ],
    'cannot-tell',
  ],

  // A panel that holds its result in its parts.
  [
    'HPV panel, one part detected',
    'cervical-cancer',
    woman35,
    [hpv(THEN, inParts(part('loinc|61372-9', 'Detected'), part('loinc|61373-7', 'Not detected')))],
    'needs-review',
    /HPV/,
  ],
  [
    'HPV panel, a part of a known code detected',
    'cervical-cancer',
    woman35,
    [hpv(THEN, inParts(part('loinc|77399-4', 'Detected'), part('loinc|77400-0', 'Not detected')))],
    'needs-review',
    /HPV/,
  ],
  [
    'HPV panel “see below”, one part detected',
    'cervical-cancer',
    woman35,
    [hpv(THEN, { ...words('See below'), parts: [part('loinc|61372-9', 'Detected')] })],
    'needs-review',
    /HPV/,
  ],
  [
    'HPV panel, no part detected',
    'cervical-cancer',
    woman35,
    [hpv(THEN, inParts(part('loinc|61372-9', 'Not detected'), part('loinc|61373-7', 'Not detected')))],
    'up-to-date',
  ],
  [
    'HPV panel, one part not clear',
    'cervical-cancer',
    woman35,
    [hpv(THEN, inParts(part('loinc|61372-9', 'Not detected'), part('loinc|61373-7', 'See note')))],
    'due',
  ],

  // What the report of the same day, or its own outcome, says of it.
  [
    'colonoscopy, its report says badly prepared',
    'colorectal-cancer',
    man60,
    [scope(THEN), reported('Colonoscopy', 'sct|73761001', THEN, 'Inadequate bowel preparation, repeat')],
    'due',
  ],
  [
    'colonoscopy with the outcome “incomplete”',
    'colorectal-cancer',
    man60,
    [scope(THEN, { outcome: 'Incomplete, cecum not reached' })],
    'due',
  ],
  [
    'colonoscopy badly prepared, then done well',
    'colorectal-cancer',
    man60,
    [reported('Colonoscopy', 'sct|73761001', THEN, 'Inadequate bowel preparation'), scope('2026-07-01')],
    'up-to-date',
  ],
]
