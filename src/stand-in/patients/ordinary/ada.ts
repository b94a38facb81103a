import { allergy } from './build-allergy.ts'
import { diagnosed, problem } from './build-condition.ts'
import { document } from './build-document.ts'
import { dose, doses } from './build-immunization.ts'
import { labs } from './build-lab.ts'
import { medication } from './build-medication.ts'
import { procedure, report } from './build-procedure.ts'
import { appointment, today, visit } from './build-visit.ts'
import { bp, score, smokingStatus, statement, vital, vitals } from './build-vital.ts'
import { ordinary } from './build.ts'

/** The patient of the design's sketch: much of it happened since her last visit. */
export const ada = ordinary(
  {
    slug: 'ada',
    family: 'Example',
    given: ['Ada', 'Maria'],
    sex: 'female',
    age: '39y2m11d',
    mrn: '203713',
    line: '39 y · prediabetes new since the last visit, losartan instead of lisinopril, an emergency visit',
  },
  (book) => {
    today(book, '14:20', { reason: 'Blood pressure follow-up' })
    appointment(book, '+5w 10:00', 'Nutrition counseling', 'second')
    visit(book, 'Telemedicine', '+7w 09:00', { status: 'planned', period: 'none', reason: 'Laboratory follow-up' })

    const spring = visit(book, 'Office Visit', '-6m5d 09:40', { reason: 'Hypertension' })
    diagnosed(book, spring, 'hypertension', 'iron deficiency anaemia')
    vitals(book, spring, { bp: [142, 88], weight: 81, height: 166, pulse: 76, temperature: 36.7, spo2: 98 })
    document(
      book,
      'Progress Notes',
      '-6m5d',
      'Blood pressure above goal at 142/88. Dry cough since the winter; may be lisinopril.\n\nPlan\n- Home readings for two weeks\n- Change to losartan if the cough stays\n- Recheck A1c in autumn (risk: weight gain of 3 kg)',
      { at: spring },
    )
    const ankle = visit(book, 'Emergency', '-4m19d 18:05', { who: 'emergency', reason: 'Ankle injury' })
    diagnosed(book, ankle, 'ankle sprain')
    document(
      book,
      'ED Provider Notes',
      '-4m19d',
      'Inversion injury of the right ankle on the stairs. Ottawa rules negative.\n\nNo fracture. Rest, ice, elastic bandage.',
      { at: ankle, as: ['html'] },
    )
    report(book, 'imaging', 'XR ANKLE RIGHT 3 VIEWS', '-4m19d 19:20', {
      at: ankle,
      conclusion: 'No acute fracture. Soft tissue swelling over the lateral malleolus.',
    })
    bp(book, '-4m19d 18:20', [151, 92], ankle)
    const phone = visit(book, 'Telephone', '-3m2d', { reason: 'Cough' })
    document(
      book,
      'Nursing Note',
      '-3m2d',
      'Cough unchanged. Dr. Attending: stop lisinopril, start losartan 50 mg today.',
      { at: phone, as: ['text'] },
    )
    const orders = visit(book, 'Orders Only', '-52d')
    labs(book, '-52d 07:50', { a1c: 6.1, glucose: { value: 108, unit: null } }, { at: orders, panel: 'HEMOGLOBIN A1C' })
    visit(book, 'Office Visit', '-5w 11:00', { status: 'cancelled', reason: 'Blood pressure follow-up' })
    appointment(book, '-5w 11:00', 'Office Visit', 'attending', 'cancelled')

    const winter = visit(book, 'Office Visit', '-10m11d 10:15', { reason: 'Annual exam' })
    diagnosed(book, winter, 'well adult')
    vitals(book, winter, { bp: [136, 86], weight: 79, height: 166, pulse: 72 })
    labs(
      book,
      '-10m11d 08:10',
      { cholesterol: 271, hdl: 48, ldl: 192, triglycerides: 156 },
      { at: winter, panel: 'LIPID PANEL' },
    )
    labs(
      book,
      '-10m11d 08:10',
      { creatinine: 0.8, egfr: '>60', sodium: 140, potassium: 4.2, alt: 24 },
      { at: winter, panel: 'COMPREHENSIVE METABOLIC PANEL' },
    )
    labs(
      book,
      '-10m11d 08:10',
      { ferritin: 48, hemoglobin: 12.4, mcv: 84, platelets: 288, wbc: 6.1 },
      { at: winter, panel: 'CBC WITH FERRITIN' },
    )
    const before = visit(book, 'Office Visit', '-1y11m 10:30', { reason: 'Annual exam' })
    vitals(book, before, { bp: [134, 84], weight: 78, height: 166 })
    labs(book, '-1y11m', {
      a1c: { value: 5.6, range: [4, 6] },
      ferritin: { value: 22, range: [10, 120] },
      hemoglobin: 11.6,
      tsh: 2.1,
    })
    labs(book, '-2y8m', {
      ferritin: { value: 6, range: [10, 120] },
      hemoglobin: { value: 9.8, status: 'corrected', note: 'Corrected from 8.9 after the sample was run again.' },
      mcv: 74,
      iron: 22,
    })
    labs(book, '-2y8m1d', { potassium: { status: 'cancelled', note: 'Specimen hemolyzed.' } })
    vital(book, '-2y8m', 'weight', 77)
    report(book, 'cytology', 'PAP SMEAR (CYTOLOGY)', '-4y8m14d', {
      loinc: '10524-7',
      conclusion: 'Negative for intraepithelial lesion or malignancy.',
    })

    problem(book, 'prediabetes', { onset: '-52d' })
    problem(book, 'hypertension', { onset: '-5y year', recorded: '-5y' })
    problem(book, 'iron deficiency anaemia', { onset: '-7y year', note: 'Heavy periods.' })
    problem(book, 'migraine with aura', { onsetText: 'in her late twenties', recorded: '-8y' })
    problem(book, 'migraine with aura', { onset: '-11y year', recorded: '-3y' })
    problem(book, 'ankle sprain', { status: 'resolved', onset: '-4m19d', ended: '-3m' })
    problem(book, 'urinary infection', { status: 'resolved', onset: '-3y2m', ended: '-3y1m' })
    problem(book, 'gestational diabetes', { status: 'resolved', onset: '-9y year', ended: '-8y year' })
    problem(book, 'food insecurity', { as: 'health-concern', status: 'inactive', onset: '-3y year' })

    allergy(book, 'penicillin G', { reaction: ['hives'], severity: 'moderate', onset: '-22y year', recorded: '-8y' })
    allergy(book, 'lisinopril', { reaction: ['cough'], severity: 'mild', intolerance: true, recorded: '-3m2d' })

    medication(book, 'losartan 50', '-3m2d', { at: phone })
    medication(book, 'ferrous sulfate', '-2y8m', { pointed: true })
    medication(book, 'sumatriptan', '-7y', { asNeeded: true })
    medication(book, 'lisinopril 10', '-5y', { status: 'stopped', ended: '-3m2d', reason: 'Cough' })
    medication(book, 'amoxicillin 500', '-9y', { status: 'entered-in-error' })

    doses(book, 'flu', '-1y1m9d', '-2y1m', '-3y1m')
    doses(book, 'covid original', '-5y7m', '-5y6m')
    dose(book, 'covid 12+', '-1y1m9d', { declined: 'Patient declined' })
    dose(book, 'tdap', '-9y10m3d')
    dose(book, 'hepatitis b', '-20y year', { historical: true })
    dose(book, 'mmr', '-35y year', { historical: true })

    procedure(book, 'caesarean', '-8y5m month', { told: true })
    procedure(book, 'appendectomy', '-24y year', { told: true })
    smokingStatus(book, '-6m5d', 'never')
    statement(book, '-6m5d', 'alcohol', 'One or two glasses of wine a week')
    score(book, '-10m11d', 'audit-c', 2)
    score(book, '-10m11d', 'phq2', 0)
    score(book, '-5m', 'gad7', 3)
  },
)
