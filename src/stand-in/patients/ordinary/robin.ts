import { allergy } from './build-allergy.ts'
import { diagnosed, problem } from './build-condition.ts'
import { document } from './build-document.ts'
import { dose, doses } from './build-immunization.ts'
import { labs } from './build-lab.ts'
import { medication } from './build-medication.ts'
import { appointment, today, visit } from './build-visit.ts'
import { score, smokingStatus, statement, vitals } from './build-vital.ts'
import { ordinary } from './build.ts'

/** Nineteen, a thin record: came from another clinic, much of it historical or on paper. */
export const robin = ordinary(
  {
    slug: 'robin',
    family: 'Fixture',
    given: ['Robin'],
    sex: 'female',
    age: '19y7m3d',
    mrn: '312006',
    line: '19 y · new from another clinic, depression, chlamydia treated last year; historical vaccines only',
    also: {
      name: [
        { use: 'official', text: 'Robin Fixture', family: 'Fixture', given: ['Robin'] },
        { use: 'usual', text: 'Rob Fixture', family: 'Fixture', given: ['Rob'] },
        { use: 'old', text: 'Robin Mockup', family: 'Mockup', given: ['Robin'] },
      ],
    },
  },
  (book) => {
    today(book, '16:00', { who: 'second', reason: 'Mood follow-up' })
    appointment(book, '+4w 16:00', 'Behavioral health', 'second')

    const last = visit(book, 'Telemedicine', '-3m4d', { who: 'second', reason: 'Mood follow-up' })
    diagnosed(book, last, 'depression')
    score(book, '-3m4d', 'phq9', 14)
    score(book, '-3m4d', 'gad7', 9)
    document(
      book,
      'Progress Notes',
      '-3m4d',
      'Better sleep, still low. No thoughts of self-harm.\n\nPlan\n- Sertraline 50 mg, review in three months',
      { at: last, docStatus: 'preliminary' },
    )
    const first = visit(book, 'Office Visit', '-9m 14:00', { who: 'second', reason: 'New patient' })
    diagnosed(book, first, 'depression', 'well adult')
    vitals(book, first, { bp: [112, 70], weight: 58.2, height: 164, pulse: 74 })
    score(book, '-9m', 'phq9', 18)
    labs(
      book,
      '-9m',
      {
        chlamydia: { value: 'Detected', flag: 'A' },
        gonorrhoea: 'Not detected',
        'hiv screen': 'Nonreactive',
        'syphilis rpr': 'Nonreactive',
        tsh: 1.9,
        hemoglobin: 12.8,
      },
      { at: first, by: 'second', panel: 'NEW PATIENT LABS' },
    )
    labs(book, '-5m', { chlamydia: 'Not detected' }, { by: 'second' })
    document(book, 'Outside Records', '-9m', 'Scanned vaccination card and growth charts', { as: ['pdf'] })
    document(book, 'Outside Records', '-9m', 'Scanned consultation', { as: ['nothing'] })
    visit(book, 'Office Visit', '-2m 15:00', { who: 'second', status: 'cancelled', reason: 'Contraception' })
    appointment(book, '-2m 15:00', 'Office Visit', 'second', 'noshow')

    problem(book, 'depression', { onset: '-3y year', recorded: '-9m' })
    problem(book, 'anxiety', { recorded: '-3m4d' })
    problem(book, 'eczema', { status: 'resolved', onset: '-17y year' })
    problem(book, 'food insecurity', { as: 'health-concern', onset: '-9m' })
    allergy(book, 'amoxicillin', {
      reaction: ['rash'],
      severity: 'mild',
      verified: 'unconfirmed',
      onset: '-16y year',
      recorded: '-9m',
    })
    medication(book, 'sertraline', '-9m', { by: 'second' })
    medication(book, 'birth control pill', '-1y6m', { reported: true })
    medication(book, 'escitalopram', '-2y', {
      reported: true,
      status: 'stopped',
      ended: '-9m',
      reason: 'Felt no benefit',
    })

    for (const when of ['-19y year', '-18y year', '-15y year']) dose(book, 'dtap', when, { historical: true })
    for (const when of ['-18y year', '-15y year']) dose(book, 'mmr', when, { historical: true })
    dose(book, 'tdap', '-8y month', { historical: true })
    dose(book, 'hpv', '-8y month', { historical: true })
    dose(book, 'menacwy', '-8y month', { historical: true })
    doses(book, 'menacwy', '-9m')
    dose(book, 'flu trivalent', '-1m', { declined: 'Patient declined' })
    smokingStatus(book, '-9m', 'some days')
    statement(book, '-9m', 'alcohol', 'Four drinks on weekends')
  },
)
