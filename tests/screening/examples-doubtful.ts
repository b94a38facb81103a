import { codingOf, type Fact, lab, operation, person, report, takes, vital } from './chart.ts'
import { type Example, dm, man60, man70, number, pregnantNow, woman35, woman50, woman70, words } from './people.ts'

const THEN = '2026-01-01'
const said = (title: string, key: string, conclusion: string): Fact =>
  report(title, THEN, { type: { text: title, codings: [codingOf(key)] }, conclusion })
const mammogram = (conclusion: string) => said('Mammogram', 'loinc|24606-6', conclusion)
const dxa = (conclusion: string) => said('Bone density', 'loinc|38268-9', conclusion)
const colonography = (conclusion: string) => said('CT colonography', 'loinc|79101-2', conclusion)
/** A colonoscopy that counts by its code and its status, with these words. */
const colonoscopy = (text: string, change = {}): Fact => {
  const { from, item } = operation('sct|73761001', THEN, change)
  const { concept } = item as { concept: object }
  return { from, item: { ...(item as object), concept: { ...concept, text } } }
}
const heavy = vital('loinc|39156-5', THEN, 30)
const sigmoidoscopy = said('Sigmoidoscopy', 'sct|44441009', 'Adenoma')
const man25 = person('2001-01-01', 'male')

