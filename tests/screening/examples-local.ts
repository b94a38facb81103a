import { result } from '../fixtures.ts'
import { type Fact, has, lab, operation, person, vital } from './chart.ts'
import { type Example, dm, girl14, man60, man70, number, pregnantNow, woman35, woman70, words } from './people.ts'

const THEN = '2026-06-01'
/** Told by its name alone: the laboratory has given it no code but its own. */
const named = (name: string, change: object, from: Fact['from'] = 'laboratory'): Fact => ({
  from,
  item: result(name, THEN, change),
})
const NAME = /may be it, by its name only/
const IF_SO = /if it is what its name says/
const heavy = vital('loinc|39156-5', THEN, 30)
const exposed = has('icd10|Z20.2', '2026-03-01')
const woman20 = person('2006-01-01')
const contraception = has('icd10|Z30.9', '2025-01-01')
const man78 = person('1948-01-01', 'male')
const [infant, child] = [person('2025-03-23'), person('2024-01-01')]

type Row = readonly [rule: string, who: Example[2], given: readonly Fact[], names: readonly string[]]
const STOOL_BLOOD = ['OCCULT BLOOD, FIT', 'FIT', 'iFOBT', 'Fecal Immunochemical Test', 'Guaiac, stool']
const HIV = ['HIV 1/2 AG/AB COMBO', 'HIV ANTIBODY', 'HIV SCREEN']
const SYPHILIS = ['RPR', 'TREPONEMA PALLIDUM AB', 'SYPHILIS SCREEN', 'VDRL']
const CYTOLOGY = ['PAP SMEAR', 'THINPREP PAP', 'CERVICAL CYTOLOGY']
const HPV = ['HPV HIGH RISK', 'Human papillomavirus DNA']
const HBSAG = ['HBSAG', 'HEPATITIS B SURFACE ANTIGEN']
const CHLAMYDIA = ['CHLAMYDIA TRACHOMATIS NAAT', 'CT/NG NAAT']
const GONORRHEA = ['NEISSERIA GONORRHOEAE NAAT', 'Gonorrhea, urine', 'CT/NG NAAT']

/** Tests whose answer is a word. */
const ANSWERED: readonly Row[] = [
  ['colorectal-cancer', man60, [], [...STOOL_BLOOD, 'COLOGUARD', 'Stool DNA']],
  ['cervical-cancer', woman35, [], [...CYTOLOGY, ...HPV]],
  ['hepatitis-c', man60, [], ['HCV AB', 'HEPATITIS C ANTIBODY', 'Hepatitis C Ab w/ reflex']],
  ['hiv', woman35, [], HIV],
  ['hiv-risk', woman35, [exposed], HIV],
  ['pregnancy-hiv', woman35, [pregnantNow], HIV],
  ['hepatitis-b', woman35, [], HBSAG],
  ['pregnancy-hepatitis-b', woman35, [pregnantNow], HBSAG],
  ['syphilis', man60, [exposed], SYPHILIS],
  ['pregnancy-syphilis', woman35, [pregnantNow], SYPHILIS],
  ['chlamydia', woman20, [contraception], CHLAMYDIA],
  ['gonorrhea', woman20, [contraception], GONORRHEA],
  ['chlamydia-25', woman35, [exposed], CHLAMYDIA],
  ['gonorrhea-25', woman35, [exposed], GONORRHEA],
  ['latent-tuberculosis', man60, [has('icd10|Z20.1')], ['QUANTIFERON TB GOLD PLUS', 'T-SPOT.TB', 'IGRA']],
  ['pregnancy-urine', woman35, [pregnantNow], ['URINE CULTURE', 'Culture, urine']],
]

/** A shared decision is a person's in any case: only a positive one is told apart. */
const DECIDED: readonly Row[] = [
  ['colorectal-cancer-76-85', man78, [], ['OCCULT BLOOD, FIT', 'COLOGUARD']],
  ['cervical-cancer-after-65', woman70, [], ['PAP SMEAR', 'HPV HIGH RISK']],
  ['hepatitis-c-risk', man60, [has('icd10|B20')], ['HCV AB']],
]

