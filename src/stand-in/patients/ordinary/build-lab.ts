import { identifier, type Book, type Reference } from './build.ts'
import { hl7, local, localCoding, LOINC, type Coding, type Concept } from './build-codes.ts'
import { labTest, labTests, type LabTest } from './lab-tests.ts'
import { clinician, type Clinician } from './practitioners.ts'
import type { Visit } from './build-visit.ts'

type Flag = 'L' | 'H' | 'LL' | 'HH' | 'A' | 'N'

/** A value: a number, `<0.5` with its comparator, or words. The long form says what is out of the ordinary. */
export type LabValue =
  | number
  | string
  | {
      readonly value?: number | string
      /** Another range than the usual one: `null` where the report gave none. */
      readonly range?: readonly [low: number | undefined, high: number | undefined] | null
      readonly unit?: string | null
      readonly flag?: Flag
      readonly status?: 'final' | 'corrected' | 'amended' | 'preliminary' | 'cancelled' | 'entered-in-error'
      readonly note?: string
    }

type LabDetails = {
  readonly at?: Visit
  readonly by?: Clinician
  /** Given, the values also become one laboratory report under this name. */
  readonly panel?: string
  readonly conclusion?: string
}

const words = { L: 'Low', H: 'High', LL: 'Critical low', HH: 'Critical high', A: 'Abnormal', N: 'Normal' } as const

function interpretation(flag: Flag | undefined): readonly Concept[] | undefined {
  return flag && [hl7('v3-ObservationInterpretation', flag, words[flag])]
}

export function quantity(
  value: number,
  unit: string | undefined,
  comparator?: string,
): Readonly<Record<string, unknown>> {
  const measured = unit ? { unit, system: 'http://unitsofmeasure.org', code: unit } : {}
  return { value, ...(comparator ? { comparator } : {}), ...measured }
}

function flagOf(
  value: number,
  low?: number,
  high?: number,
  critical?: readonly (number | undefined)[],
): Flag | undefined {
  if (critical?.[0] !== undefined && value < critical[0]) return 'LL'
  if (critical?.[1] !== undefined && value > critical[1]) return 'HH'
  if (low !== undefined && value < low) return 'L'
  return high !== undefined && value > high ? 'H' : undefined
}

function rangeOf(low: number | undefined, high: number | undefined, unit: string | undefined): unknown {
  if (low === undefined && high === undefined) return undefined
  const bound = low === undefined ? `<=${high}` : high === undefined ? `>=${low}` : `${low} - ${high}`
  return [
    {
      ...(low === undefined ? {} : { low: quantity(low, unit) }),
      ...(high === undefined ? {} : { high: quantity(high, unit) }),
      text: unit ? `${bound} ${unit}` : bound,
    },
  ]
}

const laboratory = [
  hl7('observation-category', 'laboratory', 'Laboratory'),
  { coding: [{ system: local('10.798268.30'), code: 'Lab', display: 'Lab' }], text: 'Lab' },
]

/** One result: LOINC and the laboratory's own number, with the range that came with this value. */
function lab(book: Book, name: LabTest, when: string, given: LabValue, details: LabDetails): Reference {
  const [text, loinc, usualUnit, usualLow, usualHigh, critical] = labTest(name)
  const spec = typeof given === 'object' ? given : { value: given }
  const unit = spec.unit === null ? undefined : (spec.unit ?? usualUnit)
  const [low, high] = spec.range === null ? [] : (spec.range ?? [usualLow, usualHigh])
  const compared = /^([<>]=?)([\d.]+)$/.exec(String(spec.value))
  const number = compared ? Number(compared[2]) : typeof spec.value === 'number' ? spec.value : undefined
  const codings: Coding[] = loinc ? [{ system: LOINC, code: loinc, display: text }] : []
  const drawn = book.when.instant(when, '08:05')
  return book.add('Observation', name, {
    identifier: identifier('2.798268', `${book.slug}${name}${when}`),
    basedOn: [{ reference: `ServiceRequest/${book.slug}.order`, display: details.panel ?? text }],
    status: spec.status ?? 'final',
    category: laboratory,
    code: { coding: [...codings, localCoding('2.768282', text)], text },
    subject: book.subject,
    encounter: details.at?.encounter,
    effectiveDateTime: drawn,
    issued: drawn.replace(/:\d\d:\d\dZ$/, ':58:00Z'),
    performer: [{ display: 'Example Clinic Laboratory' }],
    valueQuantity: number === undefined ? undefined : quantity(number, unit, compared?.[1]),
    valueString: number === undefined && spec.value !== undefined ? spec.value : undefined,
    interpretation: interpretation(
      spec.flag ?? (number === undefined || compared ? undefined : flagOf(number, low, high, critical)),
    ),
    referenceRange: number === undefined ? undefined : rangeOf(low, high, unit),
    note: spec.note ? [{ text: spec.note }] : undefined,
  })
}

/** Results of one draw; with `panel` they also belong to a laboratory report. */
export function labs(
  book: Book,
  when: string,
  values: Readonly<Partial<Record<LabTest, LabValue>>>,
  details: LabDetails = {},
): void {
  const results = Object.entries(values).flatMap(([name, value]) =>
    isLabTest(name) && value !== undefined ? [lab(book, name, when, value, details)] : [],
  )
  if (!details.panel) return
  const drawn = book.when.instant(when, '08:05')
  book.add('DiagnosticReport', details.panel, {
    identifier: identifier('2.798268', `${book.slug}${details.panel}${when}`),
    status: 'final',
    category: [
      { coding: [{ system: local('10.798268.30'), code: 'Lab' }], text: 'Lab' },
      hl7('v2-0074', 'LAB', 'Laboratory'),
    ],
    code: { coding: [localCoding('2.696580', details.panel)], text: details.panel },
    subject: book.subject,
    encounter: details.at?.encounter,
    effectiveDateTime: drawn,
    issued: drawn.replace(/:\d\d:\d\dZ$/, ':59:00Z'),
    performer: [clinician(details.by ?? 'attending')],
    result: results.map((one) => ({
      reference: one.reference,
      display: `Component (1): ${one.display.toUpperCase()}`,
    })),
    conclusion: details.conclusion,
  })
}

function isLabTest(name: string): name is LabTest {
  return name in labTests
}
