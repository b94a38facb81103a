import { noKnownAllergies } from './build-allergy.ts'
import { diagnosed, problem } from './build-condition.ts'
import { document } from './build-document.ts'
import { doses } from './build-immunization.ts'
import { medication } from './build-medication.ts'
import { procedure, report } from './build-procedure.ts'
import { appointment, today, visit } from './build-visit.ts'
import { ordinary } from './build.ts'
import { twelveThousandObservations } from './bulk.ts'

/** Fifteen years of dialysis: exactly 12,000 observations beside a record like any other. */
export const thousands = ordinary(
  {
    slug: 'twelve-thousand-results',
    family: 'Example',
    given: ['Theo', 'Thousand'],
    sex: 'male',
    age: '58y7m20d',
    mrn: '990012',
    line: '58 y · dialysis for fifteen years: exactly 12,000 observations, some without a date',
  },
  (book) => {
    today(book, '15:20', { who: 'kidney', reason: 'Transplant list review' })
    appointment(book, '+5w 08:00', 'Cardiology stress test', 'heart')
    for (let year = 1; year <= 14; year++) {
      const check = visit(book, 'Office Visit', `-${year}y 10:00`, { who: 'kidney', reason: 'Yearly dialysis review' })
      diagnosed(book, check, 'end-stage kidney disease')
      document(book, 'Progress Notes', `-${year}y`, `Yearly dialysis review. Dry weight and access checked.`, {
        at: check,
      })
      if (year % 2 === 0)
        report(book, 'cardiology', 'TRANSTHORACIC ECHO COMPLETE', `-${year}y`, { conclusion: 'LVEF 55 %.' })
    }
    problem(book, 'end-stage kidney disease', { onset: '-15y month' })
    problem(book, 'hypertension', { onset: '-24y year' })
    problem(book, 'hyperlipidaemia', { onset: '-16y year' })
    noKnownAllergies(book, '-15y')
    for (const name of [
      'sevelamer',
      'epoetin alfa',
      'amlodipine',
      'carvedilol',
      'atorvastatin 40',
      'aspirin 81',
    ] as const)
      medication(book, name, '-9y', { by: 'kidney' })
    doses(book, 'hepatitis b', '-15y', '-14y11m', '-14y6m', '-6y')
    doses(book, 'flu', '-1y1m', '-2y1m', '-3y1m', '-4y1m')
    procedure(book, 'dialysis fistula', '-15y2m', { by: 'kidney' })
  },
  twelveThousandObservations,
)
