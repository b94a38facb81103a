import type { Patient } from '#clinical/patient.ts'
import type { StatusKind } from '#clinical/screening/result.ts'
import type { RulePack } from '#clinical/screening/rule.ts'
import { quantity } from '../fixtures.ts'
import { type Fact, ask, has, lab, operation, person, social, takes, vital } from './chart.ts'

/** What a clinician would say of such a chart on 23 Nov 2026, and why it is here. */
export type Example = readonly [why: string, rule: string, who: Patient, facts: readonly Fact[], says: StatusKind]

const woman50 = person('1976-01-01')
const woman35 = person('1991-01-01')
const woman70 = person('1956-01-01')
const man60 = person('1966-01-01', 'male')
const man70 = person('1956-01-01', 'male')
const girl14 = person('2012-01-01')
const words = (text: string) => ({ value: { kind: 'text', text, codings: [] } }) as const
const dm = has('icd10|E11.9')
const pregnantNow = has('icd10|Z33.1', '2026-06-01')
const pregnantAt = (when: string) => has('icd10|Z33.1', when)
const past = { status: 'resolved' } as const
const number = (value: number, unit?: string) => ({ value: quantity(value, unit) })
const smokes = social('loinc|72166-2', '2026-01-01', '449868002')
const smoked = social('loinc|72166-2', '2026-01-01', '8517006')
const never = social('loinc|72166-2', '2026-01-01', '266919005')
const packs = (value: number) => lab('loinc|8664-5', '2026-01-01', number(value), 'socialHistory')
const quit = (when: string) => lab('loinc|74010-4', '2026-01-01', words(when), 'socialHistory')
const old = '2012-05-01'

