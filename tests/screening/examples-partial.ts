import { chartDocument, on as day, result } from '../fixtures.ts'
import { type Fact, codingOf, has, lab, on, operation, person, report, vital } from './chart.ts'
import { type Example, dm, man60, number, past, woman35, woman50, woman70, words } from './people.ts'

const THEN = '2026-05-01'
const mammogram = (code: string, text = code, when = THEN, change = {}): Fact =>
  operation(`loinc|${code}`, when, { concept: { text, codings: [codingOf(`loinc|${code}`)] }, ...change })
const mammogramReport = (code: string, conclusion: string, when = THEN): Fact => ({
  from: 'reports',
  item: chartDocument('An examination', {
    kind: 'report',
    status: 'final',
    type: { text: 'An examination', codings: [codingOf(`loinc|${code}`)] },
    date: day(when),
    conclusion,
  }),
})
const hpv = (code: string, said = 'Not detected', when = THEN): Fact => lab(`loinc|${code}`, when, words(said))
const ofCode = (key: string, text: string, change = {}, when = THEN): Fact =>
  operation(key, when, { concept: { text, codings: [codingOf(key)] }, ...change })
const colonoscopy = (change = {}): Fact => ofCode('sct|73761001', 'Colonoscopy', change)
const noted = (...notes: readonly string[]): Fact => colonoscopy({ notes })
const fit = (text: string, said: string): Fact =>
  lab('loinc|29771-3', THEN, { concept: { text, codings: [codingOf('loinc|29771-3')] }, ...words(said) })
const dxa = (code: string, text = code): Fact => ofCode(`loinc|${code}`, text)
const eye = (text: string, change = {}): Fact => ofCode('sct|274798009', text, change)
const site = (text: string) => ({ bodySites: [{ text, codings: [] }] })
const kit = 'FIT kit mailed to patient'
const woman67 = person('1959-01-01')
const PHOTO: Fact = {
  from: 'reports',
  item: chartDocument('Retinal photographs', {
    kind: 'report',
    status: 'final',
    type: { text: 'Retinal photographs', codings: [codingOf('sct|314971001')] },
    date: day(THEN),
    conclusion: 'Images ungradable in both eyes',
  }),
}

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
    [mammogramReport('26176-8', 'Suspicious mass, biopsy advised')],
    'needs-review',
    /was not normal/,
  ],
  [
    'both breasts recalled, the one recalled normal since',
    'breast-cancer',
    woman50,
    [mammogramReport('26175-0', 'BI-RADS 0', '2026-01-01'), mammogramReport('26347-5', 'BI-RADS 2')],
    'up-to-date',
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

  // A colonoscopy that did not get round the colon.
  ['colonoscopy, complete', 'colorectal-cancer', man60, [colonoscopy({ outcome: 'Complete' })], 'up-to-date'],
  [
    '"to splenic flexure"',
    'colorectal-cancer',
    man60,
    [ofCode('sct|73761001', 'Colonoscopy to splenic flexure')],
    'due',
  ],
  ['cecum not reached', 'colorectal-cancer', man60, [colonoscopy({ outcome: 'Cecum not reached' })], 'due'],
  ['normal to the cecum', 'colorectal-cancer', man60, [colonoscopy({ outcome: 'Normal to the cecum' })], 'up-to-date'],
  [
    'sigmoidoscopy to the splenic flexure is one',
    'colorectal-cancer',
    man60,
    [ofCode('sct|44441009', 'Flexible sigmoidoscopy to splenic flexure')],
    'up-to-date',
  ],
  [
    'a colonoscopy that stopped half-way resolves no positive FIT',
    'colorectal-cancer',
    man60,
    [lab('loinc|29771-3', '2026-01-01', words('Positive')), ofCode('sct|73761001', 'Colonoscopy to sigmoid only')],
    'needs-review',
  ],
  [
    'the same at 78',
    'colorectal-cancer-76-85',
    person('1948-01-01'),
    [ofCode('sct|73761001', 'Colonoscopy to hepatic flexure')],
    'needs-review',
  ],

  // What a note beside the procedure says.
  ['note: attempted, not completed', 'colorectal-cancer', man60, [noted('Attempted, not completed')], 'due'],
  ['note: aborted due to poor prep', 'colorectal-cancer', man60, [noted('Aborted due to poor prep.')], 'due'],
  ['note: unable to reach the cecum', 'colorectal-cancer', man60, [noted('Dr. Y', 'unable to reach the cecum')], 'due'],
  ['note: patient did not show', 'colorectal-cancer', man60, [noted('Pt did not show')], 'due'],
  ['note: pathology pending', 'colorectal-cancer', man60, [noted('2 biopsies, pathology pending')], 'up-to-date'],
  ['note: declined sedation', 'colorectal-cancer', man60, [noted('Declined sedation, tolerated well')], 'up-to-date'],
  ['note: no complications', 'colorectal-cancer', man60, [noted('Cecum reached, without complications')], 'up-to-date'],
  [
    'a note names the mammogram refused',
    'breast-cancer',
    woman50,
    [mammogram('26175-0', 'x', THEN, { notes: ['Patient refused the exam'] })],
    'due',
  ],

  // A kit handed out is no test.
  ['FIT kit mailed, "Done"', 'colorectal-cancer', man60, [fit(kit, 'Done')], 'due'],
  ['FIT, "kit dispensed"', 'colorectal-cancer', man60, [fit('FIT', 'Kit dispensed')], 'due'],
  ['FIT kit mailed, "Negative"', 'colorectal-cancer', man60, [fit(kit, 'Negative')], 'up-to-date'],
  ['FIT kit mailed, "Positive"', 'colorectal-cancer', man60, [fit(kit, 'Positive')], 'needs-review'],

  ['DXA of the hip', 'osteoporosis', woman70, [dxa('38261-4')], 'up-to-date'],
  ['DXA of the heel', 'osteoporosis', woman70, [dxa('38262-2')], 'due'],
  ['DXA of the forearm', 'osteoporosis', woman70, [dxa('24890-6')], 'due'],
  ['"DXA peripheral, heel"', 'osteoporosis', woman70, [dxa('46383-6', 'DXA peripheral, heel')], 'due'],
  ['"DXA hip and forearm"', 'osteoporosis', woman70, [dxa('46383-6', 'DXA hip and forearm')], 'up-to-date'],
  ['T-score of the heel -2.8', 'osteoporosis', woman70, [lab('loinc|38266-3', THEN, number(-2.8))], 'needs-review'],
  [
    'hip -2.8, heel -1.0 since',
    'osteoporosis',
    woman70,
    [lab('loinc|38264-8', '2022-01-01', number(-2.8)), lab('loinc|38266-3', THEN, number(-1))],
    'needs-review',
  ],
  ['DXA of the heel before 65', 'osteoporosis-before-65', woman50, [dxa('38262-2')], 'cannot-tell'],

  ['retina of both eyes', 'diabetes-eye', man60, [dm, eye('Examination of retina')], 'up-to-date'],
  ['retina of the left eye', 'diabetes-eye', man60, [dm, eye('Examination of retina, left eye')], 'due'],
  ['fundus photo OD', 'diabetes-eye', man60, [dm, eye('Fundus photo OD')], 'due'],
  ['fundus photo OU', 'diabetes-eye', man60, [dm, eye('Fundus photo OU')], 'up-to-date'],
  ['body site: the right eye', 'diabetes-eye', man60, [dm, eye('Examination of retina', site('Right eye'))], 'due'],
  [
    'right and left eye on one day',
    'diabetes-eye',
    man60,
    [dm, eye('Fundus photo OD'), eye('Fundus photo OS')],
    'up-to-date',
  ],
  ['photographs that nobody can grade', 'diabetes-eye', man60, [dm, PHOTO], 'due'],
  ['both feet', 'diabetes-foot', man60, [dm, ofCode('sct|401191002', 'Diabetic foot examination')], 'up-to-date'],
  [
    'the left foot',
    'diabetes-foot',
    man60,
    [dm, ofCode('sct|401191002', 'Diabetic foot exam', site('Left foot'))],
    'due',
  ],
  ['A1c "Error" at the point of care', 'diabetes-a1c', man60, [dm, lab('loinc|4548-4', THEN, words('Error'))], 'due'],
]

