import { result } from '../fixtures.ts'
import { type Fact, lab, report } from './chart.ts'
import { THEN, mammogram, named } from './parts.ts'
import { type Example, dm, man60, number, woman35, woman50, woman70, words } from './people.ts'

const colonoscopy = (change = {}, text = 'Colonoscopy'): Fact => named('sct|73761001', text, change)
const item9 = (said: string): Fact => lab('loinc|44260-8', THEN, words(said), 'assessments')
const asked = (name: string, said: string): Fact => ({ from: 'assessments', item: result(name, THEN, words(said)) })
const phq9 = lab('loinc|44261-6', THEN, number(2), 'assessments')
const byName = (name: string, said: string): Fact => ({ from: 'laboratory', item: result(name, THEN, words(said)) })
const HARM = /thoughts of self-harm/

type Rows = (texts: readonly string[], says: Example[4]) => readonly Example[]
const titles: Rows = (texts, says) =>
  texts.map((text) => [text, 'colorectal-cancer', man60, [colonoscopy({}, text)], says])
const outcomes: Rows = (texts, says) =>
  texts.map((outcome) => [`outcome: ${outcome}`, 'colorectal-cancer', man60, [colonoscopy({ outcome })], says])
const notes: Rows = (texts, says) =>
  texts.map((note) => [`note: ${note}`, 'colorectal-cancer', man60, [colonoscopy({ notes: [note] })], says])
const breasts: Rows = (texts, says) =>
  texts.map((text) => [text, 'breast-cancer', woman50, [mammogram('26175-0', text)], says])
const bones: Rows = (texts, says) =>
  texts.map((text) => [text, 'osteoporosis', woman70, [named('loinc|38263-0', text)], says])
const eyes: Rows = (texts, says) =>
  texts.map((text) => [text, 'diabetes-eye', man60, [dm, named('sct|274798009', text)], says])
const feet: Rows = (texts, says) =>
  texts.map((text) => [text, 'diabetes-foot', man60, [dm, named('sct|401191002', text)], says])
const answers: Rows = (texts, says) =>
  texts.map((text) => [`item 9: ${JSON.stringify(text)}`, 'depression', woman50, [phq9, item9(text)], says])