export const EXAMPLES: readonly Example[] = [
  // Exclusions: a thing that is gone, or is followed otherwise.
  ['both breasts removed at once', 'breast-cancer', woman50, [has('icd10|Z90.13', old, past)], 'not-applicable'],
  ['both breasts removed one by one', 'breast-cancer', woman50, [has('icd10|Z90.11', old), has('icd10|Z90.12', old)], 'not-applicable'],
  ['one breast removed', 'breast-cancer', woman50, [has('icd10|Z90.11', old)], 'due'],
  ['mastectomy entered in error', 'breast-cancer', woman50, [has('icd10|Z90.13', old, { verification: 'entered-in-error' })], 'due'],
  ['mastectomy refuted', 'breast-cancer', woman50, [has('icd10|Z90.13', old, { verification: 'refuted' })], 'due'],
  ['mastectomy not confirmed', 'breast-cancer', woman50, [has('icd10|Z90.13', old, { verification: 'unconfirmed' })], 'needs-review'],
  ['breast cancer long ago', 'breast-cancer', woman50, [has('icd10|C50.911', old, past)], 'needs-review'],
  ['hysterectomy with cervix', 'cervical-cancer', woman35, [operation('sct|116140006', old)], 'not-applicable'],
  ['hysterectomy planned', 'cervical-cancer', woman35, [operation('sct|116140006', old, { status: 'preparation' })], 'due'],
  ['HIV infection', 'cervical-cancer', woman35, [has('icd10|B20', old)], 'needs-review'],
  ['no cervix after 65', 'cervical-cancer-after-65', woman70, [has('icd10|Z90.710', old)], 'not-applicable'],
  ['DES exposure or the like after 65', 'cervical-cancer-after-65', woman70, [has('icd10|D06.9', old, past)], 'needs-review'],
  ['colon removed', 'colorectal-cancer', man60, [operation('sct|26390003', old)], 'not-applicable'],
  ['colon cancer, resolved', 'colorectal-cancer', man60, [has('icd10|C18.7', old, past)], 'not-applicable'],
  ['colitis', 'colorectal-cancer', man60, [has('icd10|K51.90', old), operation('sct|73761001', '2025-01-01')], 'needs-review'],
  ['colon removed, at 78', 'colorectal-cancer-76-85', person('1948-01-01'), [operation('sct|26390003', old)], 'not-applicable'],
  ['colon cancer, at 78', 'colorectal-cancer-76-85', person('1948-01-01'), [has('icd10|C18.7', old)], 'not-applicable'],
  ['colitis, at 78', 'colorectal-cancer-76-85', person('1948-01-01'), [has('icd10|K51.90', old), operation('sct|73761001', '2025-01-01')], 'needs-review'],
  ['lung cancer', 'lung-cancer', man60, [has('icd10|C34.90', old, past), smokes, packs(30)], 'not-applicable'],
  ['lung nodule', 'lung-cancer', man60, [has('icd10|R91.1', old), smokes, packs(30)], 'needs-review'],
  ['aneurysm known', 'aortic-aneurysm', man70, [has('icd10|I71.40', old), smokes], 'not-applicable'],
  ['osteoporosis known', 'osteoporosis', woman70, [has('icd10|M81.0', old)], 'not-applicable'],
  ['osteoporosis known before 65', 'osteoporosis-before-65', woman50, [has('icd10|M81.0', old)], 'not-applicable'],
  ['prostate cancer', 'prostate-cancer', man60, [has('icd10|C61', old)], 'not-applicable'],
  ['hepatitis C known', 'hepatitis-c', man60, [has('icd10|B18.2', old)], 'not-applicable'],
  ['HIV known', 'hiv', man60, [has('icd10|B20', old)], 'not-applicable'],
  ['hepatitis B known', 'hepatitis-b', man60, [has('icd10|B18.1', old)], 'not-applicable'],
  ['HIV known, in pregnancy', 'pregnancy-hiv', woman35, [pregnantNow, has('icd10|B20', old)], 'not-applicable'],
  ['tuberculosis test positive before', 'latent-tuberculosis', man60, [has('icd10|R76.11', old)], 'not-applicable'],
  ['contact with tuberculosis', 'latent-tuberculosis', man60, [has('icd10|Z20.1', old)], 'cannot-tell'],
  ['hypertension is not screened for', 'blood-pressure', man60, [has('icd10|I10', old)], 'not-applicable'],
  ['hypertension resolved', 'blood-pressure', man60, [has('icd10|I10', old, past)], 'due'],
  ['hypertension is not screened for at 35', 'blood-pressure-18-39', woman35, [has('icd10|I10', old)], 'not-applicable'],
  ['dialysis has its own goals', 'blood-pressure-control', man60, [has('icd10|I10', old), has('icd10|N18.6', old)], 'needs-review'],
  ['pregnancy has its own goals', 'blood-pressure-control', woman35, [has('icd10|I10', old), pregnantNow], 'needs-review'],
  ['heart disease has its own rule', 'lipids', man60, [has('icd10|I25.10', old)], 'not-applicable'],
  ['diabetes has its own rule', 'lipids', man60, [dm], 'not-applicable'],
  ['diabetes is not screened for', 'diabetes-screening', man60, [dm, vital('loinc|39156-5', old, 30)], 'not-applicable'],
  ['not in pregnancy', 'diabetes-screening', woman35, [pregnantNow, vital('loinc|39156-5', old, 30)], 'not-applicable'],
  ['no body mass index in pregnancy', 'body-mass-index', woman35, [pregnantNow], 'not-applicable'],
  ['pregnancy of ten months ago', 'body-mass-index', woman35, [pregnantAt('2026-01-23')], 'not-applicable'],
  ['pregnancy of longer ago', 'body-mass-index', woman35, [pregnantAt('2026-01-22')], 'due'],
  ['pregnancy of ten months ago and diabetes', 'diabetes-screening', woman35, [pregnantAt('2026-01-23'), vital('loinc|39156-5', old, 30)], 'not-applicable'],
  ['pregnancy of longer ago and diabetes', 'diabetes-screening', woman35, [pregnantAt('2026-01-22'), vital('loinc|39156-5', old, 30)], 'due'],
  ['pregnancy of ten months ago and hypertension', 'blood-pressure-control', woman35, [has('icd10|I10', old), pregnantAt('2026-01-23')], 'needs-review'],
  ['pregnancy of longer ago and hypertension', 'blood-pressure-control', woman35, [has('icd10|I10', old), pregnantAt('2026-01-22')], 'due'],
  ['pregnancy of ten months ago and a statin', 'statin', woman35, [has('icd10|I25.10', old), pregnantAt('2026-01-23')], 'needs-review'],
  ['pregnancy of longer ago and a statin', 'statin', woman35, [has('icd10|I25.10', old), pregnantAt('2026-01-22')], 'due'],
  ['girl in pregnancy', 'child-bmi', girl14, [pregnantAt('2026-01-23')], 'not-applicable'],
  ['girl after pregnancy', 'child-bmi', girl14, [pregnantAt('2026-01-22')], 'due'],
  ['pregnancy of nine months ago', 'pregnancy-hiv', woman35, [pregnantAt('2026-02-23')], 'due'],
  ['no longer pregnant', 'pregnancy-hiv', woman35, [pregnantAt('2026-02-22')], 'not-applicable'],
  ['pregnancy of nine months ago: hepatitis B', 'pregnancy-hepatitis-b', woman35, [pregnantAt('2026-02-23')], 'due'],
  ['no longer pregnant: hepatitis B', 'pregnancy-hepatitis-b', woman35, [pregnantAt('2026-02-22')], 'not-applicable'],
  ['pregnancy of nine months ago: syphilis', 'pregnancy-syphilis', woman35, [pregnantAt('2026-02-23')], 'due'],
  ['no longer pregnant: syphilis', 'pregnancy-syphilis', woman35, [pregnantAt('2026-02-22')], 'not-applicable'],
  ['bipolar disorder', 'depression', woman35, [has('icd10|F31.9', old)], 'not-applicable'],
  ['depression known', 'depression', woman35, [has('icd10|F32.9', old)], 'needs-review'],
  ['bipolar disorder at 14', 'depression-12-17', girl14, [has('icd10|F31.9', '2024-01-01')], 'not-applicable'],
  ['depression known at 14', 'depression-12-17', girl14, [has('icd10|F32.9', '2024-01-01')], 'needs-review'],
  ['cannot walk', 'falls', woman70, [has('icd10|Z74.01', old)], 'not-applicable'],
  ['dialysis: no urine albumin', 'diabetes-uacr', man60, [dm, has('icd10|N18.6', old)], 'not-applicable'],
  ['dialysis: no eGFR', 'diabetes-egfr', man60, [dm, has('icd10|N18.6', old)], 'not-applicable'],
  ['blind', 'diabetes-eye', man60, [dm, has('icd10|Z97.0', old)], 'not-applicable'],
  ['statin myopathy', 'statin', man60, [has('icd10|I25.10', old), has('icd10|G72.0', old)], 'needs-review'],
  // Conditions and risks.
  ['no diabetes', 'diabetes-a1c', man60, [], 'not-applicable'],
  ['no hypertension', 'blood-pressure-control', man60, [], 'not-applicable'],
  ['no metformin', 'metformin-b12', man60, [dm], 'not-applicable'],
  ['metformin stopped', 'metformin-b12', man60, [takes('rxnorm|6809', { status: 'stopped' })], 'not-applicable'],
  ['metformin only planned', 'metformin-b12', man60, [takes('rxnorm|6809', { intent: 'plan' })], 'not-applicable'],
  ['no risk of syphilis on record', 'syphilis', man60, [], 'cannot-tell'],
  ['exposed to syphilis', 'syphilis', man60, [has('icd10|Z20.2', old)], 'due'],
  ['sexual activity not on record', 'chlamydia', person('2004-01-01'), [], 'cannot-tell'],
  ['contraception', 'chlamydia', person('2004-01-01'), [has('icd10|Z30.9', '2025-01-01')], 'due'],
  ['contraception: gonorrhea', 'gonorrhea', person('2004-01-01'), [has('icd10|Z30.9', '2025-01-01')], 'due'],
  ['sexual activity not on record: gonorrhea', 'gonorrhea', person('2004-01-01'), [], 'cannot-tell'],
  // Shared decisions are never due by themselves.
  ['PSA is a shared decision', 'prostate-cancer', man60, [], 'needs-review'],
  ['colon at 78 is an individual decision', 'colorectal-cancer-76-85', person('1948-01-01'), [], 'needs-review'],
  ['lead is a local rule', 'child-lead', person('2024-01-01'), [], 'cannot-tell'],
  ['menopause is not on record', 'osteoporosis-before-65', woman50, [], 'cannot-tell'],
  // Named tests.
  ['never smoked', 'lung-cancer', man60, [never], 'not-applicable'],
  ['smoking not recorded', 'lung-cancer', man60, [], 'cannot-tell'],
  ['pack-years not recorded', 'lung-cancer', man60, [smokes], 'cannot-tell'],
  ['20 pack-years, smokes', 'lung-cancer', man60, [smokes, packs(20)], 'due'],
  ['19 pack-years and smokes on', 'lung-cancer', man60, [smokes, packs(19)], 'cannot-tell'],
  ['19 pack-years and stopped', 'lung-cancer', man60, [smoked, packs(19), quit('2024-01-01')], 'not-applicable'],
  ['stopped less than 15 years ago', 'lung-cancer', man60, [smoked, packs(20), quit('2011-11-24')], 'due'],
  ['stopped 15 years ago', 'lung-cancer', man60, [smoked, packs(20), quit('2011-11-23')], 'not-applicable'],
  ['stopped, nobody knows when', 'lung-cancer', man60, [smoked, packs(20)], 'cannot-tell'],
  ['ever smoked', 'aortic-aneurysm', man70, [smoked], 'cannot-tell'],
  ['never smoked, no ultrasound', 'aortic-aneurysm', man70, [never], 'not-applicable'],
  ['body mass index 25', 'diabetes-screening', man60, [vital('loinc|39156-5', old, 25)], 'due'],
  ['body mass index 24.9', 'diabetes-screening', man60, [vital('loinc|39156-5', old, 24.9)], 'not-applicable'],
  ['body mass index not recorded', 'diabetes-screening', man60, [], 'cannot-tell'],
  ['statin at LDL 190', 'statin', woman35, [lab('loinc|18262-6', old, number(190, 'mg/dL'))], 'due'],
  ['no statin at LDL 189', 'statin', woman35, [lab('loinc|18262-6', old, number(189, 'mg/dL'))], 'not-applicable'],
  ['statin in diabetes at 40', 'statin', person('1986-11-23'), [dm], 'due'],
  ['no statin in diabetes at 39', 'statin', person('1986-11-24'), [dm], 'not-applicable'],
  ['statin in diabetes at 75', 'statin', person('1950-11-24'), [dm], 'due'],
  ['no statin in diabetes at 76', 'statin', person('1950-11-23'), [dm], 'not-applicable'],
  ['statin taken', 'statin', man60, [has('icd10|I25.10', old), takes('rxnorm|83367')], 'up-to-date'],
  ['statin stopped', 'statin', man60, [has('icd10|I25.10', old), takes('rxnorm|83367', { status: 'stopped' })], 'due'],
  ['familial hypercholesterolemia', 'statin', woman35, [has('icd10|E78.01', old)], 'due'],
  // Results that change what comes next.
  ['HPV test before 30 does not count', 'cervical-cancer', person('1995-01-01'), [lab('loinc|21440-3', '2024-12-31', words('Negative'))], 'due'],
  ['HPV test at 30 counts', 'cervical-cancer', person('1995-01-01'), [lab('loinc|21440-3', '2025-01-01', words('Negative'))], 'up-to-date'],
  ['cytology before 21 does not count', 'cervical-cancer', person('2004-01-01'), [lab('loinc|10524-7', '2024-12-31', words('NILM'))], 'due'],
  ['cytology at 21 counts', 'cervical-cancer', person('2004-01-01'), [lab('loinc|10524-7', '2025-01-01', words('NILM'))], 'up-to-date'],
  ['abnormal cytology long ago', 'cervical-cancer', woman50, [lab('loinc|10524-7', '2010-01-01', words('ASC-US')), lab('loinc|10524-7', '2026-01-01', words('NILM'))], 'needs-review'],
  ['HPV detected', 'cervical-cancer', woman50, [lab('loinc|21440-3', '2026-01-01', words('Detected'))], 'needs-review'],
  ['HPV not detected', 'cervical-cancer', woman50, [lab('loinc|21440-3', '2026-01-01', words('Not detected'))], 'up-to-date'],
  ['FIT positive, no colonoscopy since', 'colorectal-cancer', man60, [lab('loinc|29771-3', '2026-01-01', words('Positive')), operation('sct|73761001', '2025-12-31')], 'needs-review'],
  ['FIT positive, colonoscopy since', 'colorectal-cancer', man60, [lab('loinc|29771-3', '2026-01-01', words('Positive')), operation('sct|73761001', '2026-02-01')], 'up-to-date'],
  ['stool DNA positive, no colonoscopy since', 'colorectal-cancer', man60, [lab('loinc|77353-1', '2026-01-01', words('Positive'))], 'needs-review'],
  ['FIT positive at 78', 'colorectal-cancer-76-85', person('1948-01-01'), [lab('loinc|29771-3', '2026-01-01', words('Positive')), operation('sct|73761001', '2026-02-01')], 'up-to-date'],
  ['hepatitis C antibody reactive', 'hepatitis-c', man60, [lab('loinc|16128-1', old, words('Reactive'))], 'needs-review'],
  ['HIV test before 15 does not count', 'hiv', woman35, [lab('loinc|75622-1', '2005-12-31', words('Negative'))], 'due'],
  ['HIV test at 15 counts', 'hiv', woman35, [lab('loinc|75622-1', '2006-01-01', words('Negative'))], 'up-to-date'],
  ['HIV test reactive', 'hiv', woman35, [lab('loinc|75622-1', '2020-01-01', words('Reactive'))], 'needs-review'],
  ['HBsAg positive', 'hepatitis-b', woman35, [lab('loinc|5196-1', '2020-01-01', words('Positive'))], 'needs-review'],
  ['test without a result', 'hepatitis-b', woman35, [lab('loinc|5196-1', '2020-01-01', { value: { kind: 'absent', reason: 'not done' } })], 'due'],
  ['LDL 190 is follow-up', 'lipids', man60, [lab('loinc|18262-6', '2026-01-01', number(190, 'mg/dL'))], 'needs-review'],
  ['LDL 189 is not', 'lipids', man60, [lab('loinc|18262-6', '2026-01-01', number(189, 'mg/dL'))], 'up-to-date'],
  ['LDL in other units is not judged', 'lipids', man60, [lab('loinc|18262-6', '2026-01-01', number(195, 'mmol/L'))], 'up-to-date'],
  ['A1c 6.5', 'diabetes-screening', man60, [vital('loinc|39156-5', old, 30), lab('loinc|4548-4', '2026-01-01', number(6.5, '%'))], 'needs-review'],
  ['A1c 6.4', 'diabetes-screening', man60, [vital('loinc|39156-5', old, 30), lab('loinc|4548-4', '2026-06-01', number(6.4, '%'))], 'up-to-date'],
  ['A1c 5.7 a year ago', 'diabetes-screening', man60, [vital('loinc|39156-5', old, 30), lab('loinc|4548-4', '2025-11-23', number(5.7, '%'))], 'overdue'],
  ['A1c 5.7 almost a year ago', 'diabetes-screening', man60, [vital('loinc|39156-5', old, 30), lab('loinc|4548-4', '2025-11-24', number(5.7, '%'))], 'due-soon'],
  ['A1c 5.6 a year ago', 'diabetes-screening', man60, [vital('loinc|39156-5', old, 30), lab('loinc|4548-4', '2025-11-23', number(5.6, '%'))], 'up-to-date'],
  ['glucose 126', 'diabetes-screening', man60, [vital('loinc|39156-5', old, 30), lab('loinc|1558-6', '2026-01-01', number(126, 'mg/dL'))], 'needs-review'],
  ['glucose 125', 'diabetes-screening', man60, [vital('loinc|39156-5', old, 30), lab('loinc|1558-6', '2026-01-01', number(125, 'mg/dL'))], 'up-to-date'],
  ['PHQ-9 of 10', 'depression', woman35, [lab('loinc|44261-6', '2026-06-01', number(10))], 'needs-review'],
  ['PHQ-9 of 9', 'depression', woman35, [lab('loinc|44261-6', '2026-06-01', number(9))], 'up-to-date'],
  ['PHQ-9 of 10, then of 3', 'depression', woman35, [lab('loinc|44261-6', '2026-06-01', number(10)), lab('loinc|44261-6', '2026-09-01', number(3))], 'up-to-date'],
  ['PHQ-9M of 10', 'depression-12-17', girl14, [lab('loinc|89204-2', '2026-06-01', number(10))], 'needs-review'],
  ['PHQ-9M of 9', 'depression-12-17', girl14, [lab('loinc|89204-2', '2026-06-01', number(9))], 'up-to-date'],
  ['A1c 8 in diabetes three months ago', 'diabetes-a1c', man60, [dm, lab('loinc|4548-4', '2026-08-23', number(8, '%'))], 'overdue'],
  ['A1c 8 in diabetes less than three months ago', 'diabetes-a1c', man60, [dm, lab('loinc|4548-4', '2026-08-24', number(8, '%'))], 'due-soon'],
  ['A1c 7.9 in diabetes three months ago', 'diabetes-a1c', man60, [dm, lab('loinc|4548-4', '2026-08-23', number(7.9, '%'))], 'up-to-date'],
  ['GMI 8 three months ago', 'diabetes-a1c', man60, [dm, lab('loinc|97506-0', '2026-08-23', number(8, '%'))], 'overdue'],
  ['GMI 8 less than three months ago', 'diabetes-a1c', man60, [dm, lab('loinc|97506-0', '2026-08-24', number(8, '%'))], 'due-soon'],
  ['GMI 7.9 three months ago', 'diabetes-a1c', man60, [dm, lab('loinc|97506-0', '2026-08-23', number(7.9, '%'))], 'up-to-date'],
  ['pressure 140', 'blood-pressure-control', man60, [has('icd10|I10', old), vital('loinc|8480-6', '2026-10-01', 140), vital('loinc|8462-4', '2026-10-01', 80)], 'needs-review'],
  ['pressure 139/89', 'blood-pressure-control', man60, [has('icd10|I10', old), vital('loinc|8480-6', '2026-10-01', 139), vital('loinc|8462-4', '2026-10-01', 89)], 'up-to-date'],
  ['pressure 120/90', 'blood-pressure-control', man60, [has('icd10|I10', old), vital('loinc|8480-6', '2026-10-01', 120), vital('loinc|8462-4', '2026-10-01', 90)], 'needs-review'],
  ['the lowest of a day', 'blood-pressure-control', man60, [has('icd10|I10', old), vital('loinc|8480-6', '2026-10-01', 160), vital('loinc|8480-6', '2026-10-01', 130)], 'up-to-date'],
  ['high pressure in screening', 'blood-pressure', man60, [vital('loinc|8480-6', '2026-10-01', 150)], 'needs-review'],
  ['high pressure in screening at 35', 'blood-pressure-18-39', woman35, [vital('loinc|8480-6', '2026-10-01', 150)], 'needs-review'],
  ['cytology abnormal at 60, asked after 65', 'cervical-cancer-after-65', woman70, [lab('loinc|10524-7', '2016-01-01', words('HSIL'))], 'needs-review'],
  ['screened well before 66', 'cervical-cancer-after-65', woman70, [lab('loinc|21440-3', '2013-01-01', words('Negative')), lab('loinc|21440-3', '2018-01-01', words('Negative'))], 'not-applicable'],
  ['screened once before 66', 'cervical-cancer-after-65', woman70, [lab('loinc|21440-3', '2018-01-01', words('Negative'))], 'needs-review'],
]

/** What is wrong with the examples of one rule. */
export const wrongExamples = (rule: string, pack: RulePack): string[] =>
  EXAMPLES.filter((each) => each[1] === rule).flatMap(([why, , who, facts, says]) => {
    const { status } = ask(rule, who, facts, { pack })
    return status.kind === says ? [] : [`${rule}, ${why}: ${status.kind}, not ${says}`]
  })