const byName = (name: string, said: string): Fact => ({ from: 'laboratory', item: result(name, THEN, words(said)) })
const titled = (title: string, conclusion: string): Fact => report(title, THEN, { conclusion })
const smoker: readonly Fact[] = [
  lab(
    'loinc|72166-2',
    THEN,
    { value: { kind: 'text', text: 'smoker', codings: [codingOf('sct|449868002')] } },
    'socialHistory',
  ),
  lab('loinc|8664-5', THEN, number(30), 'socialHistory'),
]
const NAME = /if it is what its name says/

/** Words that only say what was not beside it, or that it was ordered, hide nothing that was found. */
export const UNHIDDEN: readonly Example[] = [
  [
    '"HIV Ag/Ab without reflex", reactive',
    'hiv',
    woman35,
    [byName('HIV Ag/Ab without reflex', 'Reactive')],
    'needs-review',
    NAME,
  ],
  [
    '"HIV Ag/Ab without reflex", negative',
    'hiv',
    woman35,
    [byName('HIV Ag/Ab without reflex', 'Negative')],
    'cannot-tell',
  ],
  [
    '"HCV Ab w/o reflex", reactive',
    'hepatitis-c',
    man60,
    [byName('HCV Ab w/o reflex', 'Reactive')],
    'needs-review',
    NAME,
  ],
  [
    '"HIV screen, confirmation pending", reactive',
    'hiv',
    woman35,
    [byName('HIV screen, confirmation pending', 'Reactive')],
    'needs-review',
    NAME,
  ],
  ['"HIV test for PrEP", reactive', 'hiv', woman35, [byName('HIV test for PrEP', 'Reactive')], 'needs-review', NAME],
  ['"HIV test needed", "see order"', 'hiv', woman35, [byName('HIV test needed', 'See order')], 'due'],
  ['"HIV test, mother", reactive', 'hiv', woman35, [byName('HIV test, mother', 'Reactive')], 'due'],
  ['"HIV test declined", reactive', 'hiv', woman35, [byName('HIV test declined', 'Reactive')], 'due'],
  [
    '"CT chest low dose without contrast", nodule',
    'lung-cancer',
    man60,
    [...smoker, titled('CT chest low dose without contrast', '9 mm nodule in the right upper lobe')],
    'needs-review',
    NAME,
  ],
  [
    '"CT chest low dose without contrast", normal',
    'lung-cancer',
    man60,
    [...smoker, titled('CT chest low dose without contrast', 'No nodule')],
    'due',
  ],
  [
    '"Mammogram, as ordered", mass',
    'breast-cancer',
    woman50,
    [titled('Mammogram, as ordered', 'Suspicious mass')],
    'needs-review',
    NAME,
  ],
  [
    '"Mammogram, as ordered", mass, then normal',
    'breast-cancer',
    woman50,
    [titled('Mammogram, as ordered', 'Suspicious mass'), mammogramReport('26175-0', 'BI-RADS 1', '2026-06-01')],
    'up-to-date',
  ],
  [
    '"Incomplete colonoscopy", mass',
    'colorectal-cancer',
    man60,
    [titled('Incomplete colonoscopy', 'Obstructing mass at 40 cm')],
    'needs-review',
    NAME,
  ],
  ['"Due for colonoscopy", mass', 'colorectal-cancer', man60, [titled('Due for colonoscopy', 'mass at 40 cm')], 'due'],
  ['"Mother: mammogram", mass', 'breast-cancer', woman50, [titled('Mother: mammogram', 'Suspicious mass')], 'due'],
]

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

