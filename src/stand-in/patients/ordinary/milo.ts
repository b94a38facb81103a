import { allergy } from './build-allergy.ts'
import { diagnosed, problem } from './build-condition.ts'
import { document } from './build-document.ts'
import { dose, doses } from './build-immunization.ts'
import { labs } from './build-lab.ts'
import { medication } from './build-medication.ts'
import { procedure } from './build-procedure.ts'
import { recommends } from './build-recommendation.ts'
import { appointment, today, visit } from './build-visit.ts'
import { vitals } from './build-vital.ts'
import { ordinary } from './build.ts'

/** Five years old: a dangerous allergy, a healthy record, four-year doses not yet given. */
export const milo = ordinary(
  {
    slug: 'milo',
    family: 'Specimen',
    given: ['Milo'],
    sex: 'male',
    age: '5y1m12d',
    mrn: '305417',
    line: '5 y · peanut anaphylaxis, eczema, ear infections; kindergarten vaccines open, and the chart recommends some itself',
  },
  (book) => {
    today(book, '15:00', { kind: 'Well Child', who: 'children', reason: 'Kindergarten check' })
    appointment(book, '+8w 11:00', 'Allergy clinic', 'second', 'pending')

    const heights = [
      ['age 1y', 9.8, 75.2, 46.1],
      ['age 2y', 12.6, 87.1, 48.4],
      ['age 3y', 14.7, 95.4, 49.5],
      ['age 4y', 16.9, 103, 50.2],
    ] as const
    for (const [when, weight, height, head] of heights) {
      const check = visit(book, 'Well Child', `${when} 10:00`, { who: 'children', reason: 'Well child check' })
      diagnosed(book, check, 'well child')
      vitals(book, check, { weight, height, head })
    }
    const last = visit(book, 'Office Visit', '-4m10d 11:20', { who: 'children', reason: 'Ear pain' })
    diagnosed(book, last, 'otitis media')
    vitals(book, last, { weight: 18.4, height: 108.5, temperature: 38.6, pulse: 118, spo2: 99 })
    document(
      book,
      'Progress Notes',
      '-4m10d',
      'Right eardrum red and bulging, fourth infection in twelve months.\n\nPlan\n- Amoxicillin ten days\n- Ear, nose and throat clinic if a fifth comes',
      { at: last },
    )
    const peanut = visit(book, 'Emergency', '-2y3m 17:30', { who: 'emergency', reason: 'Swelling after peanut butter' })
    diagnosed(book, peanut, 'peanut allergy')
    vitals(book, peanut, { bp: [84, 50], pulse: 148, breaths: 34, spo2: 94 })
    document(
      book,
      'ED Provider Notes',
      '-2y3m',
      'Lip swelling, hives and wheeze ten minutes after peanut butter. Epinephrine once; observed six hours.',
      { at: peanut },
    )
    document(book, 'Patient Instructions', '-2y3m', 'Anaphylaxis plan.\nCarry two auto-injectors at all times.', {
      at: peanut,
      as: ['pdf'],
    })

    labs(book, 'age 1y 10:20', { lead: '<2.0', hemoglobin: { value: 11.4, range: [10.5, 13.5] } }, { by: 'children' })
    labs(
      book,
      'age 2y 10:20',
      { lead: 4.1, hemoglobin: { value: 11.9, range: [11.5, 14.5] } },
      { by: 'children', conclusion: 'Repeat lead in three months.', panel: 'LEAD SCREEN' },
    )
    labs(book, 'age 2y3m', { lead: 2.2 }, { by: 'children' })

    problem(book, 'peanut allergy', { onset: '-2y3m' })
    problem(book, 'eczema', { onset: 'age 5m' })
    problem(book, 'otitis media', { status: 'recurrence', onset: '-11m' })
    problem(book, 'common cold', { status: 'resolved', onset: '-9m', ended: '-9m' })
    allergy(book, 'peanut', {
      reaction: ['anaphylaxis', 'hives', 'angioedema'],
      severity: 'severe',
      criticality: 'high',
      onset: '-2y3m',
      recorded: '-2y3m',
    })
    medication(book, 'epinephrine', '-2y3m', { by: 'children', asNeeded: true })
    medication(book, 'cetirizine', '-1y2m', { by: 'children', pointed: true })
    medication(book, 'amoxicillin', '-4m10d', { by: 'children', status: 'completed', ended: '-4m', at: last })

    doses(book, 'hepatitis b child', 'age 0d', 'age 1m', 'age 6m')
    doses(book, 'dtap', 'age 2m', 'age 4m', 'age 6m', 'age 15m')
    doses(book, 'ipv', 'age 2m', 'age 4m', 'age 6m')
    doses(book, 'hib', 'age 2m', 'age 4m', 'age 6m', 'age 12m')
    doses(book, 'pcv13', 'age 2m', 'age 4m', 'age 6m', 'age 12m')
    doses(book, 'rotavirus', 'age 2m', 'age 4m', 'age 6m')
    doses(book, 'mmr', 'age 12m')
    doses(book, 'varicella', 'age 12m')
    doses(book, 'hepatitis a child', 'age 12m', 'age 18m')
    dose(book, 'flu', 'age 3y1m')
    dose(book, 'flu', 'age 4y1m', { declined: 'Acute illness' })

    recommends(
      book,
      '-4m10d',
      { of: 'dtap', status: 'due', dose: 5, due: 'age 4y' },
      { of: 'mmr', status: 'complete' },
      { of: 'hepatitis a child', status: 'complete' },
    )

    procedure(book, 'fluoride varnish', 'age 3y', { by: 'children' })
    procedure(book, 'vision screen', 'age 4y', {
      by: 'children',
      status: 'not-done',
      reason: 'Child would not cooperate',
    })
    procedure(book, 'ear tubes', '+6w', { by: 'children', status: 'preparation' })
  },
)
