import { noKnownAllergies } from './build-allergy.ts'
import { diagnosed, problem } from './build-condition.ts'
import { document } from './build-document.ts'
import { dose, doses } from './build-immunization.ts'
import { labs } from './build-lab.ts'
import { medication } from './build-medication.ts'
import { procedure, report } from './build-procedure.ts'
import { appointment, today, visit } from './build-visit.ts'
import { score, smokingStatus, statement, vitals } from './build-vital.ts'
import { ordinary } from './build.ts'

/** Sixty-six, stopped smoking six years ago: aneurysm and lung screening, FIT positive and not followed up. */
export const frank = ordinary(
  {
    slug: 'frank',
    family: 'Sample',
    given: ['Frank', 'Edward'],
    sex: 'male',
    age: '66y1m29d',
    mrn: '178532',
    line: '66 y · COPD, ex-smoker; aneurysm screen done, lung scan yearly, positive FIT without colonoscopy',
  },
  (book) => {
    today(book, '10:40', { reason: 'COPD follow-up' })
    appointment(book, '+3w 14:00', 'Pulmonary function test', 'lung')
    appointment(book, '-7w 08:00', 'Colonoscopy', 'second', 'noshow')

    const flare = visit(book, 'Emergency', '-5m3d 06:15', { who: 'emergency', reason: 'Shortness of breath' })
    diagnosed(book, flare, 'copd exacerbation')
    vitals(book, flare, { bp: [152, 86], pulse: 106, breaths: 28, temperature: 37.4, spo2: 87 })
    labs(
      book,
      '-5m3d 06:30',
      {
        wbc: 13.1,
        crp: 41,
        bicarbonate: 31,
        hemoglobin: { value: 16.9, range: [13.5, 17.5] },
        'nt-probnp': 180,
        potassium: 3.4,
      },
      { at: flare, by: 'emergency', panel: 'ED PANEL' },
    )
    report(book, 'imaging', 'XR CHEST 1 VIEW PORTABLE', '-5m3d 06:50', {
      at: flare,
      conclusion: 'Hyperinflation. No consolidation.',
    })
    document(
      book,
      'ED Provider Notes',
      '-5m3d',
      'Third flare in twelve months. Nebuliser, prednisone; saturation 92 % on leaving.',
      { at: flare },
    )
    const lung = visit(book, 'Office Visit', '-4m 09:00', { who: 'lung', reason: 'COPD' })
    diagnosed(book, lung, 'copd', 'former smoker')
    vitals(book, lung, { bp: [138, 80], weight: 74.2, height: 176, pulse: 84, spo2: 93 })
    procedure(book, 'spirometry', '-4m', { at: lung, by: 'lung', note: 'FEV1 54 % of predicted, FEV1/FVC 0.58.' })
    document(
      book,
      'Consults',
      '-4m',
      'Moderate COPD with frequent flares. Inhaler technique poor with the old device.\n\nPlan\n- Tiotropium respimat\n- Pulmonary rehabilitation\n- Blood eosinophils with the next draw',
      { at: lung, by: 'lung' },
    )

    for (const [when, words] of [
      ['-3y2m', 'Lung-RADS 2. Emphysema.'],
      ['-2y2m', 'Lung-RADS 2, 4 mm nodule unchanged.'],
      ['-1y1m', 'Lung-RADS 2. Coronary calcification, moderate.'],
    ] as const)
      report(book, 'imaging', 'CT LUNG SCREENING LOW DOSE WO CONTRAST', when, {
        conclusion: words,
        ...(when === '-1y1m' ? { loinc: '79086-5' } : {}),
      })
    report(book, 'imaging', 'US ABDOMINAL AORTA', '-11m', { conclusion: 'Infrarenal aorta 2.3 cm. No aneurysm.' })
    report(book, 'imaging', 'CT ABDOMEN PELVIS W CONTRAST', '-6y', {
      status: 'cancelled',
      conclusion: 'Not performed.',
    })
    labs(book, '-5m', { fit: { value: 'Positive', flag: 'A', note: 'Colonoscopy recommended.' } })
    labs(book, '-1y6m', { fit: 'Negative' })
    labs(book, '-2y7m', { fit: 'Negative' })

    for (const [when, weight, bp] of [
      ['-3y', 81, [142, 84]],
      ['-2y', 78.5, [140, 82]],
      ['-11m', 75.8, [136, 80]],
    ] as const) {
      const exam = visit(book, 'Office Visit', `${when} 10:40`, { reason: 'Annual exam' })
      diagnosed(book, exam, 'well adult', 'copd', 'hypertension')
      vitals(book, exam, { bp, weight, height: 176, pulse: 80, spo2: 94 })
      labs(
        book,
        `${when} 08:20`,
        {
          cholesterol: 188,
          ldl: 104,
          hdl: 51,
          creatinine: { value: 0.9, range: [0.7, 1.3] },
          egfr: 88,
          glucose: 101,
          a1c: 5.7,
        },
        { at: exam, panel: 'ANNUAL LABS' },
      )
    }
    labs(book, '-3y', { psa: 1.2, 'hcv antibody': 'Nonreactive' })
    labs(book, '-11m', { psa: 1.9 })

    problem(book, 'copd', { onset: '-8y year' })
    problem(book, 'former smoker', { onset: '-6y month' })
    problem(book, 'hypertension', { onset: '-12y year' })
    problem(book, 'copd exacerbation', { status: 'resolved', onset: '-5m3d', ended: '-4m' })
    problem(book, 'transport problem', { as: 'health-concern', onset: '-7w' })
    noKnownAllergies(book, '-8y')
    medication(book, 'tiotropium', '-4m', { by: 'lung' })
    medication(book, 'albuterol', '-8y', { pointed: true })
    medication(book, 'amlodipine', '-12y')
    medication(book, 'prednisone', '-5m3d', { by: 'emergency', status: 'completed', ended: '-4m3w' })
    medication(book, 'atorvastatin 40', '-1y', {
      status: 'stopped',
      ended: '-8m',
      reason: 'Patient stopped on his own',
    })
    doses(book, 'flu high dose', '-1y1m')
    doses(book, 'flu', '-2y1m', '-3y1m')
    dose(book, 'ppsv23', '-8y')
    dose(book, 'pcv13', '-7y')
    dose(book, 'tdap', '-9y8m')
    dose(book, 'covid bivalent', '-4y', { historical: true })
    dose(book, 'rsv', '-4m', { declined: 'Patient wishes to think about it' })
    smokingStatus(book, '-11m', 'former')
    smokingStatus(book, '-7y', 'every day')
    score(book, '-11m', 'pack-years', 42)
    statement(book, '-11m', 'alcohol', 'Two beers a day')
    score(book, '-11m', 'audit-c', 5)
    score(book, '-2m', 'dast10', 4)
    score(book, '-2m', 'phq2', 3)
  },
)
