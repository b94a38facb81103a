import { newestFirst } from '#lib/dates.ts'
import type { Allergy } from './allergy.ts'
import { hasCode } from './same-code.ts'

export type AllergyView = {
  /** Active, or of unknown status: grave ones first. */
  readonly current: readonly Allergy[]
  /** What somebody recorded as absent: `No known allergies`. */
  readonly assertions: readonly Allergy[]
  /** That nobody has asked yet. */
  readonly notAsked: readonly Allergy[]
  readonly past: readonly Allergy[]
  /** Refuted or entered in error: no allergies, but said to exist. */
  readonly setAside: readonly Allergy[]
  /** An allergy stands beside the assertion that there is none at all. */
  readonly contradicted: boolean
}

const isSetAside = ({ verification }: Allergy): boolean =>
  verification === 'refuted' || verification === 'entered-in-error'

const isPast = ({ status }: Allergy): boolean => status === 'inactive' || status === 'resolved'

// SNOMED CT "No known allergy"; the narrower assertions (drug, food, environment) contradict only their own kind.
const SNOMED = 'http://snomed.info/sct'
const NO_KNOWN_ALLERGY = '716186003'

/** Each entry given stands in exactly one list of the view. An assertion of none that has ended is past, not an assertion. */
export function viewAllergies(allergies: readonly Allergy[]): AllergyView {
  const setAside = allergies.filter(isSetAside)
  const held = allergies.filter((allergy) => !isSetAside(allergy)).toSorted(byGravity)
  const past = held.filter(isPast)
  const standing = held.filter((allergy) => !isPast(allergy))
  const current = standing.filter(({ says }) => says === 'allergy')
  const assertions = standing.filter(({ says }) => says === 'none')
  const notAsked = standing.filter(({ says }) => says === 'not-asked')
  const total = assertions.some(({ substance }) => hasCode(substance, SNOMED, NO_KNOWN_ALLERGY))
  const unspecific = assertions.some(({ substance }) => substance.codings.length === 0)
  return { current, assertions, notAsked, past, setAside, contradicted: current.length > 0 && (total || unspecific) }
}

const byGravity = (a: Allergy, b: Allergy): number =>
  Number(b.criticality === 'high') - Number(a.criticality === 'high') || newestFirst(a.recorded, b.recorded)
