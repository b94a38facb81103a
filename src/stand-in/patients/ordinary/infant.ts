import { diagnosed, problem } from './build-condition.ts'
import { document } from './build-document.ts'
import { dose } from './build-immunization.ts'
import { labs } from './build-lab.ts'
import { medication } from './build-medication.ts'
import { appointment, today, visit } from './build-visit.ts'
import { vitals } from './build-vital.ts'
import { ordinary } from './build.ts'

/** Two months old: nothing recorded under allergies, ages in weeks, doses due today. */
export const infant = ordinary(
  {
    slug: 'infant',
    family: 'Sample',
    given: ['Baby', 'Juniper'],
    sex: 'female',
    age: '2m3d',
    mrn: '300102',
    line: '2 months · first vaccines due today, jaundice resolved, no allergies recorded either way',
    also: {
      multipleBirthBoolean: false,
      contact: [{ relationship: [{ text: 'Mother' }], name: { text: 'Rowan Sample' } }],
    },
  },
  (book) => {
    today(book, '10:00', { kind: 'Well Child', who: 'children', reason: 'Two-month check' })
    appointment(book, '+9w 09:20', 'Well Child', 'children')

    const birth = visit(book, 'Hospital Encounter', 'age 0d 03:10', {
      who: 'children',
      until: 'age 2d 11:00',
      reason: 'Birth',
    })
    vitals(book, birth, {
      weight: 3.42,
      height: 50.5,
      head: 34.5,
      temperature: 36.9,
      pulse: 142,
      breaths: 44,
      spo2: 98,
    })
    dose(book, 'hepatitis b child', 'age 0d', { at: birth })
    labs(
      book,
      'age 2d 05:30',
      { bilirubin: { value: 11.8, range: [0, 10.2], flag: 'H' }, 'blood group': 'A', 'rh type': 'Positive' },
      { at: birth, by: 'children', panel: 'NEWBORN LABS' },
    )
    document(
      book,
      'Discharge Summary',
      'age 2d',
      'Born at term, 39 weeks, 3420 g. Hearing screen passed on both sides. Newborn blood spot sent.\n\nBilirubin 11.8 mg/dL at 50 hours: below treatment line, recheck in two days.',
      { at: birth },
    )

    const jaundice = visit(book, 'Office Visit', 'age 4d 08:40', { who: 'children', reason: 'Jaundice check' })
    diagnosed(book, jaundice, 'jaundice')
    vitals(book, jaundice, { weight: 3.28 })
    labs(book, 'age 4d 08:50', { bilirubin: { value: 12.4, range: [0, 14] } }, { at: jaundice, by: 'children' })
    const month = visit(book, 'Well Child', 'age 1m 09:30', { who: 'children', reason: 'One-month check' })
    diagnosed(book, month, 'well child')
    vitals(book, month, { weight: 4.3, height: 54, head: 37, temperature: 36.8 })
    document(book, 'Progress Notes', 'age 1m', 'Feeding well at the breast. Smiles not yet. Examination normal.', {
      at: month,
      by: 'children',
    })
    dose(book, 'rsv antibody', 'age 1m', { at: month })
    dose(book, 'hepatitis b child', 'age 1m', { declined: 'Parent wishes to wait until two months', at: month })

    problem(book, 'jaundice', { status: 'resolved', onset: 'age 2d', ended: 'age 1m' })
    medication(book, 'vitamin d drops', 'age 4d', { by: 'children', reported: true })
  },
)
