import { type Fact, has, operation, person, vital } from './chart.ts'
import { THEN } from './parts.ts'
import { type Example, dm, past, woman35, woman50 } from './people.ts'

const pregnant = has('icd10|Z34.80', '2026-05-01')
const heavy = vital('loinc|39156-5', THEN, 30)
const birth = (when: string, key = 'icd10|Z37.0'): Fact => ({ ...has(key, when), from: 'diagnoses' })
const OVER = /not confirmed/

/** A pregnancy that ended by another entry, although its own was left open. */
export const ENDED: readonly Example[] = [
  ['pregnant', 'pregnancy-hiv', woman35, [pregnant], 'due'],
  ['delivered since', 'pregnancy-hiv', woman35, [pregnant, birth('2026-10-01')], 'cannot-tell', OVER],
  ['delivered that day', 'pregnancy-hiv', woman35, [pregnant, birth('2026-05-01')], 'cannot-tell', OVER],
  ['delivered last year', 'pregnancy-hiv', woman35, [pregnant, birth('2025-01-01')], 'due'],
  ['delivered 42 days before', 'pregnancy-hiv', woman35, [pregnant, birth('2026-03-20')], 'cannot-tell', OVER],
  ['delivered 43 days before', 'pregnancy-hiv', woman35, [pregnant, birth('2026-03-19')], 'due'],
  ['a birth planned ahead', 'pregnancy-hiv', woman35, [pregnant, birth('2026-12-01')], 'due'],
  [
    'a birth entered in error',
    'pregnancy-hiv',
    woman35,
    [pregnant, { ...has('icd10|Z37.0', '2026-10-01', { verification: 'entered-in-error' }), from: 'diagnoses' }],
    'due',
  ],
  [
    'miscarriage since, resolved',
    'pregnancy-syphilis',
    woman35,
    [pregnant, has('icd10|O03.9', '2026-06-01', past)],
    'cannot-tell',
    OVER,
  ],
  [
    'missed abortion since',
    'pregnancy-rh',
    woman35,
    [pregnant, birth('2026-06-01', 'icd10|O02.1')],
    'cannot-tell',
    OVER,
  ],
  ['ectopic', 'pregnancy-urine', woman35, [pregnant, birth('2026-05-20', 'icd10|O00.101')], 'cannot-tell', OVER],
  [
    'termination since',
    'pregnancy-hepatitis-b',
    woman35,
    [pregnant, birth('2026-06-01', 'icd10|Z33.2')],
    'cannot-tell',
    OVER,
  ],
  [
    'postpartum visit since',
    'pregnancy-hiv',
    woman35,
    [pregnant, birth('2026-11-01', 'icd10|Z39.2')],
    'cannot-tell',
    OVER,
  ],
  [
    'cesarean section since',
    'pregnancy-hiv',
    woman35,
    [pregnant, operation('sct|11466000', '2026-10-01')],
    'cannot-tell',
    OVER,
  ],
  [
    'a new pregnancy after the birth',
    'pregnancy-hiv',
    woman35,
    [pregnant, birth('2026-06-01'), has('icd10|Z34.81', '2026-10-01')],
    'due',
  ],
  [
    'an old week of pregnancy, 44 weeks are over',
    'pregnancy-hiv',
    woman35,
    [pregnant, has('icd10|Z3A.30', '2026-06-01')],
    'cannot-tell',
    OVER,
  ],
  [
    'a week of pregnancy that may still be',
    'pregnancy-hiv',
    woman35,
    [pregnant, has('icd10|Z3A.20', '2026-06-09')],
    'due',
  ],
  [
    'no day, and a birth',
    'pregnancy-hiv',
    woman35,
    [has('icd10|Z33.1', THEN, { onset: undefined }), birth('2026-10-01')],
    'cannot-tell',
    OVER,
  ],
  ['glucose, 24 weeks', 'pregnancy-diabetes', woman35, [pregnant, birth('2026-10-01')], 'cannot-tell', OVER],
  ['aspirin', 'pregnancy-aspirin', woman35, [pregnant, birth('2026-10-01')], 'cannot-tell', OVER],
  ['body mass index, pregnant', 'body-mass-index', woman35, [pregnant], 'not-applicable'],
  [
    'body mass index, delivered since',
    'body-mass-index',
    woman35,
    [pregnant, birth('2026-10-01')],
    'needs-review',
    OVER,
  ],
  ['obesity, delivered since', 'obesity', woman35, [pregnant, birth('2026-10-01'), heavy], 'needs-review', OVER],
  [
    'diabetes screening, delivered since',
    'diabetes-screening',
    woman50,
    [pregnant, birth('2026-10-01'), heavy],
    'needs-review',
    OVER,
  ],
  [
    'percentile at 16, delivered since',
    'child-bmi',
    person('2010-01-01'),
    [pregnant, birth('2026-10-01')],
    'needs-review',
    OVER,
  ],
  [
    'pressure, delivered since',
    'blood-pressure-control',
    woman35,
    [has('icd10|I10'), pregnant, birth('2026-10-01')],
    'needs-review',
    OVER,
  ],
  ['statin, delivered since', 'statin', woman50, [dm, pregnant, birth('2026-10-01')], 'needs-review', OVER],
]
