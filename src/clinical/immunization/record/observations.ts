import { parseDate } from '#lib/dates.ts'
import type { Allergy } from '../../allergy.ts'
import type { Problem } from '../../problem.ts'
import type { Result } from '../../result.ts'
import type { Coding, Concept, Source } from '../../source.ts'
import { addSpan, parseDay, parseSpan, type Day } from '../day.ts'
import type { ObservationKind, Schedule } from '../schedule.ts'
import { cvxOf, type PlacedDose } from './doses.ts'
import { AGE_OBSERVATIONS, GLOBULIN_MONTHS, OWN_CODES } from './observation-codes.ts'
import { pregnancyOf } from './pregnancy.ts'

/** What the record says that the schedule asks about. */
export type Observed = {
  readonly dates: ReadonlyMap<string, Day | undefined>
  /** Which lines of the record say so, by CDC's observation code. */
  readonly sources: ReadonlyMap<string, readonly Source[]>
  /** Recorded, but not plainly enough to forbid a vaccine (table 7-5, `Unknown`). */
  readonly unresolved: readonly { readonly code: string; readonly source: Source }[]
}

const SNOMED = new Set(['http://snomed.info/sct', 'urn:oid:2.16.840.1.113883.6.96'])
const ICD10 = new Set([
  'http://hl7.org/fhir/sid/icd-10-cm',
  'http://hl7.org/fhir/sid/icd-10',
  'urn:oid:2.16.840.1.113883.6.90',
])

/** Perinatal HIV, vaccinated before therapy, without severe immunosuppression: CDC lists a code for it that says HIV alone. */
const NOT_OF_A_CODE: ReadonlySet<string> = new Set(['026'])

const isUnder = (code: string, parent: string): boolean => code === parent || code.startsWith(parent)

function says({ system, code }: Coding, observation: string, kind: ObservationKind): boolean {
  if (system === undefined || code === undefined) return false
  const own = OWN_CODES[observation]
  if (SNOMED.has(system)) return kind.snomed.includes(code) || (own?.snomed?.includes(code) ?? false)
  return ICD10.has(system) && (own?.icd10.some((parent) => isUnder(code, parent)) ?? false)
}

const isSaid = (concept: Concept, observation: string, kind: ObservationKind): boolean =>
  concept.codings.some((coding) => says(coding, observation, kind))

type Given = {
  readonly birth: Day
  readonly doses: readonly PlacedDose[]
  readonly problems: readonly Problem[]
  readonly allergies: readonly Allergy[]
  readonly results: readonly Result[]
}

/** Conditions, allergies, immune globulin, pregnancy and age as CDC's coded observations. */
export function observationsOf(given: Given, schedule: Schedule, today: Day): Observed {
  const dates = new Map<string, Day | undefined>()
  const sources = new Map<string, Source[]>()
  const unresolved: { code: string; source: Source }[] = []
  const add = (code: string, date: Day | undefined, source?: Source) => {
    const before = dates.get(code)
    // CALCDTINT-9 asks for the most recent.
    dates.set(code, before === undefined || (date !== undefined && date > before) ? (date ?? before) : before)
    if (source) sources.set(code, [...(sources.get(code) ?? []), source])
  }
  const immunity = new Set([...schedule.antigens.values()].flatMap(({ immuneBy }) => immuneBy))
  for (const [code, kind] of schedule.observations) {
    if (code === '007' || code === '170' || NOT_OF_A_CODE.has(code)) continue
    for (const problem of given.problems) {
      if (isHeld(problem, immunity.has(code)) && isSaid(problem.concept, code, kind))
        add(code, dayOf(problem), problem.source)
    }
    for (const allergy of given.allergies) {
      if (!isAllergy(allergy)) continue
      if (isSaid(allergy.substance, code, kind)) add(code, undefined, allergy.source)
      else if (
        kind.cvx.length > 0 &&
        GLOBULIN_MONTHS[code] === undefined &&
        cvxOf(allergy.substance).some((cvx) => kind.cvx.includes(cvx))
      ) {
        if (isSevere(allergy)) add(code, undefined, allergy.source)
        else unresolved.push({ code, source: allergy.source })
      }
    }
    const months = GLOBULIN_MONTHS[code]
    if (months !== undefined) {
      for (const { record, cvx, date } of given.doses) {
        if (kind.cvx.includes(cvx) && date <= today && today < addSpan(date, { months, days: 0 }))
          add(code, date, record.source)
      }
    }
  }
  for (const { code, from, until } of AGE_OBSERVATIONS) {
    const [first, last] = [parseSpan(from), parseSpan(until)]
    if (first && last && today >= addSpan(given.birth, first) && today < addSpan(given.birth, last))
      add(code, undefined)
  }
  const pregnancy = pregnancyOf(given.problems, given.results, today)
  if (pregnancy) {
    for (const source of pregnancy.sources) add('007', undefined, source)
    if (pregnancy.began !== undefined) add('170', pregnancy.began)
  }
  return { dates, sources, unresolved }
}

/** A disease that is past still proves immunity; for all else it must not be over. Nothing refuted or entered in error counts. */
function isHeld({ status, verification }: Problem, provesImmunity: boolean): boolean {
  if (verification === 'refuted' || verification === 'entered-in-error') return false
  return provesImmunity ? verification !== 'unconfirmed' : status === 'active' || status === 'unknown'
}

const isAllergy = ({ says, verification, status }: Allergy): boolean =>
  says === 'allergy' &&
  verification !== 'refuted' &&
  verification !== 'entered-in-error' &&
  status !== 'resolved' &&
  status !== 'inactive'

const isSevere = ({ criticality, reactions }: Allergy): boolean =>
  criticality === 'high' || reactions.some((reaction) => /anaphyla/i.test(reaction))

const dayOf = ({ onset, recorded }: Problem): Day | undefined => {
  const date = onset ?? recorded
  return date === undefined
    ? undefined
    : parseDay(parseDate(date.text)?.precision === 'day' ? date.text : `${date.text}-01-01`.slice(0, 10))
}
