import { type PartialDate, newestFirst } from '#lib/dates.ts'
import { conceptText, readCodings } from './codeable-concept.ts'
import { date, field, has, joined, list, number, present, text, texts, unique } from './json.ts'
import { quantityText, rangeText, ratioText } from './quantity.ts'

const UNITS: ReadonlyMap<unknown, string> = new Map([
  ['s', 'second'],
  ['min', 'minute'],
  ['h', 'hour'],
  ['d', 'day'],
  ['wk', 'week'],
  ['mo', 'month'],
  ['a', 'year'],
])

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)

/** `twice daily`, `every 6 hours`, `3 times every 2 weeks`. https://hl7.org/fhir/R4/datatypes.html#Timing */
function frequencyOf(timing: unknown): string | undefined {
  const named = conceptText(field(timing, 'code'))
  if (named !== undefined) return named
  const repeat = field(timing, 'repeat')
  const [count, most] = [number(repeat, 'frequency'), number(repeat, 'frequencyMax')]
  const [period, longest] = [number(repeat, 'period'), number(repeat, 'periodMax')]
  const unit = UNITS.get(field(repeat, 'periodUnit'))
  if (period === undefined || unit === undefined) return joined([...texts(repeat, 'when')], ', ')
  const often = most === undefined ? times(count ?? 1) : `${count ?? 1} to ${most} times`
  const span = longest === undefined ? `${period}` : `${period} to ${longest}`
  const every = span === '1' ? (unit === 'day' ? 'daily' : `every ${unit}`) : `every ${span} ${unit}s`
  return often === 'once' && every !== 'daily' ? every : `${often} ${every}`
}

function amountOf(part: unknown): string | undefined {
  const rate =
    quantityText(field(part, 'rateQuantity')) ??
    ratioText(field(part, 'rateRatio')) ??
    rangeText(field(part, 'rateRange'))
  return joined(
    [quantityText(field(part, 'doseQuantity')) ?? rangeText(field(part, 'doseRange')), rate && `at ${rate}`],
    ' ',
  )
}

/** The amount that was ordered, where a dose comes several times over: Epic adds the calculated and the administered one. */
function orderedAmounts(dosage: unknown): string | undefined {
  const parts = list(dosage, 'doseAndRate')
  const ordered = parts.filter((part) => readCodings(field(part, 'type')).some(({ code }) => code === 'ordered'))
  return joined(unique(present((ordered.length > 0 ? ordered : parts).map(amountOf))), ' or ')
}

const DAY = String.raw`(?:[A-Z][a-z]{2} )?\d{1,2}/\d{1,2}/\d{2,4}`
const STARTING = new RegExp(`^Starting ${DAY}$`)
const UNTIL = new RegExp(`^Until ${DAY}$`)
// How the order was sent, and that no end was set when it was.
const NO_DOSE = /^(?:Until Discontinued|Normal|Print|No Print|Phone In|Fax|E-Prescribe)$/

/**
 * Epic's text is the instruction and behind it the order's dates and class (`…, Starting Mon 8/29/2022, Until Thu 9/28/2023,
 * Normal`). Those that stand in fields of their own are left out: they differ in every renewal of one and the same dose.
 */
function instruction(dosage: unknown, stated: string): string {
  const own = text(dosage, 'patientInstruction')
  if (own === undefined || !stated.startsWith(`${own}, `)) return stated
  const bounds = boundsOf(dosage)
  const told = (words: string): boolean =>
    NO_DOSE.test(words) || (STARTING.test(words) && has(bounds, 'start')) || (UNTIL.test(words) && has(bounds, 'end'))
  const rest = stated.slice(own.length + 2).split(', ')
  return [own, ...rest.filter((words) => !told(words))].join(', ')
}

export const isAsNeeded = (dosage: unknown): boolean =>
  field(dosage, 'asNeededBoolean') === true || has(dosage, 'asNeededCodeableConcept')

function asNeededText(dosage: unknown): string | undefined {
  if (!isAsNeeded(dosage)) return undefined
  return joined(['as needed', conceptText(field(dosage, 'asNeededCodeableConcept'))], ' for ')
}

function dosageText(dosage: unknown): string | undefined {
  const stated = text(dosage, 'text')
  const extra = list(dosage, 'additionalInstruction').map(conceptText)
  if (stated !== undefined)
    return joined([instruction(dosage, stated), ...extra.filter((one) => one && !stated.includes(one))], ', ')
  const parts = [
    orderedAmounts(dosage),
    conceptText(field(dosage, 'method')),
    conceptText(field(dosage, 'route')),
    frequencyOf(field(dosage, 'timing')),
    asNeededText(dosage),
    ...extra,
  ]
  const maximum = ratioText(field(dosage, 'maxDosePerPeriod'))
  return joined([...parts, maximum && `at most ${maximum}`], ', ') ?? text(dosage, 'patientInstruction')
}

/** The dose in words: as written, or from its parts; several instructions one after the other. */
export const doseOf = (dosages: readonly unknown[]): string | undefined =>
  unique(present(dosages.map(dosageText))).join('; ') || undefined

const boundsOf = (dosage: unknown): unknown => field(field(field(dosage, 'timing'), 'repeat'), 'boundsPeriod')

/** From the first start to the last end, the end only where every instruction that has a period says one. */
export function treatmentPeriod(dosages: readonly unknown[]): {
  readonly start: PartialDate | undefined
  readonly end: PartialDate | undefined
} {
  const periods = present(dosages.map(boundsOf))
  const starts = present(periods.map((period) => date(period, 'start')))
  const ends = present(periods.map((period) => date(period, 'end')))
  const open = ends.length < dosages.length
  return { start: starts.toSorted(newestFirst).at(-1), end: open ? undefined : ends.toSorted(newestFirst)[0] }
}
