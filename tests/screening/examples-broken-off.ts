import { type Fact, codingOf, lab, person } from './chart.ts'
import { THEN, mammogram, named, reported } from './parts.ts'
import { type Example, dm, man60, number, woman50, woman70, words } from './people.ts'

const colonoscopy = (change = {}): Fact => named('sct|73761001', 'Colonoscopy', change)
const noted = (...notes: readonly string[]): Fact => colonoscopy({ notes })
const kit = 'FIT kit mailed to patient'
const fit = (text: string, said: string): Fact =>
  lab('loinc|29771-3', THEN, { concept: { text, codings: [codingOf('loinc|29771-3')] }, ...words(said) })
const dxa = (code: string, text = code): Fact => named(`loinc|${code}`, text)
const eye = (text: string, change = {}): Fact => named('sct|274798009', text, change)
const foot = (text: string, change = {}): Fact => named('sct|401191002', text, change)
const phq9 = (text: string, total: number): Fact =>
  lab(
    'loinc|44261-6',
    THEN,
    { concept: { text, codings: [codingOf('loinc|44261-6')] }, ...number(total) },
    'assessments',
  )
const site = (text: string) => ({ bodySites: [{ text, codings: [] }] })

/** What was broken off, handed out, or done of one side only. */
export const BROKEN_OFF: readonly Example[] = [
  // A colonoscopy that did not get round the colon.
  ['colonoscopy, complete', 'colorectal-cancer', man60, [colonoscopy({ outcome: 'Complete' })], 'up-to-date'],
  [
    '"to splenic flexure"',
    'colorectal-cancer',
    man60,
    [named('sct|73761001', 'Colonoscopy to splenic flexure')],
    'due',
  ],
  ['cecum not reached', 'colorectal-cancer', man60, [colonoscopy({ outcome: 'Cecum not reached' })], 'due'],
  ['normal to the cecum', 'colorectal-cancer', man60, [colonoscopy({ outcome: 'Normal to the cecum' })], 'up-to-date'],
  [
    'diverticula from the descending to the sigmoid colon',
    'colorectal-cancer',
    man60,
    [colonoscopy({ outcome: 'Diverticula, descending to sigmoid colon; no polyps' })],
    'up-to-date',
  ],
  [
    'sigmoidoscopy to the splenic flexure is one',
    'colorectal-cancer',
    man60,
    [named('sct|44441009', 'Flexible sigmoidoscopy to splenic flexure')],
    'up-to-date',
  ],
  [
    'a colonoscopy that stopped half-way resolves no positive FIT',
    'colorectal-cancer',
    man60,
    [lab('loinc|29771-3', '2026-01-01', words('Positive')), named('sct|73761001', 'Colonoscopy to sigmoid only')],
    'needs-review',
  ],
  [
    'the same at 78',
    'colorectal-cancer-76-85',
    person('1948-01-01'),
    [named('sct|73761001', 'Colonoscopy to hepatic flexure')],
    'needs-review',
  ],

  // What a note beside the procedure says.
  ['note: attempted, not completed', 'colorectal-cancer', man60, [noted('Attempted, not completed')], 'due'],
  ['note: aborted due to poor prep', 'colorectal-cancer', man60, [noted('Aborted due to poor prep.')], 'due'],
  ['note: unable to reach the cecum', 'colorectal-cancer', man60, [noted('Dr. Y', 'unable to reach the cecum')], 'due'],
  ['note: patient did not show', 'colorectal-cancer', man60, [noted('Pt did not show')], 'due'],
  ['note: pathology pending', 'colorectal-cancer', man60, [noted('2 biopsies, pathology pending')], 'up-to-date'],
  [
    'outcome: pathology pending',
    'colorectal-cancer',
    man60,
    [colonoscopy({ outcome: 'Polypoid fold biopsied; pathology is pending' })],
    'up-to-date',
  ],
  [
    'its report beside it: pathology pending',
    'colorectal-cancer',
    man60,
    [colonoscopy(), reported('sct|73761001', 'Complete to the cecum. Pathology pending.')],
    'up-to-date',
  ],
  [
    'its report beside it: pending',
    'colorectal-cancer',
    man60,
    [colonoscopy(), reported('sct|73761001', 'Pending.')],
    'due',
  ],
  ['cytology: pathology pending', 'cervical-cancer', woman50, [reported('loinc|10524-7', 'Pathology pending')], 'due'],
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
  [
    'photographs that nobody can grade',
    'diabetes-eye',
    man60,
    [dm, reported('sct|314971001', 'Images ungradable in both eyes')],
    'due',
  ],
  ['both feet', 'diabetes-foot', man60, [dm, named('sct|401191002', 'Diabetic foot examination')], 'up-to-date'],
  [
    'the left foot',
    'diabetes-foot',
    man60,
    [dm, named('sct|401191002', 'Diabetic foot exam', site('Left foot'))],
    'due',
  ],
  ['A1c "Error" at the point of care', 'diabetes-a1c', man60, [dm, lab('loinc|4548-4', THEN, words('Error'))], 'due'],

  // What is recorded twice: the one that tells more holds for both.
  [
    'colonoscopy, its report says how far',
    'colorectal-cancer',
    man60,
    [colonoscopy(), reported('sct|73761001', 'To the splenic flexure, where the prep was poor')],
    'due',
  ],
  [
    'colonoscopy aborted, and its report without words',
    'colorectal-cancer',
    man60,
    [colonoscopy({ outcome: 'Aborted' }), reported('sct|73761001', undefined)],
    'due',
  ],
  [
    'colonoscopy with a note of failure, and its report without words',
    'colorectal-cancer',
    man60,
    [noted('Attempted, not completed'), reported('sct|73761001', undefined)],
    'due',
  ],
  [
    'colonoscopy with a note of a first failure, and its report normal',
    'colorectal-cancer',
    man60,
    [noted('Unable to advance with the adult scope'), reported('sct|73761001', 'Normal to the cecum')],
    'up-to-date',
  ],
  [
    'report "Colonoscopy, incomplete"',
    'colorectal-cancer',
    man60,
    [reported('sct|73761001', undefined, THEN, 'Colonoscopy, incomplete')],
    'due',
  ],
  [
    'report "Colonoscopy, incomplete", mass',
    'colorectal-cancer',
    man60,
    [reported('sct|73761001', 'Obstructing mass', THEN, 'Colonoscopy, incomplete')],
    'needs-review',
    /was not normal/,
  ],
  [
    'report "Colonoscopy aborted", mass',
    'colorectal-cancer',
    man60,
    [reported('sct|73761001', 'Obstructing mass', THEN, 'Colonoscopy aborted')],
    'needs-review',
    /was not normal/,
  ],
  [
    'the colon seen with a sigmoidoscope',
    'colorectal-cancer',
    man60,
    [named('sct|275251008', 'Examination of colon using fiberoptic sigmoidoscope')],
    'due',
  ],
  [
    'mammogram, its report is of the left breast',
    'breast-cancer',
    woman50,
    [named('sct|71651007', 'Mammography'), reported('loinc|26176-8', 'BI-RADS 1')],
    'due',
  ],
  [
    'mammogram of both, and left spot views that day',
    'breast-cancer',
    woman50,
    [reported('loinc|24606-6', 'BI-RADS 1'), mammogram('37553-5')],
    'up-to-date',
  ],
  ['PHQ-9, incomplete: 4', 'depression', woman50, [phq9('PHQ-9 total score (incomplete)', 4)], 'due'],
  ['PHQ-9, incomplete: 14', 'depression', woman50, [phq9('PHQ-9 total score (incomplete)', 14)], 'needs-review'],
  ['foot examination deferred', 'diabetes-foot', man60, [dm, foot('Diabetic foot examination - deferred')], 'due'],
  [
    'foot examination, "Deferred"',
    'diabetes-foot',
    man60,
    [dm, lab('sct|401191002', THEN, words('Deferred'), 'assessments')],
    'due',
  ],
  ['feet looked at only', 'diabetes-foot', man60, [dm, foot('Diabetic foot exam, visual inspection only')], 'due'],
  [
    'eye examination, unable to dilate',
    'diabetes-eye',
    man60,
    [dm, eye('Dilated retinal exam', { outcome: 'Unable to dilate' })],
    'due',
  ],
  [
    'mammogram not tolerated',
    'breast-cancer',
    woman50,
    [mammogram('26175-0', 'x', THEN, { outcome: 'Unable to tolerate' })],
    'due',
  ],
  ...[
    'Limited exam',
    'Partial colonoscopy',
    'Stopped at hepatic flexure due to looping',
    'Terminated due to hypoxia',
  ].map((outcome): Example => [outcome, 'colorectal-cancer', man60, [colonoscopy({ outcome })], 'due']),
  [
    'stopped at the cecum',
    'colorectal-cancer',
    man60,
    [colonoscopy({ outcome: 'Stopped at the cecum' })],
    'up-to-date',
  ],
  ['note: cancelled', 'colorectal-cancer', man60, [noted('Procedure cancelled')], 'due'],
  [
    'note: biopsies not performed',
    'colorectal-cancer',
    man60,
    [noted('Normal. Biopsies not performed.')],
    'up-to-date',
  ],
]
