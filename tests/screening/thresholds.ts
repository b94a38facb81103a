import { type Fact, TODAY, has, lab, operation, social, takes, vital } from './chart.ts'
import { quantity } from '../fixtures.ts'

/**
 * What the guidelines say, written down once more and apart from the rules, in words a clinician can check:
 * who (sex, from age, to age), after which facts, and how many months one service lasts (0: once for life).
 */
export type Who = readonly [
  rule: string,
  sex: 'female' | 'male' | 'any',
  from: number,
  to: number | undefined,
  given: readonly Fact[],
]

const dm = [has('icd10|E11.9')]
const pregnant = [has('icd10|Z33.1', '2026-09-01')]
/** So many completed weeks today, as the obstetrician measured it. */
const week = (n: number) => [lab('loinc|11884-4', TODAY, { value: quantity(n, 'wk') }, 'assessments')]
const smoker = [
  social('loinc|72166-2', '2020-01-01', '449868002'),
  lab('loinc|8664-5', '2020-01-01', { value: quantity(30) }, 'socialHistory'),
]

export const WHO: readonly Who[] = [
  ['breast-cancer', 'female', 40, 74, []],
  ['cervical-cancer', 'female', 21, 65, []],
  ['cervical-cancer-after-65', 'female', 66, undefined, []],
  ['colorectal-cancer', 'any', 45, 75, []],
  ['colorectal-cancer-76-85', 'any', 76, 85, []],
  ['lung-cancer', 'any', 50, 80, smoker],
  ['aortic-aneurysm', 'male', 65, 75, smoker],
  ['osteoporosis', 'female', 65, undefined, []],
  ['osteoporosis-before-65', 'female', 50, 64, []],
  ['prostate-cancer', 'male', 55, 69, []],
  ['hepatitis-c', 'any', 18, 79, []],
  ['hiv', 'any', 15, 65, []],
  ['hepatitis-b', 'any', 18, undefined, []],
  ['syphilis', 'any', 15, undefined, [has('icd10|Z20.2')]],
  ['chlamydia', 'female', 15, 24, [has('icd10|Z30.9')]],
  ['gonorrhea', 'female', 15, 24, [has('icd10|Z30.9')]],
  ['latent-tuberculosis', 'any', 18, undefined, []],
  ['hiv-prep', 'any', 12, undefined, []],
  ['brca', 'female', 18, undefined, []],
  ['blood-pressure', 'any', 40, undefined, []],
  ['blood-pressure-18-39', 'any', 18, 39, []],
  ['blood-pressure-control', 'any', 18, 85, [has('icd10|I10')]],
  ['lipids', 'any', 40, 75, []],
  ['statin', 'any', 20, undefined, [has('icd10|I25.10')]],
  ['diabetes-screening', 'any', 35, 70, [vital('loinc|39156-5', '2026-01-01', 25)]],
  ['body-mass-index', 'any', 18, undefined, []],
  ['diet-activity', 'any', 18, undefined, [has('icd10|I10')]],
  ['tobacco', 'any', 18, undefined, []],
  ['alcohol', 'any', 18, undefined, []],
  ['drug-use', 'any', 18, undefined, []],
  ['depression', 'any', 18, undefined, []],
  ['depression-12-17', 'any', 12, 17, []],
  ['anxiety', 'any', 18, 64, []],
  ['anxiety-8-17', 'any', 8, 17, []],
  ['falls', 'any', 65, undefined, []],
  ['pregnancy-hepatitis-b', 'female', 12, 55, pregnant],
  ['pregnancy-hiv', 'female', 12, 55, pregnant],
  ['pregnancy-syphilis', 'female', 12, 55, pregnant],
  ['pregnancy-diabetes', 'female', 12, 55, [...pregnant, ...week(24)]],
  ['pregnancy-rh', 'female', 12, 55, pregnant],
  ['pregnancy-urine', 'female', 12, 55, pregnant],
  ['pregnancy-aspirin', 'female', 12, 55, [...pregnant, ...week(12)]],
  ['diabetes-a1c', 'any', 2, undefined, dm],
  ['diabetes-uacr', 'any', 18, undefined, dm],
  ['diabetes-egfr', 'any', 18, undefined, dm],
  ['diabetes-eye', 'any', 18, undefined, dm],
  ['diabetes-foot', 'any', 18, undefined, dm],
  ['diabetes-lipids', 'any', 18, undefined, dm],
  ['metformin-b12', 'any', 18, undefined, [takes('rxnorm|6809')]],
  ['child-bmi', 'any', 6, 17, []],
  ['child-vision', 'any', 3, 5, []],
  ['child-fluoride', 'any', 1, 4, []],
  ['child-lead', 'any', 1, 5, []],
]

