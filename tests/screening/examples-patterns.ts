import { type Fact, codingOf, has, lab, report } from './chart.ts'
import { type Example, man60, pregnantNow, woman35, woman50, woman70, words } from './people.ts'

const WHEN = '2026-10-01'
const pap = (text: string): Fact => lab('loinc|10524-7', WHEN, words(text))
const culture = (text: string): Fact => lab('loinc|630-4', WHEN, words(text))
const syphilis = (text: string): Fact => lab('loinc|20507-0', WHEN, words(text))
const exposed = has('icd10|Z20.2', '2026-09-01')
const fell = (text: string): Fact => lab('loinc|52552-7', WHEN, words(text), 'assessments')
const mammogram = (conclusion: string): Fact =>
  report('Mammogram', WHEN, { type: { text: 'Mammogram', codings: [codingOf('loinc|24606-6')] }, conclusion })

const FALL = /a fall/
const FOUND = /not normal/

/** Numbers within words: grades, titers, counts, categories, and the years that are none of these. */
export const PATTERNS: readonly Example[] = [
  ['“0” falls, as text', 'falls', woman70, [fell('0')], 'up-to-date'],
  ['“1” fall, as text', 'falls', woman70, [fell('1')], 'needs-review', FALL],
  ['“9” falls, as text', 'falls', woman70, [fell('9')], 'needs-review', FALL],

  ...['CIN 1', 'CIN 2', 'CIN3'].map((text): Example => [
    text,
    'cervical-cancer',
    woman35,
    [pap(text)],
    'needs-review',
    FOUND,
  ]),
  [
    '“>100,000 CFU/mL”',
    'pregnancy-urine',
    woman35,
    [pregnantNow, culture('E. coli >100,000 CFU/mL')],
    'needs-review',
    FOUND,
  ],
  ['RPR “1:8”', 'syphilis', man60, [exposed, syphilis('1:8')], 'needs-review', FOUND],

  ['“BI-RADS 0” is incomplete', 'breast-cancer', woman50, [mammogram('BI-RADS 0')], 'needs-review', FOUND],
  ['“BI-RADS 6” is known cancer', 'breast-cancer', woman50, [mammogram('BI-RADS 6')], 'needs-review', FOUND],
  [
    '“BI-RADS 7” is no category and closes nothing',
    'breast-cancer',
    woman50,
    [mammogram('BI-RADS 7')],
    'cannot-tell',
    /not clear/,
  ],
  ['“BI-RADS (2013): 2”', 'breast-cancer', woman50, [mammogram('BI-RADS (2013): 2')], 'up-to-date'],
  ['“BI-RADS (1998): 2”', 'breast-cancer', woman50, [mammogram('BI-RADS (1998): 2')], 'up-to-date'],
]
