import { noKnownAllergies } from './build-allergy.ts'
import { diagnosed, problem } from './build-condition.ts'
import { document } from './build-document.ts'
import { dose, doses } from './build-immunization.ts'
import { labs } from './build-lab.ts'
import { medication } from './build-medication.ts'
import { report } from './build-procedure.ts'
import { appointment, visit } from './build-visit.ts'
import { smokingStatus, vitals } from './build-vital.ts'
import { ordinary } from './build.ts'

/** Died three weeks ago: nothing is due any more, and a visit still stands in the book. */
export const ottilie = ordinary(
  {
    slug: 'ottilie',
    family: 'Mockup',
    given: ['Ottilie'],
    sex: 'female',
    age: '90y9m14d',
    mrn: '120044',
    line: '90 y · died three weeks ago; visits cancelled, one appointment never cancelled',
    died: '-3w 04:50',
  },
  (book) => {
    visit(book, 'Office Visit', '+2w', { status: 'cancelled', reason: 'Heart failure follow-up' })
    appointment(book, '+2w 10:00', 'Office Visit', 'attending', 'cancelled')
    appointment(book, '+6w 10:00', 'Eye clinic', 'second')
    const stay = visit(book, 'Hospital Encounter', '-4w 13:20', {
      who: 'heart',
      until: '-3w 04:50',
      reason: 'Heart failure',
    })
    diagnosed(book, stay, 'heart failure', 'pneumonia')
    vitals(book, stay, { bp: [86, 50], weight: 51.3, height: 154, pulse: 118, breaths: 30, spo2: 84 })
    labs(
      book,
      '-4w 13:45',
      { 'nt-probnp': '>35000', creatinine: 3.1, potassium: 5.9, sodium: 119, hemoglobin: 8.4 },
      { at: stay, by: 'heart', panel: 'ADMISSION LABS' },
    )
    labs(book, '-3w4d 05:00', { creatinine: 7.8, potassium: 6.8 }, { at: stay, by: 'heart' })
    report(book, 'imaging', 'XR CHEST 1 VIEW PORTABLE', '-4w 14:00', {
      at: stay,
      conclusion: 'Pulmonary oedema, bilateral effusions.',
    })
    document(
      book,
      'Discharge Summary',
      '-3w 09:00',
      'Died peacefully with family present. Comfort care at her own wish.',
      { at: stay },
    )
    const last = visit(book, 'Office Visit', '-4m 10:20', { reason: 'Heart failure follow-up' })
    diagnosed(book, last, 'heart failure')
    vitals(book, last, { bp: [104, 58], weight: 53.8, height: 154, pulse: 88, spo2: 93 })
    labs(book, '-4m', { creatinine: 1.6, potassium: 4.7, 'nt-probnp': 9_840, hemoglobin: 9.9 })
    problem(book, 'heart failure', { onset: '-11y year' })
    problem(book, 'atrial fibrillation', { onset: '-14y year' })
    problem(book, 'hearing loss', { onset: '-20y year' })
    noKnownAllergies(book, '-14y')
    medication(book, 'furosemide', '-5y')
    medication(book, 'apixaban', '-6y', { status: 'stopped', ended: '-4w', reason: 'Comfort care' })
    doses(book, 'flu high dose', '-1y1m')
    dose(book, 'pcv13', '-10y year', { historical: true })
    smokingStatus(book, '-4m', 'never')
  },
)
