import { allergy } from './build-allergy.ts'
import { diagnosed, problem } from './build-condition.ts'
import { document } from './build-document.ts'
import { dose, doses } from './build-immunization.ts'
import { labs } from './build-lab.ts'
import { medication } from './build-medication.ts'
import { procedure } from './build-procedure.ts'
import { appointment, today, visit } from './build-visit.ts'
import { bp, score, smokingStatus, vital, vitals } from './build-vital.ts'
import { ordinary } from './build.ts'

/** Diabetes with kidney disease: the course of A1c, eGFR and albumin over five years is what matters. */
export const bruno = ordinary(
  {
    slug: 'bruno',
    family: 'Example',
    given: ['Bruno', 'T.'],
    sex: 'male',
    age: '46y8m17d',
    mrn: '207461',
    line: '46 y · type 2 diabetes with kidney disease, A1c rising, eye exam overdue, statin intolerance',
  },
  (book) => {
    today(book, '09:00', { reason: 'Diabetes follow-up' })
    appointment(book, '+2w 08:30', 'Nephrology', 'kidney')

    const course = [
      ['-5y', 7.1, 88, 18, 168, 98],
      ['-4y', 7.4, 81, 34, 151, 97],
      ['-3y', 7.9, 74, 61, 142, 96],
      ['-2y', 8.4, 66, 120, 128, 99],
      ['-1y', 7.6, 58, 142, 96, 101],
      ['-3m2w', 8.8, 54, 211, 118, 103],
    ] as const
    for (const [when, a1c, egfr, uacr, ldl, weight] of course) {
      const check = visit(book, 'Office Visit', `${when} 09:20`, { reason: 'Diabetes follow-up' })
      diagnosed(book, check, when === '-5y' ? 'type 2 diabetes' : 'type 2 diabetes with ckd', 'hypertension')
      vitals(book, check, {
        bp: [Math.round(148 - egfr / 8), Math.round(92 - egfr / 16)],
        weight,
        height: 178,
        pulse: 78,
      })
      labs(
        book,
        `${when} 07:40`,
        { a1c, glucose: Math.round(a1c * 28.7 - 46.7), uacr },
        { at: check, panel: 'DIABETES PANEL' },
      )
      labs(
        book,
        `${when} 07:40`,
        {
          creatinine: { value: Math.round((95 / egfr) * 100) / 100, range: [0.7, 1.3] },
          egfr,
          potassium: 4.8,
          bun: 22,
          sodium: 139,
        },
        { at: check, panel: 'BASIC METABOLIC PANEL' },
      )
      labs(
        book,
        `${when} 07:40`,
        { cholesterol: ldl + 78, hdl: 38, ldl: { value: ldl, range: [0, 99] }, triglycerides: 201 },
        { at: check, panel: 'LIPID PANEL' },
      )
    }
    labs(book, '-6m', { a1c: { value: 8.1, unit: null, range: null } })
    labs(book, '-6m', { uacr: { value: '>5000', note: 'Sample contaminated; see repeat.' } })
    labs(book, '-6m1w', { creatinine: { value: 1.66, status: 'preliminary', range: [0.7, 1.3] } })
    labs(book, '-1y', {
      b12: 214,
      alt: 52,
      hemoglobin: { value: 13.1, range: [13.5, 17.5] },
      'hcv antibody': 'Nonreactive',
      'anti-hbs': '<3.5',
    })
    labs(book, '-3m2w', { 'spot check': 231 })
    for (const [day, value] of [
      ['-20d 07:10', [138, 84]],
      ['-13d 07:05', [144, 88]],
      ['-6d 07:20', [139, 86]],
    ] as const)
      bp(book, day, value)
    vital(book, '-6d 07:20', 'weight', 103.4)

    const last = visit(book, 'Telephone', '-6w', { reason: 'Medication question' })
    document(
      book,
      'Progress Notes',
      '-3m2w',
      'A1c 8.8 % after a summer without sport; takes glipizide irregularly. Feet intact, pulses present, monofilament felt.\n\nPlan\n- Empagliflozin added\n- Eye exam outstanding for two years\n- Nephrology for albuminuria',
    )
    document(
      book,
      'Nursing Note',
      '-6w',
      'Asks whether empagliflozin may be taken while fasting. Advised to call before any surgery.',
      { at: last, as: ['text'] },
    )
    document(
      book,
      'Consults',
      '-1y2m',
      'Diabetic kidney disease. ACE inhibitor at full dose; SGLT2 inhibitor advised.',
      { by: 'kidney' },
    )

    problem(book, 'type 2 diabetes', { onset: '-7y year', recorded: '-7y' })
    problem(book, 'type 2 diabetes with ckd', { onset: '-2y', recorded: '-2y' })
    problem(book, 'ckd 3a', { onset: '-1y' })
    problem(book, 'hypertension', { onset: '-9y year' })
    problem(book, 'hyperlipidaemia', { onset: '-7y year' })
    problem(book, 'obesity', { recorded: '-7y' })
    problem(book, 'gout', { status: 'inactive', onset: '-3y month' })
    problem(book, 'pneumonia', { status: 'resolved', onset: '-4y month', ended: '-4y month' })
    allergy(book, 'simvastatin', {
      reaction: ['muscle pain'],
      severity: 'moderate',
      intolerance: true,
      recorded: '-5y',
    })
    allergy(book, 'ibuprofen', { status: 'inactive', reaction: ['nausea'], recorded: '-9y' })

    medication(book, 'metformin', '-7y')
    medication(book, 'empagliflozin', '-3m2w', { pointed: true })
    medication(book, 'lisinopril 20', '-5y')
    medication(book, 'rosuvastatin', '-4y', { pointed: true })
    medication(book, 'glipizide', '-3y', { status: 'on-hold', reason: 'Low sugars at work' })
    medication(book, 'simvastatin', '-7y', { status: 'stopped', ended: '-5y', reason: 'Muscle pain' })
    medication(book, 'allopurinol', '-3y', { status: 'completed', ended: '-2y' })

    procedure(book, 'foot exam', '-3m2w')
    procedure(book, 'foot exam', '-1y')
    procedure(book, 'eye exam', '-2y4m', { by: 'second', note: 'No retinopathy.' })
    procedure(book, 'eye exam', '-9m', { status: 'not-done', reason: 'Patient did not attend' })
    doses(book, 'flu', '-1y', '-2y', '-4y')
    dose(book, 'tdap', '-11y')
    dose(book, 'ppsv23', '-6y')
    dose(book, 'covid bivalent', '-4y')
    dose(book, 'hepatitis b', '-1y', { declined: 'Vaccine not available' })
    smokingStatus(book, '-3m2w', 'every day')
    smokingStatus(book, '-2y', 'former')
    score(book, '-3m2w', 'pack-years', 18)
    score(book, '-1y', 'phq2', 0)
  },
)