/** rule, modality, how it is recorded, months (0: once), days before the end that count as soon. */
export type HowLong = readonly [
  rule: string,
  modality: string,
  done: ((when: string) => Fact) | undefined,
  months: number,
  soon: number,
]

const test =
  (key: string, value = quantity(1), flag?: 'normal') =>
  (when: string) =>
    lab(key, when, { value, flag })
const asked = (key: string, points: number) => (when: string) =>
  lab(key, when, { value: quantity(points) }, 'assessments')
const scan = (key: string) => (when: string) => operation(key, when)
const negative = (key: string) => (when: string) =>
  lab(key, when, { value: { kind: 'text', text: 'Negative', codings: [] } })
const systolic = (when: string) => vital('loinc|8480-6', when, 120)

export const HOW_LONG: readonly HowLong[] = [
  ['breast-cancer', 'mammography', scan('loinc|24606-6'), 24, 60],
  ['cervical-cancer', 'cytology', negative('loinc|10524-7'), 36, 60],
  ['cervical-cancer', 'hpv', negative('loinc|21440-3'), 60, 60],
  ['cervical-cancer', 'hpv-self-collected', undefined, 60, 60],
  ['cervical-cancer-after-65', 'cytology', negative('loinc|10524-7'), 36, 60],
  ['cervical-cancer-after-65', 'hpv', negative('loinc|21440-3'), 60, 60],
  ['cervical-cancer-after-65', 'hpv-self-collected', undefined, 60, 60],
  ['colorectal-cancer', 'colonoscopy', scan('sct|73761001'), 120, 90],
  ['colorectal-cancer', 'sigmoidoscopy', scan('sct|44441009'), 60, 90],
  ['colorectal-cancer', 'ct-colonography', scan('loinc|79101-2'), 60, 90],
  ['colorectal-cancer', 'stool-blood', negative('loinc|29771-3'), 12, 90],
  ['colorectal-cancer', 'stool-dna', negative('loinc|77353-1'), 36, 90],
  ['colorectal-cancer-76-85', 'colonoscopy', scan('sct|73761001'), 120, 90],
  ['colorectal-cancer-76-85', 'sigmoidoscopy', scan('sct|44441009'), 60, 90],
  ['colorectal-cancer-76-85', 'ct-colonography', scan('loinc|79101-2'), 60, 90],
  ['colorectal-cancer-76-85', 'stool-blood', negative('loinc|29771-3'), 12, 90],
  ['colorectal-cancer-76-85', 'stool-dna', negative('loinc|77353-1'), 36, 90],
  ['lung-cancer', 'ldct', scan('loinc|79086-5'), 12, 60],
  ['aortic-aneurysm', 'ultrasound', undefined, 0, 60],
  ['osteoporosis', 'dxa', scan('loinc|38268-9'), 120, 60],
  ['osteoporosis-before-65', 'dxa', scan('loinc|38268-9'), 120, 60],
  ['prostate-cancer', 'psa', test('loinc|2857-1', quantity(1), 'normal'), 24, 60],
  ['hepatitis-c', 'antibody', negative('loinc|16128-1'), 0, 60],
  ['hepatitis-c', 'rna', negative('loinc|11259-9'), 0, 60],
  ['hiv', 'test', negative('loinc|75622-1'), 0, 60],
  ['hepatitis-b', 'surface-antigen', negative('loinc|5196-1'), 0, 60],
  ['syphilis', 'test', negative('loinc|20507-0'), 12, 60],
  ['chlamydia', 'test', negative('loinc|21613-5'), 12, 60],
  ['gonorrhea', 'test', negative('loinc|24111-7'), 12, 60],
  ['latent-tuberculosis', 'test', negative('loinc|45323-3'), 0, 60],
  ['brca', 'assessment', undefined, 0, 0],
  ['blood-pressure', 'measurement', systolic, 12, 30],
  ['blood-pressure-18-39', 'measurement', systolic, 36, 60],
  ['blood-pressure-control', 'measurement', systolic, 12, 30],
  ['lipids', 'ldl', test('loinc|18262-6', quantity(120, 'mg/dL')), 60, 60],
  ['lipids', 'panel', test('loinc|2085-9', quantity(50, 'mg/dL')), 60, 60],
  ['diabetes-screening', 'a1c', test('loinc|4548-4', quantity(5.2, '%')), 36, 60],
  ['diabetes-screening', 'glucose', test('loinc|1558-6', quantity(90, 'mg/dL')), 36, 60],
  ['body-mass-index', 'bmi', (when) => vital('loinc|39156-5', when, 24), 12, 30],
  ['diet-activity', 'counselling', undefined, 12, 0],
  ['tobacco', 'asked', (when) => social('loinc|72166-2', when, '266919005'), 12, 30],
  ['alcohol', 'audit-c', asked('loinc|75626-2', 1), 12, 30],
  ['alcohol', 'audit', asked('loinc|75624-7', 1), 12, 30],
  ['alcohol', 'single-question', asked('loinc|88037-7', 0), 12, 30],
  ['drug-use', 'asked', asked('loinc|82667-7', 0), 12, 30],
  ['depression', 'screen', test('loinc|44261-6', quantity(2)), 12, 30],
  ['depression', 'phq-2', asked('loinc|55758-7', 2), 12, 30],
  ['depression', 'epds', asked('loinc|71354-5', 2), 12, 30],
  ['depression-12-17', 'phq-2', asked('loinc|55758-7', 2), 12, 30],
  ['depression-12-17', 'screen', test('loinc|73831-0', quantity(2)), 12, 30],
  ['anxiety', 'screen', asked('loinc|70274-6', 4), 12, 30],
  ['anxiety-8-17', 'screen', asked('loinc|70274-6', 4), 12, 30],
  ['falls', 'asked', test('loinc|52552-7'), 12, 30],
  ['pregnancy-hepatitis-b', 'test', negative('loinc|5196-1'), 9, 0],
  ['pregnancy-hiv', 'test', negative('loinc|75622-1'), 9, 0],
  ['pregnancy-syphilis', 'test', negative('loinc|20507-0'), 9, 0],
  ['pregnancy-diabetes', 'challenge', test('loinc|1504-0', quantity(110, 'mg/dL')), 5, 0],
  ['pregnancy-diabetes', 'tolerance', test('loinc|1518-0', quantity(110, 'mg/dL'), 'normal'), 5, 0],
  ['pregnancy-rh', 'type', negative('loinc|10331-7'), 0, 0],
  ['pregnancy-urine', 'culture', negative('loinc|630-4'), 9, 0],
  ['diabetes-a1c', 'a1c', test('loinc|4548-4', quantity(7, '%')), 6, 30],
  ['diabetes-a1c', 'gmi', test('loinc|97506-0', quantity(7, '%')), 6, 30],
  ['diabetes-uacr', 'uacr', test('loinc|14959-1'), 12, 30],
  ['diabetes-egfr', 'egfr', test('loinc|98979-8'), 12, 30],
  ['diabetes-eye', 'exam', scan('sct|722161008'), 12, 60],
  ['diabetes-foot', 'exam', scan('sct|401191002'), 12, 30],
  ['diabetes-lipids', 'ldl', test('loinc|18262-6'), 12, 30],
  ['diabetes-lipids', 'panel', test('loinc|57698-3'), 12, 30],
  ['metformin-b12', 'b12', test('loinc|2132-9'), 24, 60],
  ['child-bmi', 'bmi', (when) => vital('loinc|59576-9', when, 50), 12, 30],
  ['child-vision', 'screen', undefined, 0, 60],
  ['child-fluoride', 'varnish', scan('sct|313042009'), 6, 14],
  ['child-lead', 'lead', test('loinc|77307-7', quantity(1, 'ug/dL')), 12, 60],
]
