import type { PartialDate } from '#lib/dates.ts'
import { doseText, joined, medicationText } from '../fact-text.ts'
import { sideOf } from '../lookback.ts'
import type { Medication } from '../medication.ts'
import { codeKeys, isSameCode } from '../same-code.ts'
import { toChange } from './change.ts'
import type { Change } from './change.ts'

type Status = Medication['status']

const NEVER_GIVEN: ReadonlySet<Status> = new Set(['entered-in-error', 'draft'])

const STOP_WORDS: Partial<Record<Status, string>> = {
  stopped: 'Stopped',
  completed: 'Ended',
  cancelled: 'Cancelled',
  'on-hold': 'Put on hold',
}

/**
 * Starts and stops after the day. A new order of what was ordered before is not a start. Nothing was given by a cancelled
 * order, so it starts, changes and replaces nothing.
 */
export function medicationChanges(medications: readonly Medication[], day: string): Change[] {
  const given = medications.filter(({ status }) => !NEVER_GIVEN.has(status))
  const othersOf = sameMedications(given)
  return given.flatMap((medication) => {
    const { started, ended, status } = medication
    const others = othersOf(medication).filter((other) => other.status !== 'cancelled')
    const stop = STOP_WORDS[status]
    const [from, to] = [sideOf(started, day), stop === undefined ? 'not-after' : sideOf(ended, day)]
    if (from === 'after') return start(medication, others, day)
    if (stop !== undefined && to === 'after') {
      // An order that a newer one replaced is told of by the newer one.
      return others.some((other) => sideOf(other.started, day) === 'after') ? [] : tell(medication, stop, ended)
    }
    if (from === 'unclear') return tell(medication, 'Start not dated', started, 'unplaced')
    return to === 'unclear' ? tell(medication, `${stop}, not dated`, ended, 'unplaced') : []
  })
}

function start(medication: Medication, others: readonly Medication[], day: string): Change {
  if (medication.status === 'cancelled') return tell(medication, 'Ordered, then cancelled', medication.started)
  const before = others.find((other) => sideOf(other.started, day) === 'not-after')
  if (before) {
    const same = before.dose === medication.dose
    const what = same ? 'Ordered again' : 'Directions changed'
    return tell(medication, what, medication.started, 'notable', same ? undefined : before.dose)
  }
  const stop = STOP_WORDS[medication.status]
  return tell(medication, stop ? `Started, then ${stop.toLowerCase()}` : 'Started', medication.started)
}

function tell(
  medication: Medication,
  what: string,
  date: PartialDate | undefined,
  rank: Change['rank'] = 'notable',
  was?: string,
): Change {
  return toChange({
    id: medication.id,
    kind: 'medication',
    what,
    fact: medication.concept.text,
    detail: doseText(medication),
    was,
    date,
    rank,
    text: joined([`${what}: ${medicationText(medication)}`, was && `was ${was}`]),
    sources: [medication.source],
  })
}

/** The other orders of the same medication: by shared code, else by the same words. */
function sameMedications(medications: readonly Medication[]): (one: Medication) => Medication[] {
  const byKey = new Map<string, Medication[]>()
  const keysOf = new Map(medications.map((one) => [one, codeKeys(one.concept)]))
  const placesOf = (one: Medication) => [one.concept.text.toLowerCase(), ...(keysOf.get(one) ?? [])]
  for (const one of medications) {
    for (const place of placesOf(one)) byKey.set(place, [...(byKey.get(place) ?? []), one])
  }
  return (one) => {
    const near = new Set(placesOf(one).flatMap((place) => byKey.get(place) ?? []))
    const words = one.concept.text.toLowerCase()
    const isSame = (other: Medication) =>
      other.concept.text.toLowerCase() === words || isSameCode(keysOf.get(other) ?? [], keysOf.get(one) ?? [])
    return [...near].filter((other) => other !== one && isSame(other))
  }
}
