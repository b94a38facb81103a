import { allergy } from './build-allergy.ts'
import { diagnosed, problem } from './build-condition.ts'
import { document } from './build-document.ts'
import { dose, doses } from './build-immunization.ts'
import { labs } from './build-lab.ts'
import { medication } from './build-medication.ts'
import { procedure, report } from './build-procedure.ts'
import { appointment, today, visit } from './build-visit.ts'
import { score, smokingStatus, statement, vitals } from './build-vital.ts'
import { ordinary } from './build.ts'

/** Osteoporosis and an anticoagulant: from warfarin to apixaban, with the INRs of the years before. */
export const edith = ordinary(
  {
    slug: 'edith',
    family: 'Placeholder',
    given: ['Edith', 'Anne'],
    sex: 'female',
    age: '74y6m11d',
    mrn: '156008',
    line: '74 y · atrial fibrillation on apixaban, osteoporosis, a fall; many INRs, haemoglobin drifting down',
  },
  (book) => {
    today(book, '14:20', { who: 'second', reason: 'Wellness visit' })
    appointment(book, '+12w 11:00', 'Cardiology follow-up', 'heart')

    const fall = visit(book, 'Emergency', '-2m9d 20:40', { who: 'emergency', reason: 'Fall' })
    diagnosed(book, fall, 'falls', 'anticoagulant use')
    vitals(book, fall, { bp: [158, 84], pulse: 92, temperature: 36.6, spo2: 97 })
    report(book, 'imaging', 'CT HEAD WO CONTRAST', '-2m9d 21:30', {
      at: fall,
      conclusion: 'No haemorrhage. Age-appropriate volume loss.',
    })
    document(
      book,
      'ED Provider Notes',
      '-2m9d',
      'Tripped over a rug at home; bruise on the forehead, on apixaban. CT normal.',
      { at: fall, as: ['html'] },
    )
    labs(
      book,
      '-2m9d 21:00',
      { hemoglobin: 10.9, platelets: 214, creatinine: 0.9, sodium: 133, inr: 1.2 },
      { at: fall, by: 'emergency', panel: 'ED PANEL' },
    )

    for (const [when, inr] of [
      ['-3y2m', 2.1],
      ['-3y1m', 3.4],
      ['-3y', 2.6],
      ['-2y11m', 1.7],
      ['-2y10m', 5.6],
      ['-2y9m2w', 2.9],
      ['-2y9m', 2.4],
      ['-2y8m', 1.8],
    ] as const)
      labs(book, when, { inr: { value: inr, range: [2, 3] } }, { by: 'heart' })
    for (const [when, weight, bp, hemoglobin, ferritin] of [
      ['-2y1m', 63.1, [134, 76], 12.9, 61],
      ['-1y1m', 61.8, [138, 78], 12.1, 33],
      ['-7m', 60.9, [130, 74], 11.5, 18],
    ] as const) {
      const exam = visit(book, 'Office Visit', `${when} 14:00`, { who: 'second', reason: 'Follow-up' })
      diagnosed(book, exam, 'atrial fibrillation', 'osteoporosis')
      vitals(book, exam, { bp, weight, height: 159, pulse: 76 })
      labs(
        book,
        `${when} 08:00`,
        {
          hemoglobin,
          ferritin: { value: ferritin, range: [15, 150] },
          creatinine: 0.8,
          egfr: 74,
          calcium: 9.3,
          'vitamin d': 34,
          tsh: 1.7,
          ldl: 92,
          potassium: 4.1,
        },
        { at: exam, by: 'second', panel: 'FOLLOW-UP LABS' },
      )
    }
    report(book, 'imaging', 'DXA BONE DENSITY AXIAL', '-1y2m', {
      loinc: '38268-9',
      conclusion: 'Lowest T-score -2.7 at the lumbar spine; -2.4 three years before.',
    })
    report(book, 'imaging', 'DXA BONE DENSITY AXIAL', '-4y2m', { conclusion: 'Lowest T-score -2.6.' })
    report(book, 'imaging', 'MAM SCREENING BILAT TOMO', '-2y6m', {
      loinc: '24606-6',
      conclusion: 'BI-RADS 1, negative.',
    })
    report(book, 'cardiology', 'TRANSTHORACIC ECHO COMPLETE', '-3y6m', {
      conclusion: 'LVEF 60 %. Left atrium mildly enlarged.',
    })
    procedure(book, 'colonoscopy', '-9y4m', { by: 'second', note: 'No polyps.' })
    procedure(book, 'cardioversion', '-3y4m', { by: 'heart' })
    procedure(book, 'wellness visit', '-1y1m', { by: 'second' })
    procedure(book, 'knee replacement', '-8y year', { told: true })
    document(book, 'Consults', '-2y8m', 'INR within range 52 % of the time. Change to apixaban 5 mg twice daily.', {
      by: 'heart',
    })
    document(
      book,
      'Progress Notes',
      '-7m',
      'Tired; no black stool. Alendronate for five years now: discuss a pause.\n\nPlan\n- Ferritin and blood count in autumn\n- Home safety check',
      { by: 'second', docStatus: 'amended' },
    )

    problem(book, 'atrial fibrillation', { onset: '-4y month' })
    problem(book, 'osteoporosis', { onset: '-5y year' })
    problem(book, 'anticoagulant use', { onset: '-4y' })
    problem(book, 'hypertension', { onset: '-18y year' })
    problem(book, 'knee osteoarthritis', { onset: '-15y year' })
    problem(book, 'falls', { onset: '-2m9d' })
    problem(book, 'urinary infection', { status: 'resolved', onset: '-1y6m', ended: '-1y5m' })
    allergy(book, 'codeine', { reaction: ['nausea'], severity: 'mild', intolerance: true, recorded: '-8y' })
    allergy(book, 'penicillin G', {
      criticality: 'unable-to-assess',
      verified: 'unconfirmed',
      onset: '-68y year',
      recorded: '-18y',
      note: 'As a child; reaction not remembered.',
    })
    medication(book, 'apixaban', '-2y8m', { by: 'heart' })
    medication(book, 'metoprolol succinate', '-4y', { by: 'heart', pointed: true })
    medication(book, 'alendronate', '-5y', { by: 'second' })
    medication(book, 'calcium carbonate', '-5y', { reported: true })
    medication(book, 'vitamin d', '-5y', { reported: true })
    medication(book, 'acetaminophen', '-8y', { reported: true })
    medication(book, 'warfarin', '-4y', {
      by: 'heart',
      status: 'stopped',
      ended: '-2y8m',
      reason: 'Changed to apixaban',
    })
    doses(book, 'flu high dose', '-1y1m', '-2y1m', '-3y1m')
    doses(book, 'zoster rzv', '-4y', '-3y9m')
    dose(book, 'zoster live', '-13y year', { historical: true })
    dose(book, 'pcv13', '-9y')
    dose(book, 'ppsv23', '-8y')
    dose(book, 'td', '-11y')
    dose(book, 'covid 12+', '-1y1m')
    smokingStatus(book, '-1y1m', 'never')
    statement(book, '-1y1m', 'falls', 'No fall in the last year')
    score(book, '-1y1m', 'phq2', 0)
  },
)
