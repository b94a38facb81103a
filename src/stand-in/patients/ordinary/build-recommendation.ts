import type { Book } from './build.ts'
import { CVX, hl7, LOINC } from './build-codes.ts'
import { vaccines, type Vaccine } from './vaccines.ts'

type Recommended = {
  readonly of: Vaccine
  readonly status: 'due' | 'overdue' | 'complete' | 'immune' | 'contraindicated'
  readonly dose?: number
  readonly due?: string
}

/** What the EHR itself recommends, as some share it. */
export function recommends(book: Book, when: string, ...recommended: readonly Recommended[]): void {
  const display = 'Date vaccine due'
  book.add('ImmunizationRecommendation', 'vaccines', {
    patient: book.subject,
    date: book.when.day(when),
    authority: { display: 'Example Immunization Registry' },
    recommendation: recommended.map(({ of, status, dose, due }) => {
      const [text, cvx] = vaccines[of]
      return {
        vaccineCode: [{ coding: [{ system: CVX, code: cvx, display: text }], text }],
        forecastStatus: hl7('immunization-recommendation-status', status, status),
        dateCriterion: due
          ? [
              {
                code: { coding: [{ system: LOINC, code: '30980-7', display }], text: display },
                value: book.when.day(due),
              },
            ]
          : undefined,
        doseNumberPositiveInt: dose,
      }
    }),
  })
}
