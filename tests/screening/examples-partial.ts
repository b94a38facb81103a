import { type Fact, has, lab, on, operation, person } from './chart.ts'
import { THEN, mammogram, reported } from './parts.ts'
import { type Example, woman35, woman50, words } from './people.ts'

const hpv = (code: string, said = 'Not detected', when = THEN): Fact => lab(`loinc|${code}`, when, words(said))
const woman67 = person('1959-01-01')

/** A part of an examination does not stand for the whole. */
export const PARTIAL: readonly Example[] = [
  ['mammogram of both breasts', 'breast-cancer', woman50, [mammogram('26175-0')], 'up-to-date'],
  ['mammogram, the side not said', 'breast-cancer', woman50, [mammogram('24606-6')], 'up-to-date'],
  ['mammogram of the left breast', 'breast-cancer', woman50, [mammogram('26176-8')], 'due'],
  ['tomosynthesis of the right breast', 'breast-cancer', woman50, [mammogram('72140-7')], 'due'],
  ['mammogram of one breast', 'breast-cancer', woman50, [mammogram('46356-2')], 'due'],
  ['"MAM SCREENING LT"', 'breast-cancer', woman50, [mammogram('24606-6', 'MAM SCREENING LT')], 'due'],
  ['"Mammogram, unilateral"', 'breast-cancer', woman50, [mammogram('24606-6', 'Mammogram, unilateral')], 'due'],
  [
    '"Mammogram bilateral, right spot views"',
    'breast-cancer',
    woman50,
    [mammogram('24606-6', 'Mammogram bilateral, right spot views')],
    'up-to-date',
  ],
  ['body site: the right breast', 'breast-cancer', woman50, [on('right', operation('sct|71651007', THEN))], 'due'],
  ['body site: both breasts', 'breast-cancer', woman50, [on('both', operation('sct|71651007', THEN))], 'up-to-date'],
  ['left and right on one day', 'breast-cancer', woman50, [mammogram('26176-8'), mammogram('26177-6')], 'up-to-date'],
  [
    'left and right a year apart',
    'breast-cancer',
    woman50,
    [mammogram('26176-8'), mammogram('26177-6', 'right', '2025-05-01')],
    'due',
  ],
  [
    'left breast, the right one removed',
    'breast-cancer',
    woman50,
    [mammogram('26176-8'), has('icd10|Z90.11')],
    'up-to-date',
  ],
  [
    'right breast, the left one removed long ago',
    'breast-cancer',
    woman50,
    [mammogram('26177-6'), operation('sct|428571003', '2010-01-01')],
    'up-to-date',
  ],
  [
    'left breast, the left one removed since',
    'breast-cancer',
    woman50,
    [mammogram('26176-8'), has('icd10|Z90.12')],
    'due',
  ],
  [
    'left breast, mass',
    'breast-cancer',
    woman50,
    [reported('loinc|26176-8', 'Suspicious mass, biopsy advised')],
    'needs-review',
    /was not normal/,
  ],
  [
    'both breasts recalled, the one recalled normal since',
    'breast-cancer',
    woman50,
    [reported('loinc|26175-0', 'BI-RADS 0', '2026-01-01'), reported('loinc|26347-5', 'BI-RADS 2')],
    'up-to-date',
  ],
  ...(
    [
      ['left', 'Left breast: focal asymmetry. BI-RADS 0', '26176-8', 'up-to-date'],
      ['left', 'Left breast: focal asymmetry. BI-RADS 0', '26177-6', 'needs-review'],
      [
        'left, right said to be normal',
        'Right breast: negative. Left breast: mass. BI-RADS 0',
        '26176-8',
        'up-to-date',
      ],
      [
        'left, right said to be normal',
        'Right breast: negative. Left breast: mass. BI-RADS 0',
        '26177-6',
        'needs-review',
      ],
      ['left, of a bilateral mammogram', 'Bilateral views; left: mass; BI-RADS 0', '26176-8', 'up-to-date'],
      ['both, by masses', 'Bilateral masses. BI-RADS 0', '26176-8', 'needs-review'],
      ['one, not said which', 'Asymmetry. BI-RADS 0', '26177-6', 'up-to-date'],
      ['left, and the side of what followed not said', 'Left breast: mass. BI-RADS 0', '46356-2', 'up-to-date'],
    ] as const
  ).map(([recalled, said, code, status]): Example => [
    `recalled: ${recalled}; then loinc|${code} normal`,
    'breast-cancer',
    woman50,
    [reported('loinc|26175-0', said, '2026-01-01'), reported(`loinc|${code}`, 'BI-RADS 2')],
    status,
  ]),
  [
    'left breast, mass; the right one normal since',
    'breast-cancer',
    woman50,
    [reported('loinc|26176-8', 'Suspicious mass', '2026-01-01'), reported('loinc|26177-6', 'BI-RADS 1')],
    'needs-review',
  ],
  [
    'left breast, mass; normal since, and the right one after it',
    'breast-cancer',
    woman50,
    [
      reported('loinc|26175-0', 'Left breast: mass. BI-RADS 0', '2026-01-01'),
      reported('loinc|26176-8', 'BI-RADS 2', '2026-02-01'),
      reported('loinc|26177-6', 'BI-RADS 1'),
    ],
    'up-to-date',
  ],
  ...(
    [
      ['2025-01-01', 'BI-RADS 1', 'up-to-date'],
      ['2025-01-01', 'BI-RADS 0', 'needs-review'],
      ['2023-01-01', 'BI-RADS 1', 'needs-review'],
    ] as const
  ).map(([when, said, status]): Example => [
    `masses of both breasts in 2024, ${said} on ${when}; left recalled in 2026, and the left one normal since`,
    'breast-cancer',
    woman50,
    [
      reported('loinc|26175-0', 'Bilateral masses. BI-RADS 0', '2024-01-01'),
      reported('loinc|26175-0', said, when),
      reported('loinc|26175-0', 'Left breast: mass. BI-RADS 0', '2026-01-01'),
      reported('loinc|26176-8', 'BI-RADS 2'),
    ],
    status,
  ]),
  [
    'two readings of one mammogram, normal and left mass; the right breast normal since',
    'breast-cancer',
    woman50,
    [
      reported('loinc|26175-0', 'BI-RADS 1', '2026-01-01'),
      reported('loinc|26175-0', 'Left breast: mass. BI-RADS 0', '2026-01-01'),
      reported('loinc|26177-6', 'BI-RADS 2'),
    ],
    'needs-review',
  ],
  ['spot views', 'breast-cancer', woman50, [mammogram('37552-7')], 'due'],
  ['views after a wire was placed', 'breast-cancer', woman50, [mammogram('42415-0')], 'due'],
  [
    'both breasts two years ago, left since',
    'breast-cancer',
    woman50,
    [mammogram('26175-0', 'both', '2024-05-01'), mammogram('26176-8')],
    'overdue',
  ],

  // One type of HPV is not high-risk HPV: a cobas test is three results, and together they are it.
  ['HPV 16 alone', 'cervical-cancer', woman50, [hpv('77399-4')], 'due'],
  ['HPV 18 alone', 'cervical-cancer', woman50, [hpv('77400-0')], 'due'],
  ['HPV 16 and 18', 'cervical-cancer', woman50, [hpv('77399-4'), hpv('77400-0')], 'due'],
  ['HPV 16 and 18+45 as one result', 'cervical-cancer', woman50, [hpv('82354-2')], 'due'],
  ['HPV 31 alone', 'cervical-cancer', woman50, [hpv('95539-3')], 'due'],
  ['the other types, without 16 and 18', 'cervical-cancer', woman50, [hpv('71431-1')], 'due'],
  [
    '16, 18 and the others on one day',
    'cervical-cancer',
    woman50,
    [hpv('77399-4'), hpv('77400-0'), hpv('71431-1')],
    'up-to-date',
  ],
  [
    '16, 18 and the others, 18 without a result',
    'cervical-cancer',
    woman50,
    [hpv('77399-4'), hpv('77400-0', 'Specimen insufficient'), hpv('71431-1')],
    'due',
  ],
  [
    '16, 18 and the others on different days',
    'cervical-cancer',
    woman50,
    [hpv('77399-4'), hpv('77400-0'), hpv('71431-1', 'Not detected', '2026-05-02')],
    'due',
  ],
  ['HPV 16 detected', 'cervical-cancer', woman50, [hpv('77399-4', 'Detected')], 'needs-review', /was not normal/],
  ['HPV 16 alone at 67', 'cervical-cancer-after-65', woman67, [hpv('77399-4')], 'needs-review', /adequate|life/],
  [
    'HPV 16 alone twice before 66 is no adequate screening',
    'cervical-cancer-after-65',
    woman67,
    [hpv('77399-4', 'Not detected', '2015-05-01'), hpv('77399-4', 'Not detected', '2020-05-01')],
    'needs-review',
  ],
  [
    'HPV twice before 66 is',
    'cervical-cancer-after-65',
    woman67,
    [hpv('21440-3', 'Not detected', '2015-05-01'), hpv('21440-3', 'Not detected', '2020-05-01')],
    'not-applicable',
  ],

  // An antibody against HIV-2 alone, or against one protein, says nothing of HIV-1.
  ['HIV-2 antibody alone', 'hiv', woman35, [lab('loinc|7919-4', THEN, words('Negative'))], 'due'],
  [
    'HIV-2 antibody alone, in pregnancy',
    'pregnancy-hiv',
    woman35,
    [has('icd10|Z33.1', '2026-04-01'), lab('loinc|7919-4', THEN, words('Negative'))],
    'due',
  ],
  [
    'HIV-2 antibody alone, at risk',
    'hiv-risk',
    woman35,
    [has('icd10|A51.0', '2026-04-01'), lab('loinc|7919-4', THEN, words('Negative'))],
    'due',
  ],
  ['one protein of an immunoblot', 'hiv', woman35, [lab('loinc|9662-8', THEN, words('Negative'))], 'due'],
  ['HIV-1 antibody', 'hiv', woman35, [lab('loinc|29893-5', THEN, words('Negative'))], 'up-to-date'],
  ['HIV-2 antibody positive', 'hiv', woman35, [lab('loinc|7919-4', THEN, words('Positive'))], 'needs-review'],
]
