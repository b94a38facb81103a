import { result } from '../fixtures.ts'
import { type Fact, codingOf, lab, report } from './chart.ts'
import { BY_ITS_NAME, THEN, reported } from './parts.ts'
import { type Example, man60, number, woman35, woman50, words } from './people.ts'

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

/** Words that only say what was not beside it, or that it was ordered, hide nothing that was found. */
export const UNHIDDEN: readonly Example[] = [
  [
    '"HIV Ag/Ab without reflex", reactive',
    'hiv',
    woman35,
    [byName('HIV Ag/Ab without reflex', 'Reactive')],
    'needs-review',
    BY_ITS_NAME,
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
    BY_ITS_NAME,
  ],
  [
    '"HIV screen, confirmation pending", reactive',
    'hiv',
    woman35,
    [byName('HIV screen, confirmation pending', 'Reactive')],
    'needs-review',
    BY_ITS_NAME,
  ],
  [
    '"HIV test for PrEP", reactive',
    'hiv',
    woman35,
    [byName('HIV test for PrEP', 'Reactive')],
    'needs-review',
    BY_ITS_NAME,
  ],
  ['"HIV test needed", "see order"', 'hiv', woman35, [byName('HIV test needed', 'See order')], 'due'],
  ['"HIV test, mother", reactive', 'hiv', woman35, [byName('HIV test, mother', 'Reactive')], 'due'],
  ['"HIV test declined", reactive', 'hiv', woman35, [byName('HIV test declined', 'Reactive')], 'due'],
  [
    '"CT chest low dose without contrast", nodule',
    'lung-cancer',
    man60,
    [...smoker, titled('CT chest low dose without contrast', '9 mm nodule in the right upper lobe')],
    'needs-review',
    BY_ITS_NAME,
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
    BY_ITS_NAME,
  ],
  [
    '"Mammogram, as ordered", mass, then normal',
    'breast-cancer',
    woman50,
    [titled('Mammogram, as ordered', 'Suspicious mass'), reported('loinc|26175-0', 'BI-RADS 1', '2026-06-01')],
    'up-to-date',
  ],
  [
    '"Incomplete colonoscopy", mass',
    'colorectal-cancer',
    man60,
    [titled('Incomplete colonoscopy', 'Obstructing mass at 40 cm')],
    'needs-review',
    BY_ITS_NAME,
  ],
  ['"Due for colonoscopy", mass', 'colorectal-cancer', man60, [titled('Due for colonoscopy', 'mass at 40 cm')], 'due'],
  ['"Mother: mammogram", mass', 'breast-cancer', woman50, [titled('Mother: mammogram', 'Suspicious mass')], 'due'],

  // What stands beside it in the value, or that it is not final, hides it no more than its name does.
  [
    '"Reactive, confirmation pending"',
    'hiv',
    woman35,
    [lab('loinc|75622-1', THEN, words('Reactive, confirmation pending'))],
    'needs-review',
    /was not normal/,
  ],
  [
    'specimen rejected, and flagged',
    'hiv',
    woman35,
    [lab('loinc|75622-1', THEN, { value: { kind: 'absent', reason: 'Specimen rejected' }, flag: 'abnormal' })],
    'due',
  ],
  ['"Confirmation pending"', 'hiv', woman35, [lab('loinc|75622-1', THEN, words('Confirmation pending'))], 'due'],
  [
    '"Positive; repeat not received"',
    'colorectal-cancer',
    man60,
    [lab('loinc|29771-3', THEN, words('Positive; repeat not received'))],
    'needs-review',
  ],
  [
    'reactive, preliminary',
    'hiv',
    woman35,
    [lab('loinc|75622-1', THEN, { ...words('Reactive'), status: 'preliminary' })],
    'needs-review',
    /and is not final/,
  ],
  [
    'negative, preliminary',
    'hiv',
    woman35,
    [lab('loinc|75622-1', THEN, { ...words('Negative'), status: 'preliminary' })],
    'due',
  ],
  [
    'reactive, preliminary, and negative that day',
    'hiv',
    woman35,
    [
      lab('loinc|75622-1', THEN, { ...words('Reactive'), status: 'preliminary' }),
      lab('loinc|75622-1', THEN, words('Negative')),
    ],
    'up-to-date',
  ],
  [
    'negative, and reactive since, preliminary',
    'hiv',
    woman35,
    [
      lab('loinc|75622-1', '2026-04-01', words('Negative')),
      lab('loinc|75622-1', THEN, { ...words('Reactive'), status: 'preliminary' }),
    ],
    'needs-review',
    /and is not final/,
  ],
]