/** Tests whose answer is a number: one that is well, and one that is not. */
const MEASURED: readonly (readonly [...Row, unit: string | undefined, well: number, not: number | undefined])[] = [
  ['diabetes-screening', man60, [heavy], ['HEMOGLOBIN A1C, POC', 'HbA1c', 'Glycohemoglobin'], '%', 5.2, 6.5],
  ['diabetes-a1c', man60, [dm], ['HEMOGLOBIN A1C, POC', 'HbA1c'], '%', 7, undefined],
  ['lipids', man60, [], ['LDL CALCULATED', 'Direct LDL'], 'mg/dL', 110, 190],
  ['lipids-ascvd', man60, [has('icd10|I25.10')], ['LDL CALCULATED'], 'mg/dL', 110, 190],
  ['diabetes-lipids', man60, [dm], ['LDL CALCULATED'], 'mg/dL', 110, 190],
  ['diabetes-egfr', man60, [dm], ['EGFR', 'GFR, estimated'], undefined, 70, 29],
  ['diabetes-uacr', man60, [dm], ['Microalbumin/Creatinine Ratio', 'ALBUMIN CREAT RATIO, URINE'], 'mg/g', 9, undefined],
  ['child-lead', infant, [], ['LEAD, BLOOD'], 'ug/dL', 1, 3.5],
  ['child-lead', child, [], ['LEAD, BLOOD', 'Lead, venous'], 'ug/dL', 1, 3.5],
]

const PHQ9: readonly Row[] = [
  ['depression', woman35, [], ['PHQ-9 TOTAL SCORE', 'PHQ9']],
  ['depression-12-17', girl14, [], ['PHQ-9M SCORE', 'PHQ-A TOTAL']],
]

export const LOCAL: readonly Example[] = [
  ...ANSWERED.flatMap(([rule, who, given, names]) =>
    names.flatMap((name): readonly Example[] => [
      [`${name} positive`, rule, who, [...given, named(name, words('Positive'))], 'needs-review', IF_SO],
      [`${name} negative`, rule, who, [...given, named(name, words('Negative'))], 'cannot-tell', NAME],
    ]),
  ),
  ...DECIDED.flatMap(([rule, who, given, names]) =>
    names.map((name): Example => [
      `${name} positive`,
      rule,
      who,
      [...given, named(name, words('Positive'))],
      'needs-review',
      IF_SO,
    ]),
  ),
  ...MEASURED.flatMap(([rule, who, given, names, unit, well, not]) =>
    names.flatMap((name): readonly Example[] => [
      // Whether a lead test is wanted is asked in any case.
      ...(rule === 'child-lead'
        ? []
        : ([
            [`${name} of ${well}`, rule, who, [...given, named(name, number(well, unit))], 'cannot-tell', NAME],
          ] as const)),
      ...(not === undefined
        ? []
        : ([
            [`${name} of ${not}`, rule, who, [...given, named(name, number(not, unit))], 'needs-review', IF_SO],
          ] as const)),
    ]),
  ),
  ...PHQ9.flatMap(([rule, who, , names]) =>
    names.flatMap((name): readonly Example[] => [
      [`${name} of 9`, rule, who, [named(name, number(9), 'assessments')], 'cannot-tell', NAME],
      [`${name} of 10`, rule, who, [named(name, number(10), 'assessments')], 'needs-review', IF_SO],
    ]),
  ),
  [
    'PSA flagged high',
    'prostate-cancer',
    man60,
    [named('PSA, TOTAL', { ...number(14, 'ng/mL'), flag: 'high' })],
    'needs-review',
    IF_SO,
  ],
  // The point of it all: an old colonoscopy does not make a newer positive test of the laboratory's own code unseen.
  [
    'colonoscopy of 2021, then “OCCULT BLOOD, FIT” positive',
    'colorectal-cancer',
    man60,
    [operation('sct|73761001', '2021-01-01'), named('OCCULT BLOOD, FIT', words('Positive'))],
    'needs-review',
    IF_SO,
  ],
  [
    '“OCCULT BLOOD, FIT” positive, colonoscopy since',
    'colorectal-cancer',
    man70,
    [operation('sct|73761001', '2026-07-01'), named('OCCULT BLOOD, FIT', words('Positive'))],
    'up-to-date',
  ],
  ['FIT declined', 'colorectal-cancer', man60, [named('FIT', words('Patient declined'))], 'due'],
  [
    'hepatitis B surface antibody is no antigen',
    'hepatitis-b',
    man60,
    [named('HEPATITIS B SURFACE ANTIBODY', words('Positive'))],
    'due',
  ],
  [
    'Rh type by name',
    'pregnancy-rh',
    woman35,
    [pregnantNow, named('ABO/RH TYPE', words('O Positive'))],
    'cannot-tell',
    NAME,
  ],
  [
    'a known code decides, not a name',
    'hiv',
    woman35,
    [lab('loinc|75622-1', THEN, words('Negative')), named('HIV SCREEN', words('Negative'))],
    'up-to-date',
  ],
  // Nothing on record.
  ['never scanned', 'osteoporosis', woman70, [], 'due'],
  ['never asked', 'falls', woman70, [], 'due'],
  ['never examined', 'diabetes-foot', man60, [dm], 'due'],
  ['never varnished', 'child-fluoride', child, [], 'due'],
  ['never screened', 'child-vision', person('2022-06-01'), [], 'cannot-tell', /no code that is the same everywhere/],
]
