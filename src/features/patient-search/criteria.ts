import type { PatientCriteria } from '#fhir/queries.ts'
import { earliestDay, parseDate } from '#lib/dates.ts'

export type SearchMode = 'identifier' | 'demographics'

export type SearchFields = {
  readonly mode: SearchMode
  readonly identifier: string
  readonly family: string
  readonly given: string
  readonly birthDate: string
  readonly sex: string
}

export type FieldName = 'identifier' | 'family' | 'given' | 'birthDate'
export type FieldProblems = Partial<Record<FieldName, string>>

export type CheckedSearch =
  { readonly ok: true; readonly criteria: PatientCriteria } | { readonly ok: false; readonly problems: FieldProblems }

const OLDEST_YEARS = 130

/** What was typed, as a search that Epic answers; or what is still missing, by field. */
export function checkSearch(fields: SearchFields, today: Temporal.PlainDate): CheckedSearch {
  const problems: FieldProblems = {}
  const identifier = fields.identifier.trim()
  if (fields.mode === 'identifier') {
    if (identifier !== '') return { ok: true, criteria: { identifier } }
    return { ok: false, problems: { identifier: 'Type the whole number as it stands in Epic.' } }
  }
  const family = fields.family.trim()
  const given = fields.given.trim()
  if (family === '') problems.family = 'Type the family name.'
  if (given === '') problems.given = 'Type the given name.'
  const birth = birthDateProblem(fields.birthDate, today)
  if (birth !== undefined) problems.birthDate = birth
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  const sex = fields.sex === 'female' || fields.sex === 'male' ? fields.sex : undefined
  return { ok: true, criteria: { family, given, birthDate: fields.birthDate, sex } }
}

function birthDateProblem(text: string, today: Temporal.PlainDate): string | undefined {
  const date = parseDate(text)
  if (date?.precision !== 'day') return 'Give day, month and year of birth.'
  const born = earliestDay(date)
  if (Temporal.PlainDate.compare(born, today) > 0) return 'This day has not come yet.'
  return born.year < today.year - OLDEST_YEARS ? 'This day is too long ago.' : undefined
}
