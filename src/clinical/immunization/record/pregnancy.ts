import { readWritten } from '#lib/dates.ts'
import type { Problem } from '../../problem.ts'
import type { Result } from '../../result.ts'
import { LOINC } from '../../same-code.ts'
import type { Source } from '../../source.ts'
import { parseDay, type Day } from '../day.ts'
import { OWN_CODES } from './observation-codes.ts'

/** A pregnancy now; `began` (first day of the last period) only where the record lets it be reckoned. */
type Pregnancy = { readonly began: Day | undefined; readonly sources: readonly Source[] }

/** LOINC: pregnancy status; first day of last menstrual period; estimated date of delivery. */
const STATUS = '82810-3'
const LAST_PERIOD = '8665-2'
const DELIVERY = '11778-8'

const PREGNANT = new Set(['77386006'])
/** Counted from the first day of the last period; a record older than a pregnancy lasts speaks of another. */
const TERM = 280
const LONGEST = 301

/** Whether the person is pregnant today, by a current problem, a recent pregnancy status, or a last period or due date that fits. */
export function pregnancyOf(
  problems: readonly Problem[],
  results: readonly Result[],
  today: Day,
): Pregnancy | undefined {
  const sources: Source[] = []
  let began: Day | undefined
  const stands = results.filter(({ status }) => status === 'final' || status === 'amended' || status === 'corrected')
  for (const { concept, value, source } of stands) {
    const said = value.kind === 'text' ? dateIn(value.text) : undefined
    if (said === undefined) continue
    const codes = concept.codings.filter(({ system }) => system === LOINC).map(({ code }) => code)
    const start = codes.includes(LAST_PERIOD) ? said : codes.includes(DELIVERY) ? said - TERM : undefined
    if (start === undefined || start > today || today - start > LONGEST) continue
    // A last period alone is asked of everyone; only a due date says pregnant.
    if (codes.includes(DELIVERY)) sources.push(source)
    if (began === undefined || start > began) began = start
  }
  const newest = stands
    .filter(({ concept }) => concept.codings.some(({ system, code }) => system === LOINC && code === STATUS))
    .map((result) => ({ result, day: result.when?.precision === 'day' ? parseDay(result.when.text) : undefined }))
    .filter(({ day }) => day !== undefined && day <= today && today - day <= LONGEST)
    .toSorted((a, b) => (b.day ?? 0) - (a.day ?? 0))[0]?.result
  if (newest?.value.kind === 'text') {
    if (!newest.value.codings.some(({ code }) => code !== undefined && PREGNANT.has(code))) return undefined
    sources.push(newest.source)
  }
  for (const problem of problems) if (isPregnancy(problem, today)) sources.push(problem.source)
  return sources.length === 0 ? undefined : { began, sources }
}

function isPregnancy({ concept, status, verification, onset, recorded }: Problem, today: Day): boolean {
  if (status !== 'active' || verification === 'refuted' || verification === 'entered-in-error') return false
  const said = concept.codings.some(
    ({ system, code }) =>
      code !== undefined &&
      ((system === 'http://snomed.info/sct' && PREGNANT.has(code)) ||
        (system === 'http://hl7.org/fhir/sid/icd-10-cm' &&
          (OWN_CODES['007']?.icd10 ?? []).some((parent) => code.startsWith(parent)))),
  )
  const since = onset ?? recorded
  const day = since?.precision === 'day' ? parseDay(since.text) : undefined
  // Pregnancies stay on problem lists for years: one without a date of these months is not taken for today's.
  return said && day !== undefined && day <= today && today - day <= LONGEST
}

function dateIn(words: string): Day | undefined {
  const date = readWritten(words)
  return date?.precision === 'day' ? parseDay(date.text) : undefined
}

/** Whether a result is one that a forecast reads: of thousands only these need be sent to it. */
export const forForecast = ({ concept }: Result): boolean =>
  concept.codings.some(
    ({ system, code }) => system === LOINC && (code === STATUS || code === LAST_PERIOD || code === DELIVERY),
  )
