import { noKnownAllergies } from './build-allergy.ts'
import { diagnosed, problem } from './build-condition.ts'
import { document } from './build-document.ts'
import { dose, doses } from './build-immunization.ts'
import { labs } from './build-lab.ts'
import { medication } from './build-medication.ts'
import { procedure } from './build-procedure.ts'
import { today, visit } from './build-visit.ts'
import { score, vitals } from './build-vital.ts'
import { ordinary } from './build.ts'

/** Eleven: asthma and school, the adolescent vaccines begin, no allergies because somebody asked. */
export const nora = ordinary(
  {
    slug: 'nora',
    family: 'Template',
    given: ['Nora', 'Elif'],
    sex: 'female',
    age: '11y0m20d',
    mrn: '306920',
    line: '11 y · asthma, ADHD; adolescent vaccines open, one dose of doubtful entry, no known allergies',
    also: {
      communication: [
        { language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'tr' }], text: 'Turkish' }, preferred: true },
      ],
    },
  },
  (book) => {
    today(book, '09:20', { kind: 'Well Child', who: 'children', reason: 'Eleven-year check' })
    const growth = [
      ['-3y', 24.9, 127],
      ['-2y', 28.6, 133.5],
      ['-1y', 33.1, 140],
    ] as const
    for (const [when, weight, height] of growth) {
      const check = visit(book, 'Well Child', `${when} 09:30`, { who: 'children', reason: 'Well child check' })
      diagnosed(book, check, 'well child', 'asthma')
      vitals(book, check, { bp: [102, 62], weight, height, pulse: 84 })
    }
    const asthma = visit(book, 'Telemedicine', '-5m', { who: 'children', reason: 'Asthma follow-up' })
    diagnosed(book, asthma, 'asthma')
    document(
      book,
      'Progress Notes',
      '-5m',
      'Reliever three times a week, wakes once a week. Controller often forgotten.\n\nPlan\n- Spacer shown again\n- School form signed',
      { at: asthma },
    )
    const urgent = visit(book, 'Emergency', '-8m12d 22:10', { who: 'emergency', reason: 'Wheezing' })
    diagnosed(book, urgent, 'asthma')
    vitals(book, urgent, { weight: 34.5, pulse: 124, breaths: 32, spo2: 91, temperature: 37.2 })
    document(
      book,
      'ED Provider Notes',
      '-8m12d',
      'Wheeze with a cold. Three nebulised treatments, prednisolone; SpO₂ 97 % on leaving.',
      { at: urgent, as: ['html'] },
    )

    labs(
      book,
      '-1y 10:10',
      { hemoglobin: { value: 12.9, range: [11.5, 15.5] }, cholesterol: { value: 152, range: [0, 169] } },
      { by: 'children' },
    )
    problem(book, 'asthma', { onset: '-6y year' })
    problem(book, 'adhd', { onset: '-2y6m' })
    problem(book, 'eczema', { status: 'inactive', onset: '-10y year' })
    problem(book, 'otitis media', { status: 'resolved', onset: '-7y year', ended: '-6y year' })
    noKnownAllergies(book, '-1y')
    medication(book, 'fluticasone', '-3y', { by: 'children' })
    medication(book, 'albuterol', '-6y', { by: 'children', pointed: true })
    medication(book, 'methylphenidate', '-2y5m', {
      by: 'children',
      status: 'on-hold',
      reason: 'Summer break, not resumed',
    })
    medication(book, 'prednisone', '-8m12d', {
      by: 'emergency',
      status: 'completed',
      ended: '-8m1w',
      dose: 'Take 1 tablet (20 mg) daily for 3 days.',
    })

    doses(book, 'dtap-ipv-hepb', 'age 2m', 'age 4m', 'age 6m')
    doses(book, 'hib', 'age 2m', 'age 4m', 'age 6m', 'age 13m')
    doses(book, 'pcv13', 'age 2m', 'age 4m', 'age 6m', 'age 12m')
    doses(book, 'rotavirus', 'age 2m', 'age 4m')
    doses(book, 'dtap', 'age 16m')
    doses(book, 'mmr', 'age 12m', 'age 4y1m')
    doses(book, 'varicella', 'age 12m', 'age 4y1m')
    doses(book, 'hepatitis a child', 'age 12m', 'age 2y')
    doses(book, 'dtap-ipv', 'age 4y1m')
    doses(book, 'flu', '-1y', '-2y', '-3y')
    dose(book, 'hpv', '-6m', { status: 'entered-in-error', note: 'Entered in the wrong chart.' })
    procedure(book, 'tonsillectomy', '-5y month', { told: true })
    score(book, '-11m15d', 'phq2', 1)
  },
)