/** Words that stand where a test failed or was of a part, and mean something else; and those beside them that mean it. */
export const OTHERWISE: readonly Example[] = [
  // Who went beyond that bend saw the whole: many titles of a complete one name it.
  ...titles(
    ['Colonoscopy, scope passed proximal to the splenic flexure', 'Colonoscopy beyond splenic flexure'],
    'up-to-date',
  ),
  ...titles(['Colonoscopy - partial polypectomy'], 'up-to-date'),
  ...titles(['Colonoscopy to the proximal transverse colon', 'Colonoscopy (partial)'], 'due'),
  ...outcomes(
    [
      'Aspirin stopped due to procedure. Normal colon.',
      'Normal. Bleeding stopped in recovery',
      'Procedure ended at 10:45',
      'Limited exam of the anus; normal colon',
      'Normal cecum not requiring biopsy',
      'The cecum was not inflamed',
      'Diverticulosis limited to sigmoid colon',
      'Diverticula, extent of exam: cecum',
      'Extent of exam: entire colon',
      'Unable to retrieve polyp',
      'Unable to intubate terminal ileum; cecum reached',
    ],
    'up-to-date',
  ),
  ...outcomes(
    [
      'Could not be advanced past the sigmoid',
      'Procedure stopped at 40 cm',
      'Procedure was stopped early',
      'Cecum not seen',
      'Limited to sigmoid colon',
      'Extent of exam: sigmoid colon',
      'Extent reached: transverse colon',
      'Study limited to left colon',
      'Unable to intubate the cecum',
    ],
    'due',
  ),
  ...notes(
    [
      'Last colonoscopy was incomplete; today complete',
      'Previous colonoscopy aborted',
      'Indication: poor prep in spring.',
      'Repeat early if prep inadequate prep',
      'Patient declined the procedure last year',
      'Discharge form not completed',
      'Biopsy attempted but not obtained',
      'Did not present with bleeding',
      'Unable to reach patient for the call after it',
      'Unable to perform retroflexion',
      'Digital rectal exam not performed',
      'Risks of incomplete exam discussed',
      'The risks of bleeding, perforation and incomplete procedure were discussed.',
      'No-show fee waived',
      'Medications stopped in the morning',
      'Previous limited exam to the sigmoid',
    ],
    'up-to-date',
  ),
  ...notes(
    [
      'Aborted, last dose of prep not taken',
      'History of CAD, procedure not completed',
      'Patient did not show.',
      'Unable to reach the cecum',
      "Unable to reach patient's cecum",
      'Exam not performed',
      'Attempted but not successful',
      'Refused the exam',
    ],
    'due',
  ),

  ...breasts(
    [
      'Mammogram screening; left message',
      'Screening mammogram, history of left lumpectomy',
      'Mammogram screening (left hip replaced)',
      'MAM DIAG BILAT W US BREAST LIMITED LEFT',
      'Mammogram bilateral, limited by implants',
      'Mammogram screening, limited English',
    ],
    'up-to-date',
  ),
  ...breasts(['Left mammogram, history of left lumpectomy', 'MAM LIMITED RT', 'MAM AND US LEFT LIMITED'], 'due'),
  ...bones(['DXA, wrist fracture', 'DXA axial and forearm'], 'up-to-date'),
  ...bones(['DXA wrist'], 'due'),
  ...eyes(['Dilated eye exam, Dr. Smith, OD', 'Retinal exam by optometrist (OD)'], 'up-to-date'),
  ...eyes(['Retinal photo OD, by Smith', 'Left eye exam, Dr. Smith, OD'], 'due'),
  ...feet(['Foot exam, right BKA', 'Foot exam, monofilament not felt', 'Monofilament not abnormal'], 'up-to-date'),
  ...feet(['Monofilament not available', 'Visually inspected only', 'Foot exam, no monofilament'], 'due'),

  // Nobody told it: no answer, or "not at all" as it is written elsewhere.
  ...answers(
    [
      'Score: 0',
      'Score 0',
      'PHQ-9 Q9 = 0',
      'not-at-all',
      '(0) Not at all',
      'A. Not at all',
      'PHQ-9 item 9: 0',
      'Answer: Not at all',
      'N',
      'N/A',
      '-',
      'Not applicable',
      'Not answered',
      'No answer',
      'Skipped',
      'Unknown',
      'Prefer not to say',
      'Unable to answer',
      'Blank',
      'See note',
      'Denies',
      'Pt denies',
      'Patient denied thoughts of self-harm',
      'Without suicidal ideation',
      'Absent',
      'Not present',
      'Nunca',
      'Neg',
      'Nothing',
      'Did not answer',
      'Missing',
      'Null',
      'Not recorded',
    ],
    'up-to-date',
  ),
  ...answers(
    [
      'No plan, several days',
      'Never acts on it; nearly every day',
      'Not at all today, more than half the days before',
      '0-1 days',
      'Score: 1',
      'Score 2',
      'Question 9: 1',
      'No active plan, passive thoughts',
      'Not every day',
      'Passive ideation',
    ],
    'needs-review',
  ),
  ['item 9 by its number', 'depression', woman50, [phq9, asked('PHQ-9 question 9', '2')], 'needs-review', HARM],
  [
    'item 9 by its number and words',
    'depression',
    woman50,
    [phq9, asked('Q9. Better off dead, or hurting yourself', 'Several days')],
    'needs-review',
    HARM,
  ],
  ['item 8 by its number', 'depression', woman50, [phq9, asked('PHQ-9 question 8', '2')], 'up-to-date'],
  [
    'afraid of falling',
    'depression',
    woman50,
    [phq9, asked('Are you afraid of hurting yourself by falling?', 'Yes')],
    'up-to-date',
  ],

  // Someone else's, or a paper about it.
  ['"Partner HIV status"', 'hiv', woman35, [byName('Partner HIV status', 'Positive')], 'due'],
  ['"Husband\'s HIV test"', 'hiv', woman35, [byName("Husband's HIV test", 'Positive')], 'due'],
  ['"HIV fam hx"', 'hiv', woman35, [byName('HIV fam hx', 'Positive')], 'due'],
  [
    '"HIV order number"',
    'hiv',
    woman35,
    [{ from: 'laboratory', item: result('HIV order number', THEN, number(7)) }],
    'due',
  ],
  ...['consent', 'prep instructions', 'education', 'questionnaire', 'recall letter'].map((paper): Example => [
    `"Colonoscopy ${paper}"`,
    'colorectal-cancer',
    man60,
    [report(`Colonoscopy ${paper}`, THEN, { conclusion: 'Polyps may be found' })],
    'due',
  ]),
]
