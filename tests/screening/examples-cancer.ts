import { lab, operation, person } from './chart.ts'
import { type Example, woman50, man60, words } from './people.ts'

/** What a result of cervical and colorectal screening changes. */
export const CANCER: readonly Example[] = [
  // Results that change what comes next.
  [
    'HPV test before 30 does not count',
    'cervical-cancer',
    person('1995-01-01'),
    [lab('loinc|21440-3', '2024-12-31', words('Negative'))],
    'due',
  ],
  [
    'HPV test at 30 counts',
    'cervical-cancer',
    person('1995-01-01'),
    [lab('loinc|21440-3', '2025-01-01', words('Negative'))],
    'up-to-date',
  ],
  [
    'cytology before 21 does not count',
    'cervical-cancer',
    person('2004-01-01'),
    [lab('loinc|10524-7', '2024-12-31', words('NILM'))],
    'due',
  ],
  [
    'cytology at 21 counts',
    'cervical-cancer',
    person('2004-01-01'),
    [lab('loinc|10524-7', '2025-01-01', words('NILM'))],
    'up-to-date',
  ],
  [
    'abnormal cytology long ago',
    'cervical-cancer',
    woman50,
    [lab('loinc|10524-7', '2010-01-01', words('ASC-US')), lab('loinc|10524-7', '2026-01-01', words('NILM'))],
    'needs-review',
  ],
  ['HPV detected', 'cervical-cancer', woman50, [lab('loinc|21440-3', '2026-01-01', words('Detected'))], 'needs-review'],
  [
    'HPV not detected',
    'cervical-cancer',
    woman50,
    [lab('loinc|21440-3', '2026-01-01', words('Not detected'))],
    'up-to-date',
  ],
  [
    'FIT positive, no colonoscopy since',
    'colorectal-cancer',
    man60,
    [lab('loinc|29771-3', '2026-01-01', words('Positive')), operation('sct|73761001', '2025-12-31')],
    'needs-review',
  ],
  [
    'FIT positive, colonoscopy since',
    'colorectal-cancer',
    man60,
    [lab('loinc|29771-3', '2026-01-01', words('Positive')), operation('sct|73761001', '2026-02-01')],
    'up-to-date',
  ],
  [
    'stool DNA positive, no colonoscopy since',
    'colorectal-cancer',
    man60,
    [lab('loinc|77353-1', '2026-01-01', words('Positive'))],
    'needs-review',
  ],
  [
    'stool DNA positive, colonoscopy since',
    'colorectal-cancer',
    man60,
    [lab('loinc|77353-1', '2026-01-01', words('Positive')), operation('sct|73761001', '2026-02-01')],
    'up-to-date',
  ],
  [
    'stool DNA positive at 78, no colonoscopy since',
    'colorectal-cancer-76-85',
    person('1948-01-01'),
    [lab('loinc|77353-1', '2026-06-01', words('Positive')), operation('sct|73761001', '2025-02-01')],
    'needs-review',
  ],
  [
    'stool DNA positive at 78, colonoscopy since',
    'colorectal-cancer-76-85',
    person('1948-01-01'),
    [lab('loinc|77353-1', '2026-01-01', words('Positive')), operation('sct|73761001', '2026-02-01')],
    'up-to-date',
  ],
  [
    'FIT positive at 78, no colonoscopy since',
    'colorectal-cancer-76-85',
    person('1948-01-01'),
    [lab('loinc|29771-3', '2026-06-01', words('Positive')), operation('sct|73761001', '2025-02-01')],
    'needs-review',
  ],
  [
    'FIT positive at 78',
    'colorectal-cancer-76-85',
    person('1948-01-01'),
    [lab('loinc|29771-3', '2026-01-01', words('Positive')), operation('sct|73761001', '2026-02-01')],
    'up-to-date',
  ],
]
