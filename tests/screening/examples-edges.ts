import { quantity } from '../fixtures.ts'
import { type Fact, has, lab, operation, person } from './chart.ts'
import { type Example, dm, man60, number, old, past, woman35, woman70, words } from './people.ts'

const eyes = lab('sct|722161008', '2025-05-23', words('Normal'))
const goal = lab('loinc|4548-4', '2026-06-01', number(7, '%'))
const fell = (change: object): Fact => lab('loinc|52552-7', '2026-06-01', change, 'assessments')
const risk = (change: object): Fact => lab('loinc|73830-2', '2026-06-01', change, 'assessments')
const scope = operation('sct|73761001', '2024-01-01')
const FALL = /a fall/
const familial = has('icd10|E78.01')
const ldl190 = lab('loinc|18262-6', old, number(190, 'mg/dL'))
const risk10 = (value: number): Fact => lab('loinc|79423-0', '2026-01-01', number(value, '%'))
/** Born on 1 January 1956: 55 in 2011, 60 in 2016, 66 in 2022. */
const hpv = (when: string): Fact => lab('loinc|21440-3', when, words('Negative'))
const pap = (when: string): Fact => lab('loinc|10524-7', when, words('NILM'))

/** At the edges of what only a named function tells, and what is recorded of a person beside the test. */
export const EDGES: readonly Example[] = [
  // Falls, as a number and as a risk.
  ['two falls, as a number', 'falls', woman70, [fell({ value: quantity(2) })], 'needs-review', FALL],
  ['no fall, as a number', 'falls', woman70, [fell({ value: quantity(0) })], 'up-to-date'],
  ['“High risk”', 'falls', woman70, [risk(words('High risk for falls'))], 'needs-review', FALL],
  ['“At risk”', 'falls', woman70, [risk(words('At risk for falls'))], 'needs-review', FALL],
  ['“Low risk”', 'falls', woman70, [risk(words('Low risk'))], 'up-to-date'],
  ['“Not at risk”', 'falls', woman70, [risk(words('Not at risk'))], 'up-to-date'],

  // Retinopathy on record: every year, whatever one examination said.
  ['no retinopathy seen, none recorded', 'diabetes-eye', man60, [dm, eyes, goal], 'up-to-date'],
  ['no retinopathy seen, but recorded', 'diabetes-eye', man60, [has('icd10|E11.319'), eyes, goal], 'overdue'],
  [
    'no retinopathy seen, recorded by SNOMED CT',
    'diabetes-eye',
    man60,
    [dm, has('sct|312904009'), eyes, goal],
    'overdue',
  ],
  [
    'no retinopathy seen, recorded as over',
    'diabetes-eye',
    man60,
    [dm, has('icd10|E11.3293', old, past), eyes, goal],
    'overdue',
  ],

  // What may be an adenoma, and what may have taken the cervix.
  ['a polyp of unknown kind', 'colorectal-cancer', man60, [has('icd10|K63.5'), scope], 'needs-review', /polyp/],
  ['a polyp of the rectum', 'colorectal-cancer', man60, [has('icd10|K62.1'), scope], 'needs-review', /polyp/],
  [
    'hysterectomy, the cervix is not named',
    'cervical-cancer',
    woman35,
    [operation('sct|236886002', old)],
    'needs-review',
    /cervix/,
  ],
  [
    'hysterectomy planned, the cervix is not named',
    'cervical-cancer',
    woman35,
    [operation('sct|236886002', old, { status: 'preparation' })],
    'due',
  ],
  [
    'hysterectomy after 65, the cervix is not named',
    'cervical-cancer-after-65',
    woman70,
    [operation('sct|236886002', old)],
    'needs-review',
    /cervix/,
  ],
  ['the uterus was removed, the cervix kept', 'cervical-cancer', woman35, [has('icd10|Z90.711')], 'due'],

  // Ages and numbers of the statin rule.
  ['familial hypercholesterolemia at 20', 'statin', person('2006-11-23'), [familial], 'due'],
  ['LDL of 190 at 20', 'statin', person('2006-11-23'), [ldl190], 'due'],
  ['10-year risk of 9.9 %', 'statin', man60, [risk10(9.9)], 'cannot-tell', /7.5 to 10 %/],
  ['10-year risk of 10 %', 'statin', man60, [risk10(10)], 'cannot-tell', /10 to 20 %/],

  // Adequate screening before 66: from 55 on, and once from 60 on.
  [
    'HPV on turning 55 and on turning 60',
    'cervical-cancer-after-65',
    woman70,
    [hpv('2011-01-01'), hpv('2016-01-01')],
    'not-applicable',
  ],
  [
    'HPV the day before 55, and at 60',
    'cervical-cancer-after-65',
    woman70,
    [hpv('2010-12-31'), hpv('2016-01-01')],
    'needs-review',
  ],
  [
    'HPV at 55, and the day before 60',
    'cervical-cancer-after-65',
    woman70,
    [hpv('2011-01-01'), hpv('2015-12-31')],
    'needs-review',
  ],
  [
    'HPV at 60, and the day before 66',
    'cervical-cancer-after-65',
    woman70,
    [hpv('2016-01-01'), hpv('2021-12-31')],
    'not-applicable',
  ],
  [
    'cytologies at 55, at 60, and on turning 66',
    'cervical-cancer-after-65',
    woman70,
    [pap('2011-01-01'), pap('2016-01-01'), pap('2022-01-01')],
    'needs-review',
  ],
  [
    'three cytologies',
    'cervical-cancer-after-65',
    woman70,
    [pap('2011-01-01'), pap('2014-01-01'), pap('2017-01-01')],
    'not-applicable',
  ],
  ['two cytologies', 'cervical-cancer-after-65', woman70, [pap('2014-01-01'), pap('2017-01-01')], 'needs-review'],
]