const phq9 = (total: number, when = THEN): Fact => lab('loinc|44261-6', when, number(total), 'assessments')
const item9 = (value: ReturnType<typeof words> | ReturnType<typeof number>, when = THEN): Fact =>
  lab('loinc|44260-8', when, value, 'assessments')
const HARM = /thoughts of self-harm/
const girl15 = person('2011-01-01')
const thoughts: Fact = {
  from: 'assessments',
  item: result(
    'Thoughts that you would be better off dead, or of hurting yourself in some way',
    THEN,
    words('Several days'),
  ),
}

/** Item 9 of the PHQ-9 is for a person, whatever the sum of the nine. */
export const SELF_HARM: readonly Example[] = [
  ['PHQ-9 of 2, item 9: 0', 'depression', woman50, [phq9(2), item9(number(0))], 'up-to-date'],
  ['PHQ-9 of 2, item 9: 1', 'depression', woman50, [phq9(2), item9(number(1))], 'needs-review', HARM],
  ['item 9: several days', 'depression', woman50, [phq9(2), item9(words('Several days'))], 'needs-review', HARM],
  ['item 9: not at all', 'depression', woman50, [phq9(2), item9(words('Not at all'))], 'up-to-date'],
  ['item 9: "0 - Not at all"', 'depression', woman50, [phq9(2), item9(words('0 - Not at all'))], 'up-to-date'],
  ['item 9 declined', 'depression', woman50, [phq9(2), item9(words('Patient declined'))], 'up-to-date'],
  [
    'item 9: 1, and 0 since',
    'depression',
    woman50,
    [phq9(2), item9(number(1)), item9(number(0), '2026-06-01')],
    'up-to-date',
  ],
  [
    'item 9: 1, and declined since',
    'depression',
    woman50,
    [phq9(2), item9(number(1)), item9(words('Declined'), '2026-06-01')],
    'needs-review',
    HARM,
  ],
  [
    'item 9: 1 and 0 on one day',
    'depression',
    woman50,
    [phq9(2), item9(number(1)), item9(number(0))],
    'needs-review',
    HARM,
  ],
  [
    'item 9: 1, on the last day of 12 months',
    'depression',
    woman50,
    [phq9(2), item9(number(1), '2025-11-24')],
    'needs-review',
    HARM,
  ],
  ['item 9: 1, a year ago', 'depression', woman50, [phq9(2), item9(number(1), '2025-11-23')], 'up-to-date'],
  ['PHQ-9 of 12, item 9: 2', 'depression', woman50, [phq9(12), item9(number(2))], 'needs-review', HARM],
  [
    'item 9: 3 in known depression',
    'depression',
    woman50,
    [has('icd10|F32.9'), item9(number(3))],
    'needs-review',
    HARM,
  ],
  [
    'item 9: 3 in bipolar disorder',
    'depression',
    woman50,
    [has('icd10|F31.9'), item9(number(3))],
    'needs-review',
    HARM,
  ],
  ['item 9: 1 at 15', 'depression-12-17', girl15, [phq9(2), item9(number(1))], 'needs-review', HARM],
  ['item 9 by its words', 'depression', woman50, [phq9(2), thoughts], 'needs-review', NAME],
]
