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

/** Heart failure, dementia and eighteen medications: the long record that must still be read in a minute. */
export const walter = ordinary(
  {
    slug: 'walter',
    family: 'Placeholder',
    given: ['Walter', 'Josef'],
    sex: 'male',
    age: '83y4m2d',
    mrn: '411883',
    line: '83 y · heart failure, dementia, 18 active medications, discharged seven weeks ago',
    also: {
      contact: [{ relationship: [{ text: 'Daughter, health care proxy' }], name: { text: 'Greta Placeholder' } }],
      communication: [{ language: { text: 'German' }, preferred: true }],
    },
  },
  (book) => {
    today(book, '08:40', { who: 'second', reason: 'After hospital stay' })
    appointment(book, '+3w 13:30', 'Cardiology follow-up', 'heart')
    appointment(book, '+6w 10:00', 'Cataract surgery', 'second', 'pending')
    appointment(book, '-3m 09:00', 'Cardiology follow-up', 'heart', 'noshow')

    const stay = visit(book, 'Hospital Encounter', '-8w 02:40', {
      who: 'heart',
      until: '-7w',
      reason: 'Shortness of breath',
    })
    diagnosed(book, stay, 'heart failure', 'pneumonia', 'atrial fibrillation')
    vitals(book, stay, {
      bp: [98, 60],
      weight: 84.2,
      height: 172,
      pulse: 112,
      breaths: 26,
      temperature: 37.9,
      spo2: 88,
    })
    labs(
      book,
      '-8w 03:15',
      {
        'nt-probnp': 8420,
        potassium: { value: 6.4, note: 'Telephoned to the ward at 03:40.' },
        creatinine: 2.1,
        sodium: 128,
        crp: 96,
        wbc: 15.2,
        hemoglobin: { value: 11.1, range: [13.5, 17.5] },
      },
      { at: stay, by: 'emergency', panel: 'ADMISSION LABS' },
    )
    labs(
      book,
      '-7w 06:00',
      { 'nt-probnp': 3150, potassium: 4.9, creatinine: 1.6, sodium: 134, crp: 14 },
      { at: stay, by: 'heart', panel: 'DISCHARGE LABS' },
    )
    report(book, 'imaging', 'XR CHEST 2 VIEWS', '-8w 03:30', {
      at: stay,
      loinc: '36643-5',
      conclusion: 'Right lower lobe consolidation. Pulmonary venous congestion, small effusions.',
    })
    report(book, 'cardiology', 'TRANSTHORACIC ECHO COMPLETE', '-8w 11:00', {
      at: stay,
      conclusion: 'LVEF 30-35 %, formerly 40 %. Moderate mitral regurgitation.',
    })
    document(
      book,
      'Discharge Summary',
      '-7w',
      'Acute on chronic heart failure with pneumonia. Weight at discharge 79.5 kg.\n\nChanges\n- Sacubitril-valsartan started, lisinopril stopped\n- Spironolactone paused for potassium 6.4\n- Furosemide doubled for one week, then as before',
      { at: stay, by: 'heart' },
    )
    document(
      book,
      'H&P',
      '-8w',
      'Brought in by ambulance. Daughter reports three days of worsening breath and confusion.',
      { at: stay, by: 'heart', as: ['rtf'] },
    )
    document(book, 'Outside Records', '-6w', 'Home nursing report', { as: ['nothing'] })
    document(
      book,
      'Patient Instructions',
      '-7w',
      'Weigh yourself every morning.\nCall if you gain more than 2 kg in 3 days.',
      { at: stay, as: ['pdf'] },
    )

    const after = visit(book, 'Telephone', '-6w', { who: 'second', reason: 'Call after discharge' })
    labs(
      book,
      '-4w',
      { potassium: 5.2, creatinine: 1.5, egfr: 45, bun: 34, sodium: 137, magnesium: 1.8, 'nt-probnp': 2210, inr: 1.1 },
      { by: 'second', panel: 'RENAL FUNCTION PANEL' },
    )
    document(book, 'Nursing Note', '-6w', 'Daughter counts tablets into a weekly box. Weight 79.1 kg. No swelling.', {
      at: after,
      as: ['text'],
    })
    const spring = visit(book, 'Office Visit', '-7m 10:00', { who: 'second', reason: 'Memory and heart check' })
    diagnosed(book, spring, 'alzheimer', 'heart failure')
    vitals(book, spring, { bp: [118, 66], weight: 80.4, height: 172, pulse: 68, spo2: 95 })
    labs(book, '-7m', {
      a1c: 5.9,
      tsh: 6.8,
      b12: 288,
      'vitamin d': 19,
      urate: 7.9,
      ldl: { value: 62, range: [0, 69] },
      hemoglobin: { value: 11.9, range: [13.5, 17.5] },
    })
    const autumn = visit(book, 'Office Visit', '-1y1m 10:30', { who: 'second', reason: 'Wellness visit' })
    vitals(book, autumn, { bp: [124, 70], weight: 82.9, height: 173, pulse: 70 })
    labs(book, '-1y1m', { potassium: 4.6, creatinine: 1.3, egfr: 54, tsh: 7.4, ldl: 71 })
    labs(book, '-3y', { psa: 5.1, creatinine: 1.2, potassium: 4.4 })
    procedure(book, 'wellness visit', '-1y1m', { at: autumn, by: 'second' })
    for (const [name, when] of [
      ['stent', '-12y month'],
      ['hip repair', '-4y2m'],
      ['cataract surgery', '-6y year'],
    ] as const)
      procedure(book, name, when, { told: true })
    procedure(book, 'colonoscopy', '-11y year', { told: true, note: 'Normal, as told by the daughter.' })

    for (const [name, onset] of [
      ['heart failure', '-9y month'],
      ['coronary disease', '-12y year'],
      ['old infarction', '-12y month'],
      ['atrial fibrillation', '-4y'],
      ['alzheimer', '-3y month'],
      ['hypothyroidism', '-15y year'],
      ['gout', '-20y year'],
      ['prostate enlargement', '-14y year'],
      ['hearing loss', '-10y year'],
      ['ckd 3a', '-2y'],
      ['hyperlipidaemia', '-25y year'],
      ['falls', '-4y'],
      ['anticoagulant use', '-4y'],
    ] as const)
      problem(book, name, { onset })
    problem(book, 'pneumonia', { status: 'resolved', onset: '-8w', ended: '-6w' })
    problem(book, 'transport problem', { as: 'health-concern', onset: '-2y year' })

    allergy(book, 'contrast media', { reaction: ['rash'], severity: 'mild', recorded: '-12y' })
    allergy(book, 'codeine', { reaction: ['nausea'], intolerance: true, verified: 'unconfirmed', recorded: '-4y2m' })
    allergy(book, 'latex', { verified: 'refuted', recorded: '-6y' })

    for (const name of [
      'apixaban',
      'furosemide',
      'carvedilol',
      'empagliflozin',
      'potassium chloride',
      'nitroglycerin',
    ] as const)
      medication(book, name, '-2y', { by: 'heart', pointed: name === 'carvedilol' })
    medication(book, 'sacubitril', '-7w', { by: 'heart' })
    for (const name of [
      'atorvastatin 80',
      'aspirin 81',
      'donepezil',
      'memantine',
      'levothyroxine',
      'allopurinol',
      'tamsulosin',
      'omeprazole',
      'senna',
    ] as const)
      medication(book, name, '-3y', { by: 'second', pointed: name === 'memantine' || name === 'tamsulosin' })
    medication(book, 'melatonin', '-1y', { reported: true })
    medication(book, 'acetaminophen', '-4y', { reported: true })
    medication(book, 'spironolactone', '-2y', { status: 'on-hold', reason: 'Potassium too high', by: 'heart' })
    medication(book, 'lisinopril 20', '-9y', {
      status: 'stopped',
      ended: '-7w',
      reason: 'Replaced by sacubitril-valsartan',
    })
    medication(book, 'warfarin', '-4y', { status: 'stopped', ended: '-2y', reason: 'Unstable INR' })
    medication(book, 'amoxicillin 500', '-8w', { status: 'completed', ended: '-7w', category: 'inpatient' })

    doses(book, 'flu high dose', '-1y1m', '-2y1m')
    doses(book, 'pcv20', '-2y1m')
    dose(book, 'ppsv23', '-16y year', { historical: true })
    dose(book, 'zoster live', '-14y year', { historical: true })
    dose(book, 'rsv', '-1y1m')
    dose(book, 'td', '-13y')
    dose(book, 'zoster rzv', '-2y1m', { declined: 'Family wishes to wait' })

    smokingStatus(book, '-1y1m', 'former')
    score(book, '-1y1m', 'pack-years', 35)
    statement(book, '-1y1m', 'falls', 'Two falls in the last year, one with injury')
    score(book, '-7m', 'phq2', 2)
  },
)
