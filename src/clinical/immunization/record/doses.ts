import { earliestDay, latestDay } from '#lib/dates.ts'
import type { ImmunizationRecord } from '../../immunization-record.ts'
import type { Concept } from '../../source.ts'
import type { Dose } from '../chapter-3-logic-concepts.ts'
import { parseDay, type Day } from '../day.ts'
import type { Schedule } from '../schedule.ts'

const CVX_SYSTEMS = new Set(['http://hl7.org/fhir/sid/cvx', 'urn:oid:2.16.840.1.113883.12.292'])
const MVX_SYSTEMS = new Set(['http://hl7.org/fhir/sid/mvx', 'urn:oid:2.16.840.1.113883.12.227'])

/** Every CVX of a concept, in two or three digits. */
export const cvxOf = ({ codings }: Concept): readonly string[] =>
  codings
    .filter(({ system, code }) => system !== undefined && CVX_SYSTEMS.has(system) && /^\d{1,3}$/.test(code ?? ''))
    .map(({ code }) => (code ?? '').padStart(2, '0'))

/** A dose that can be held against the schedule; of a vague date the first and last day it can mean. */
export type PlacedDose = {
  readonly record: ImmunizationRecord
  readonly cvx: string
  readonly date: Day
  readonly latest: Day
}

/** Why a recorded dose is not judged. It is listed all the same. */
export type UnplacedReason =
  'not given' | 'unknown status' | 'unknown vaccine' | 'no date' | 'future' | 'before birth' | 'twice'
export type UnplacedDose = {
  readonly record: ImmunizationRecord
  readonly cvx: string | undefined
  readonly reason: UnplacedReason
}

export type Doses = { readonly placed: readonly PlacedDose[]; readonly unplaced: readonly UnplacedDose[] }

/** Sorts recorded doses into those that can be judged and those that cannot. What was entered in error is not there at all. */
export function dosesOf(records: readonly ImmunizationRecord[], schedule: Schedule, birth: Day, today: Day): Doses {
  const placed: PlacedDose[] = []
  const unplaced: UnplacedDose[] = []
  const seen = new Set<string>()
  for (const record of records.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if (record.status === 'entered-in-error') continue
    const cvx = knownCvx(record, schedule)
    const put = (reason: UnplacedReason) => unplaced.push({ record, cvx, reason })
    const [date, latest] = span(record)
    const key = `${cvx} ${record.given?.text}`
    if (record.status === 'not-done') put('not given')
    else if (cvx === undefined) put('unknown vaccine')
    else if (record.status === 'unknown') put('unknown status')
    else if (date === undefined || latest === undefined) put('no date')
    else if (date > today) put('future')
    else if (latest < birth) put('before birth')
    else if (date === latest && seen.has(key)) put('twice')
    else {
      seen.add(key)
      placed.push({ record, cvx, date: Math.max(date, birth), latest: Math.min(latest, today) })
    }
  }
  return { placed, unplaced }
}

/** Of several codes one that the schedule knows, rather a product than an unspecified formulation. */
function knownCvx({ vaccine }: ImmunizationRecord, schedule: Schedule): string | undefined {
  const known = cvxOf(vaccine).filter((cvx) => schedule.vaccines.has(cvx) || isGlobulin(cvx, schedule))
  return known.find((cvx) => !/unspecified/i.test(schedule.vaccines.get(cvx)?.name ?? '')) ?? known[0]
}

const isGlobulin = (cvx: string, { observations }: Schedule): boolean =>
  ['125', '126', '127', '128', '129'].some((code) => observations.get(code)?.cvx.includes(cvx))

function span({ given }: ImmunizationRecord): readonly [Day | undefined, Day | undefined] {
  if (given === undefined) return [undefined, undefined]
  return [parseDay(earliestDay(given).toString()), parseDay(latestDay(given).toString())]
}

/** As the engine takes it, on the first or the last day the date can mean. */
export function toDose({ record, cvx, date, latest }: PlacedDose, when: 'first' | 'last'): Dose {
  const { vaccine } = record
  return {
    id: record.id,
    date: when === 'first' ? date : latest,
    cvx,
    tradeName: [vaccine.text, ...vaccine.codings.map(({ display }) => display ?? '')].join(' '),
    mvx: vaccine.codings.find(({ system }) => system !== undefined && MVX_SYSTEMS.has(system))?.code,
    volume: undefined,
    lotExpires: undefined,
    faulty: false,
  }
}