/** What looks done and was not, or is not well: none of it may pass for up to date. */
export const DOUBTFUL: readonly Example[] = [
  // Its own words say that nothing came of it.
  ['mammogram not done', 'breast-cancer', woman50, [mammogram('Exam not performed, patient declined')], 'due'],
  [
    'unclear mammogram is only offered, and is not "none found"',
    'breast-cancer',
    woman50,
    [mammogram('Scattered densities')],
    'cannot-tell',
    /its result is not clear: confirm it here/,
  ],
  [
    'an unclear stool test of two years ago would last no longer',
    'colorectal-cancer',
    man60,
    [lab('loinc|29771-3', '2024-11-01', words('See note'))],
    'due',
  ],
  ['mammogram BI-RADS 1', 'breast-cancer', woman50, [mammogram('BI-RADS 1')], 'up-to-date'],
  ['mammogram BI-RADS 0', 'breast-cancer', woman50, [mammogram('BI-RADS 0, incomplete')], 'needs-review'],
  ['mass in a mammogram', 'breast-cancer', woman50, [mammogram('Suspicious mass, biopsy advised')], 'needs-review'],
  ['bowel not prepared', 'colorectal-cancer', man60, [colonography('Inadequate bowel preparation')], 'due'],
  ['colonoscopy, declined', 'colorectal-cancer', man60, [colonoscopy('Colonoscopy - patient declined')], 'due'],
  ['"due for colonoscopy"', 'colorectal-cancer', man60, [colonoscopy('Due for colonoscopy')], 'due'],
  ['colonoscopy, aborted', 'colorectal-cancer', man60, [colonoscopy('Colonoscopy', { outcome: 'Aborted' })], 'due'],
  ['colonoscopy, done', 'colorectal-cancer', man60, [colonoscopy('Colonoscopy')], 'up-to-date'],
  ['HIV test declined', 'hiv', woman35, [lab('loinc|75622-1', THEN, words('Patient declined'))], 'due'],
  ['HIV test indeterminate', 'hiv', woman35, [lab('loinc|75622-1', THEN, words('Indeterminate'))], 'due'],
  [
    'HIV test "see note" is only offered, and is not "none found"',
    'hiv',
    woman35,
    [lab('loinc|75622-1', THEN, words('See note'))],
    'cannot-tell',
    /its result is not clear: confirm it here/,
  ],
  [
    'mammogram with a reason why it has no result',
    'breast-cancer',
    woman50,
    [lab('loinc|24606-6', THEN, { value: { kind: 'absent', reason: 'Not Performed' } })],
    'due',
  ],

  // Numbers that came as text are numbers.
  [
    'A1c ">14.0" as text',
    'diabetes-screening',
    man60,
    [heavy, lab('loinc|4548-4', THEN, words('>14.0'))],
    'needs-review',
  ],
  [
    'A1c "5.2 %" as text',
    'diabetes-screening',
    man60,
    [heavy, lab('loinc|4548-4', THEN, words('5.2 %'))],
    'up-to-date',
  ],
  [
    'A1c in mmol/mol',
    'diabetes-screening',
    man60,
    [heavy, lab('loinc|4548-4', THEN, number(80, 'mmol/mol'))],
    'cannot-tell',
  ],
  [
    'A1c ">14.0" lasts 3 months',
    'diabetes-a1c',
    man60,
    [dm, lab('loinc|4548-4', '2026-08-01', words('>14.0'))],
    'overdue',
  ],
  [
    'A1c "7.0" lasts 6 months',
    'diabetes-a1c',
    man60,
    [dm, lab('loinc|4548-4', '2026-08-01', words('7.0'))],
    'up-to-date',
  ],
  [
    'PHQ-9 "21" as text',
    'depression',
    woman50,
    [lab('loinc|44261-6', THEN, words('21'), 'assessments')],
    'needs-review',
  ],

  // An abnormal one is followed up, not screened again.
  ['polyp at CT colonography', 'colorectal-cancer', man60, [colonography('12 mm polyp')], 'needs-review'],
  [
    'polyp at CT colonography, colonoscopy since',
    'colorectal-cancer',
    man60,
    [colonography('12 mm polyp'), operation('sct|73761001', '2026-02-01')],
    'up-to-date',
  ],
  [
    'adenoma at sigmoidoscopy, colonoscopy since',
    'colorectal-cancer',
    man60,
    [sigmoidoscopy, operation('sct|73761001', '2026-02-01')],
    'up-to-date',
  ],
  [
    'polyp at 78, colonoscopy since',
    'colorectal-cancer-76-85',
    person('1948-01-01', 'male'),
    [colonography('12 mm polyp'), operation('sct|73761001', '2026-02-01')],
    'up-to-date',
  ],
  [
    'adenoma at 78, colonoscopy since',
    'colorectal-cancer-76-85',
    person('1948-01-01', 'male'),
    [sigmoidoscopy, operation('sct|73761001', '2026-02-01')],
    'up-to-date',
  ],
  ['osteoporosis in a bone scan', 'osteoporosis', woman70, [dxa('T-score -3.1, osteoporosis')], 'needs-review'],
  ['normal bone scan', 'osteoporosis', woman70, [dxa('Normal bone density')], 'up-to-date'],
  [
    'PSA flagged high',
    'prostate-cancer',
    man60,
    [lab('loinc|2857-1', THEN, { ...number(14), flag: 'high' })],
    'needs-review',
    /follow-up/,
  ],
  [
    'HBsAg positive in pregnancy',
    'pregnancy-hepatitis-b',
    woman35,
    [pregnantNow, lab('loinc|5196-1', '2026-07-01', words('Positive'))],
    'needs-review',
    /follow-up/,
  ],
  [
    'falls told',
    'falls',
    man70,
    [lab('loinc|52552-7', THEN, words('Yes, 3 falls'), 'assessments')],
    'needs-review',
    /a fall, or a risk of one/,
  ],

  // A treatment is followed by its results.
  [
    'lipids of two years ago',
    'lipids',
    man60,
    [lab('loinc|18262-6', '2024-06-01', number(110, 'mg/dL'))],
    'up-to-date',
  ],
  [
    'lipids of two years ago, on a statin',
    'lipids',
    man60,
    [takes('rxnorm|83367'), lab('loinc|18262-6', '2024-06-01', number(110, 'mg/dL'))],
    'overdue',
  ],
  [
    'a panel of two years ago, on a statin',
    'lipids',
    man60,
    [takes('rxnorm|83367'), lab('loinc|57698-3', '2024-06-01', number(50, 'mg/dL'))],
    'overdue',
  ],
  [
    'lipids of two years ago, a statin stopped since',
    'lipids',
    man60,
    [takes('rxnorm|83367', { status: 'stopped' }), lab('loinc|18262-6', '2024-06-01', number(110, 'mg/dL'))],
    'up-to-date',
  ],

  // The last pressure of someone who is asked every three years may be two years old.
  [
    '170 mmHg two years ago',
    'blood-pressure-18-39',
    man25,
    [vital('loinc|8480-6', '2024-12-01', 170), vital('loinc|8462-4', '2024-12-01', 100)],
    'needs-review',
  ],
  [
    '118 mmHg two years ago',
    'blood-pressure-18-39',
    man25,
    [
      vital('loinc|39156-5', '2024-12-01', 22),
      vital('loinc|8480-6', '2024-12-01', 118),
      vital('loinc|8462-4', '2024-12-01', 70),
    ],
    'up-to-date',
  ],
]
