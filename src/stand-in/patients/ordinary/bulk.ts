import type { Resource } from '../../chart.ts'
import { hl7, localCoding, LOINC, SNOMED } from './build-codes.ts'
import { quantity } from './build-lab.ts'
import { labTest, type LabTest } from './lab-tests.ts'

const patient = { reference: 'Patient/patient-twelve-thousand-results', display: 'Example, Theo Thousand' }
const day = 86_400_000

/** The same numbers between 0 and 1 on every machine, from a seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What is drawn at every session, and where this patient's values lie: middle, spread, decimals. */
const drawn = [
  ['potassium', 5.2, 0.9, 1],
  ['sodium', 137, 4, 0],
  ['bicarbonate', 23, 4, 0],
  ['calcium', 8.9, 0.8, 1],
  ['phosphate', 5.6, 1.8, 1],
  ['creatinine', 8.4, 2, 2],
  ['bun', 58, 18, 0],
  ['glucose', 104, 30, 0],
  ['albumin', 3.7, 0.4, 1],
  ['hemoglobin', 10.8, 1.4, 1],
  ['hematocrit', 33, 4, 0],
  ['platelets', 198, 50, 0],
  ['wbc', 6.8, 2, 1],
  ['ferritin', 520, 250, 0],
] as const satisfies readonly (readonly [LabTest, number, number, number])[]

const sessions = 750
const laboratory = [hl7('observation-category', 'laboratory', 'Laboratory')]
const vitalSigns = [hl7('observation-category', 'vital-signs', 'Vital Signs')]
const socialHistory = [hl7('observation-category', 'social-history', 'Social History')]

const flags = {
  H: [hl7('v3-ObservationInterpretation', 'H', 'High')],
  L: [hl7('v3-ObservationInterpretation', 'L', 'Low')],
} as const

const labCodes = drawn.map(([name]) => {
  const [text, loinc, unit, low, high] = labTest(name)
  const range = {
    ...(low === undefined ? {} : { low: quantity(low, unit) }),
    ...(high === undefined ? {} : { high: quantity(high, unit) }),
  }
  const code = { coding: [{ system: LOINC, code: loinc, display: text }, localCoding('2.768282', text)], text }
  return { code, unit, low, high, referenceRange: [range] }
})

const instant = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`

/** 750 sessions of 14 values, 700 weights and 700 blood pressures, 100 statements on smoking; every 1000th undated. */
export function twelveThousandObservations(now: Date): readonly Resource[] {
  const next = numbersFrom(20_261_123)
  const all: Resource[] = []
  const span = 15 * 365 * day
  const morning = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 6, 30).getTime() - 2 * day
  const add = (kind: string, time: number, fields: Readonly<Record<string, unknown>>): void => {
    const number = String(all.length + 1).padStart(5, '0')
    const undated = (all.length + 1) % 1000 === 0
    all.push({
      resourceType: 'Observation',
      id: `twelve-thousand.${kind}.${number}`,
      status: 'final',
      subject: patient,
      ...(undated ? {} : { effectiveDateTime: instant(time), issued: instant(time + 3_600_000) }),
      ...fields,
    })
  }
  for (let session = 0; session < sessions; session++) {
    const time = morning - Math.floor((session * span) / sessions / day) * day
    for (const [index, [, middle, spread, decimals]] of drawn.entries()) {
      const test = labCodes[index]
      if (!test) continue
      const value = Number((middle + (next() + next() - 1) * spread).toFixed(decimals))
      const flag =
        test.high !== undefined && value > test.high
          ? 'H'
          : test.low !== undefined && value < test.low
            ? 'L'
            : undefined
      add('lab', time, {
        category: laboratory,
        code: test.code,
        valueQuantity: quantity(value, test.unit),
        referenceRange: test.referenceRange,
        ...(flag ? { interpretation: flags[flag] } : {}),
      })
    }
  }
  for (let visit = 0; visit < 700; visit++) {
    const time = morning + 3_600_000 - Math.floor((visit * span) / 700 / day) * day
    add('weight', time, {
      category: vitalSigns,
      code: { coding: [{ system: LOINC, code: '29463-7', display: 'Body weight' }], text: 'Weight' },
      valueQuantity: quantity(Number((81 + (next() - 0.5) * 4).toFixed(1)), 'kg'),
    })
    const part = (code: string, text: string, value: number): unknown => ({
      code: { coding: [{ system: LOINC, code, display: text }], text },
      valueQuantity: quantity(Math.round(value), 'mm[Hg]'),
    })
    add('bp', time, {
      category: vitalSigns,
      code: { coding: [{ system: LOINC, code: '85354-9', display: 'Blood pressure panel' }], text: 'BP' },
      component: [
        part('8480-6', 'Systolic blood pressure', 142 + (next() - 0.5) * 40),
        part('8462-4', 'Diastolic blood pressure', 80 + (next() - 0.5) * 24),
      ],
    })
  }
  for (let ask = 0; ask < 100; ask++)
    add('smoking', morning - Math.floor((ask * span) / 100 / day) * day, {
      category: socialHistory,
      code: {
        coding: [{ system: LOINC, code: '72166-2', display: 'Tobacco smoking status' }],
        text: 'Tobacco smoking status',
      },
      valueCodeableConcept: {
        coding: [{ system: SNOMED, code: '8517006', display: 'Former smoker' }],
        text: 'Former smoker',
      },
    })
  return all
}
