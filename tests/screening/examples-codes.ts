import { type Fact, has, lab, operation, person } from './chart.ts'
import {
  type Example,
  dm,
  man60,
  man70,
  number,
  packs,
  past,
  pregnantNow,
  smokes,
  words,
  woman35,
  woman50,
  woman70,
} from './people.ts'

const week = (n: number): Fact => lab('loinc|11884-4', '2026-11-23', number(n, 'wk'), 'assessments')
const again = (code: string): Fact => has(code, '2010-01-01', past)
const asked = (code: string, answer: string): Fact => lab(code, '2026-06-01', words(answer), 'socialHistory')

/** Codes that once were missing, or meant something else than their set says. */
export const CODES: readonly Example[] = [
  // A lesion that was treated stays a reason for surveillance.
  [
    'earlier carcinoma in situ of the cervix',
    'cervical-cancer',
    woman50,
    [again('icd10|Z86.001')],
    'needs-review',
    /dysplasia/,
  ],
  ['earlier dysplasia of the cervix', 'cervical-cancer', woman50, [again('icd10|Z87.410')], 'needs-review'],
  ['mild dysplasia of the cervix', 'cervical-cancer', woman50, [has('icd10|N87.0')], 'needs-review'],
  [
    'earlier dysplasia, after 65',
    'cervical-cancer-after-65',
    woman70,
    [again('icd10|Z87.410')],
    'needs-review',
    /dysplasia/,
  ],
  [
    'long on immunosuppressants',
    'cervical-cancer',
    woman50,
    [has('icd10|Z79.620')],
    'needs-review',
    /immunosuppression/,
  ],
  ['long on immunomodulators', 'cervical-cancer', woman50, [has('icd10|Z79.60')], 'needs-review', /immunosuppression/],
  ...['icd10|D01.0', 'icd10|D01.1', 'icd10|D01.2', 'icd10|D37.4', 'icd10|D37.5', 'icd10|K52.3'].map((code): Example => [
    code,
    'colorectal-cancer',
    man60,
    [again(code)],
    'needs-review',
    /adenoma/,
  ]),
  ['polyp of the colon', 'colorectal-cancer', man60, [again('icd10|K63.5')], 'needs-review', /polyp/],
  ['rectal polyp', 'colorectal-cancer', man60, [again('icd10|K62.1')], 'needs-review'],
  ['polyp at 78', 'colorectal-cancer-76-85', person('1948-01-01'), [again('icd10|K63.5')], 'needs-review', /polyp/],
  ['gene for ovarian cancer', 'breast-cancer', woman50, [has('icd10|Z15.02')], 'needs-review', /genetic/],
  ['healed fracture of osteoporosis', 'osteoporosis', woman70, [again('icd10|Z87.310')], 'not-applicable'],
  ['depression after birth', 'depression', woman35, [has('icd10|F53.0')], 'needs-review', /depression is recorded/],
  // Diabetes that was there before the pregnancy, by the code of the pregnancy alone.
  ...['icd10|O24.111', 'icd10|O24.012', 'icd10|O24.313', 'icd10|O24.811'].map((code): Example => [
    code,
    'pregnancy-diabetes',
    woman35,
    [pregnantNow, week(26), has(code)],
    'not-applicable',
  ]),
  ['gestational diabetes is none of these', 'diabetes-a1c', woman35, [has('icd10|O24.410')], 'not-applicable'],
  ['hepatitis delta of a carrier', 'hepatitis-b', man60, [has('icd10|B17.0')], 'not-applicable'],
  ['positive pregnancy test', 'pregnancy-hiv', woman35, [has('icd10|Z32.01', '2026-06-01')], 'due'],
  ['gestational carrier', 'pregnancy-hiv', woman35, [has('icd10|Z33.3', '2026-06-01')], 'due'],
  ['threatened preterm labour', 'body-mass-index', woman35, [has('icd10|O60.02', '2026-06-01')], 'not-applicable'],
  ['released from prison', 'latent-tuberculosis', man60, [has('icd10|Z65.2')], 'due'],
  ...[
    'sct|302497006',
    'sct|71192002',
    'sct|265764009',
    'hcpcs|G0257',
    'hcpcs|S9339',
    'hcpcs|S2065',
    'icd10pcs|0TY00Z0',
  ].map((code): Example => [code, 'diabetes-uacr', man60, [dm, operation(code, '2026-01-01')], 'not-applicable']),
  // Evidence under codes that laboratories and imaging send.
  [
    'ABO and Rh in one',
    'pregnancy-rh',
    woman35,
    [pregnantNow, lab('loinc|882-1', '2026-06-01', words('A POS'))],
    'up-to-date',
  ],
  [
    'chest CT for screening, contrast not said',
    'lung-cancer',
    man60,
    [smokes, packs(30), operation('loinc|87279-6', '2026-06-01')],
    'up-to-date',
  ],
  ['eGFR by MDRD', 'diabetes-egfr', man60, [dm, lab('loinc|33914-3', '2026-06-01', number(80))], 'up-to-date'],
  [
    'interpreted release assay',
    'latent-tuberculosis',
    man60,
    [has('icd10|Z59.01'), lab('loinc|71773-6', '2026-01-01', words('Negative'))],
    'up-to-date',
  ],
  // Snuff is tobacco, but it is not smoked.
  ['smokeless tobacco', 'aortic-aneurysm', man70, [asked('loinc|68536-2', 'Yes')], 'cannot-tell', /not recorded/],
  ['any tobacco', 'aortic-aneurysm', man70, [asked('loinc|68535-4', 'Yes')], 'cannot-tell', /not recorded/],
  ['tobacco was asked', 'tobacco', man70, [asked('loinc|68536-2', 'No')], 'up-to-date'],
  ['tobacco was asked', 'tobacco', man70, [asked('loinc|68535-4', 'No')], 'up-to-date'],
  // Hypertension of the heart or kidney, or by another cause, is hypertension too.
  ...['icd10|I12.9', 'icd10|I13.0', 'icd10|I11.9', 'icd10|I15.0'].map((code): Example => [
    code,
    'pregnancy-aspirin',
    woman35,
    [pregnantNow, has(code), week(14)],
    'due',
  ]),
]
