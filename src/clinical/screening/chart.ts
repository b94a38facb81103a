import type { Reading } from '#lib/reading.ts'
import type { Allergy } from '../allergy.ts'
import type { ChartDocument } from '../document.ts'
import type { Medication } from '../medication.ts'
import type { Problem } from '../problem.ts'
import type { Procedure } from '../procedure.ts'
import type { Result } from '../result.ts'
import type { Visit } from '../visit.ts'
import type { SourceName } from './rule.ts'

type Nouns = {
  problems: Problem
  diagnoses: Problem
  concerns: Problem
  medications: Medication
  allergies: Allergy
  laboratory: Result
  vitals: Result
  socialHistory: Result
  assessments: Result
  procedures: Procedure
  reports: ChartDocument
  documents: ChartDocument
  encounters: Visit
}

/** What was read. A reading that is absent or undefined was not read: nothing may be concluded from it. */
export type Chart = { readonly [K in SourceName]?: Reading<Nouns[K]> | undefined }

export const isComplete = (chart: Chart, source: SourceName): boolean => chart[source]?.complete === true

/** Of the readings asked for, those that did not come whole. */
export const missingOf = (chart: Chart, sources: readonly SourceName[]): readonly SourceName[] =>
  [...new Set(sources)].filter((source) => !isComplete(chart, source))

export const SOURCE_WORDS: Readonly<Record<SourceName, string>> = {
  problems: 'problem list',
  diagnoses: 'visit diagnoses',
  concerns: 'health concerns',
  medications: 'medications',
  allergies: 'allergies',
  laboratory: 'laboratory results',
  vitals: 'vital signs',
  socialHistory: 'social history',
  assessments: 'questionnaires',
  procedures: 'procedures',
  reports: 'reports',
  documents: 'documents',
  encounters: 'visits',
}

/** Why a reading is not whole, in constant words. */
export function missingWords(chart: Chart, source: SourceName): string {
  const reading = chart[source]
  const name = SOURCE_WORDS[source]
  if (!reading) return `${name} could not be read`
  if (reading.gaps.some(({ kind }) => kind === 'still-reading')) return `${name} are still being read`
  if (reading.unreadable.length > 0) {
    const count = reading.unreadable.length
    return `${name}: ${count} ${count === 1 ? 'entry' : 'entries'} could not be understood`
  }
  return `${name} could be read only in part`
}
