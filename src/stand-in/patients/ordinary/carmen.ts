import { noKnownAllergies } from './build-allergy.ts'
import { diagnosed, problem } from './build-condition.ts'
import { document } from './build-document.ts'
import { dose, doses } from './build-immunization.ts'
import { labs } from './build-lab.ts'
import { medication } from './build-medication.ts'
import { procedure, report } from './build-procedure.ts'
import { appointment, today, visit } from './build-visit.ts'
import { pregnant, score, smokingStatus, vitals } from './build-vital.ts'
import { ordinary } from './build.ts'

/** Thirty weeks pregnant: ranges that differ in pregnancy, a diagnosis of six weeks' standing, tests by week. */
export const carmen = ordinary(
  {
    slug: 'carmen',
    family: 'Sample',
    given: ['Carmen', 'Luz'],
    sex: 'female',
    age: '33y5m8d',
    mrn: '228350',
    line: '33 y · 30 weeks pregnant, gestational diabetes since six weeks, hypothyroidism, Rh negative',
    also: {
      communication: [
        { language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'es' }], text: 'Spanish' }, preferred: true },
      ],
    },
  },
  (book) => {
    today(book, '11:20', { kind: 'Prenatal Visit', who: 'midwife', reason: 'Prenatal visit, 30 weeks' })
    for (const when of ['+2w', '+4w', '+6w']) appointment(book, `${when} 11:20`, 'Prenatal Visit', 'midwife')
    pregnant(book, '-22w', '+10w')

    const course = [
      ['-22w', 62.1, [118, 74]],
      ['-18w', 62.8, [114, 70]],
      ['-14w', 64.5, [112, 68]],
      ['-10w', 66.9, [116, 70]],
      ['-6w', 68.8, [118, 72]],
      ['-2w', 70.2, [124, 78]],
    ] as const
    for (const [when, weight, bp] of course) {
      const check = visit(book, 'Prenatal Visit', `${when} 11:20`, { who: 'midwife', reason: 'Prenatal visit' })
      diagnosed(book, check, 'pregnancy')
      vitals(book, check, { bp, weight, pulse: 82 })
      labs(
        book,
        `${when} 11:30`,
        { 'urine protein': when === '-2w' ? 'Trace' : 'Negative' },
        { at: check, by: 'midwife' },
      )
      if (when === '-2w')
        document(
          book,
          'Progress Notes',
          when,
          'Week 28. Baby moves well, fundal height 28 cm. Fasting glucose 84–92 mg/dL at home.\n\nPlan\n- Growth scan in week 32\n- Anti-D given today',
          { at: check, by: 'midwife' },
        )
    }
    labs(
      book,
      '-22w 10:40',
      {
        'blood group': 'O',
        'rh type': { value: 'Negative', flag: 'A' },
        rubella: 42,
        hbsag: 'Nonreactive',
        'hiv screen': 'Nonreactive',
        'syphilis rpr': 'Nonreactive',
        'hcv antibody': 'Nonreactive',
        'urine culture': 'No growth',
        hemoglobin: { value: 12.2, range: [11, 14] },
        platelets: 241,
      },
      { by: 'midwife', panel: 'PRENATAL PANEL' },
    )
    labs(book, '-22w 10:40', { tsh: { value: 4.2, range: [0.1, 2.5] }, 'free t4': 1 }, { by: 'midwife' })
    labs(book, '-14w', { tsh: { value: 2.2, range: [0.2, 3] } }, { by: 'midwife' })
    labs(
      book,
      '-6w3d',
      {
        'glucose 1 h': 168,
        hemoglobin: { value: 10.6, range: [10.5, 14] },
        ferritin: 14,
        'syphilis rpr': 'Nonreactive',
      },
      { by: 'midwife', panel: 'GLUCOSE SCREEN' },
    )
    labs(
      book,
      '-10d',
      { 'strep screen': { status: 'cancelled', note: 'Ordered too early; repeat after 36 weeks.' } },
      { by: 'midwife' },
    )
    labs(book, '-2y', { tsh: { value: 3.1, range: [0.4, 4.5] } })
    report(book, 'imaging', 'US OB ANATOMY SCAN', '-10w 14:00', {
      conclusion: 'Single live fetus, size equals dates, anatomy normal. Posterior placenta, clear of the cervix.',
    })
    report(book, 'cytology', 'PAP SMEAR WITH HPV CO-TEST', '-1y8m', {
      loinc: '10524-7',
      conclusion: 'Negative for intraepithelial lesion or malignancy. HPV high risk not detected.',
    })
    labs(book, '-1y8m', { hpv: 'Not detected' })

    problem(book, 'pregnancy', { onset: '-22w' })
    problem(book, 'gestational diabetes', { onset: '-6w' })
    problem(book, 'hypothyroidism', { onset: '-6y year' })
    problem(book, 'iron deficiency anaemia', { status: 'inactive', onset: '-3y year' })
    noKnownAllergies(book, '-22w')
    medication(book, 'levothyroxine', '-22w', { by: 'midwife' })
    medication(book, 'prenatal vitamin', '-26w', { reported: true })
    medication(book, 'aspirin 81', '-18w', { by: 'midwife', pointed: true })
    medication(book, 'metformin 500', '-5w', { by: 'midwife', status: 'cancelled', reason: 'Diet alone is enough' })
    doses(book, 'tdap', '-2y11m')
    doses(book, 'flu', '-2w', '-1y')
    doses(book, 'hepatitis b', '-12y', '-12y1m')
    dose(book, 'mmr', '-30y year', { historical: true })
    procedure(book, 'caesarean', '-2y10m', { by: 'midwife', note: 'Breech presentation.' })
    smokingStatus(book, '-22w', 'never')
    score(book, '-6w', 'epds', 6)
  },
)
