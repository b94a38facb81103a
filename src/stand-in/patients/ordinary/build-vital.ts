import type { Book } from './build.ts'
import { hl7, localCoding, LOINC, SNOMED, type Coding } from './build-codes.ts'
import { quantity } from './build-lab.ts'
import { clinician } from './practitioners.ts'
import type { Visit } from './build-visit.ts'

const measures = {
  weight: ['Weight', ['29463-7'], 'kg'],
  height: ['Height', ['8302-2'], 'cm'],
  bmi: ['BMI', ['39156-5'], 'kg/m2'],
  pulse: ['Pulse', ['8867-4'], '/min'],
  breaths: ['Resp', ['9279-1'], '/min'],
  temperature: ['Temp', ['8310-5'], 'Cel'],
  spo2: ['SpO2', ['59408-5', '2708-6'], '%'],
  head: ['Head circumference', ['9843-4'], 'cm'],
} as const satisfies Record<string, readonly [text: string, loinc: readonly string[], unit: string]>

type Measure = keyof typeof measures

/** Epic puts its own flowsheet numbers before the LOINC codes. */
function codes(text: string, loinc: readonly string[]): readonly Coding[] {
  return [
    localCoding('2.707679', text),
    {
      system: 'http://open.epic.com/FHIR/StructureDefinition/observation-flowsheet-id',
      code: `flow-${text.toLowerCase().replace(/\W/g, '-')}`,
    },
    ...loinc.map((code) => ({ system: LOINC, code, display: text })),
    { system: LOINC, code: '8716-3', display: 'Vital signs' },
  ]
}

function common(book: Book, when: string, at: Visit | undefined): Readonly<Record<string, unknown>> {
  const taken = book.when.instant(when, '09:50')
  return {
    status: 'final',
    category: [hl7('observation-category', 'vital-signs', 'Vital Signs')],
    subject: book.subject,
    encounter: at?.encounter,
    effectiveDateTime: taken,
    issued: taken,
    performer: at && [clinician(at.who)],
  }
}

/** Blood pressure: one panel with two components and no value of its own. */
export function bp(book: Book, when: string, [systolic, diastolic]: readonly [number, number], at?: Visit): void {
  const part = (code: string, display: string, value: number): unknown => ({
    code: { coding: [{ system: LOINC, code, display }], text: display },
    valueQuantity: quantity(value, 'mm[Hg]'),
  })
  book.add('Observation', 'bp', {
    ...common(book, when, at),
    code: { coding: codes('BP', ['55284-4', '85354-9']), text: 'BP' },
    component: [
      part('8480-6', 'Systolic blood pressure', systolic),
      part('8462-4', 'Diastolic blood pressure', diastolic),
    ],
  })
}

export function vital(book: Book, when: string, name: Measure, value: number, at?: Visit): void {
  const [text, loinc, unit] = measures[name]
  book.add('Observation', name, {
    ...common(book, when, at),
    code: { coding: codes(text, loinc), text },
    valueQuantity: quantity(value, unit),
  })
}

type Taken = { readonly bp?: readonly [number, number] } & { readonly [name in Exclude<Measure, 'bmi'>]?: number }

/** What was measured at a visit; weight and height together give the body-mass index. */
export function vitals(book: Book, at: Visit, taken: Taken): void {
  if (taken.bp) bp(book, at.when, taken.bp, at)
  const { weight, height, pulse, breaths, temperature, spo2, head } = taken
  if (weight !== undefined) vital(book, at.when, 'weight', weight, at)
  if (height !== undefined) vital(book, at.when, 'height', height, at)
  if (weight !== undefined && height !== undefined)
    vital(book, at.when, 'bmi', Math.round((weight / (height / 100) ** 2) * 10) / 10, at)
  if (pulse !== undefined) vital(book, at.when, 'pulse', pulse, at)
  if (breaths !== undefined) vital(book, at.when, 'breaths', breaths, at)
  if (temperature !== undefined) vital(book, at.when, 'temperature', temperature, at)
  if (spo2 !== undefined) vital(book, at.when, 'spo2', spo2, at)
  if (head !== undefined) vital(book, at.when, 'head', head, at)
}

const smoking = {
  never: ['266919005', 'Never smoker'],
  former: ['8517006', 'Former smoker'],
  'every day': ['449868002', 'Current every day smoker'],
  'some days': ['428041000124106', 'Current some day smoker'],
  unknown: ['266927001', 'Unknown if ever smoked'],
} as const

function stated(
  book: Book,
  when: string,
  loinc: string,
  text: string,
  category: string,
  value: object,
  at?: Visit,
): void {
  book.add('Observation', text, {
    status: 'final',
    category: [hl7('observation-category', category, category === 'survey' ? 'Survey' : 'Social History')],
    code: { coding: [{ system: LOINC, code: loinc, display: text }, localCoding('2.72166', text)], text },
    subject: book.subject,
    encounter: at?.encounter,
    // As Epic dates it: by the day it was written down alone.
    effectiveDateTime: text === statements.alcohol[1] ? undefined : book.when.day(when),
    issued: book.when.instant(when, '09:55'),
    ...value,
  })
}

export function smokingStatus(book: Book, when: string, status: keyof typeof smoking): void {
  const [code, display] = smoking[status]
  const value = { coding: [{ system: SNOMED, code, display }, localCoding('4.698084.19730', display)], text: display }
  stated(book, when, '72166-2', 'Tobacco smoking status', 'social-history', { valueCodeableConcept: value })
}

/** A number that somebody stated: pack-years, drinks, a questionnaire's score. */
const numbers = {
  'pack-years': ['8664-5', 'Cigarette pack-years', 'social-history', '{pack_years}'],
  'audit-c': ['75626-2', 'AUDIT-C total score', 'social-history', '{score}'],
  phq2: ['55758-7', 'PHQ-2 total score', 'survey', '{score}'],
  phq9: ['44261-6', 'PHQ-9 total score', 'survey', '{score}'],
  gad7: ['70274-6', 'GAD-7 total score', 'survey', '{score}'],
  dast10: ['82667-7', 'DAST-10 total score', 'survey', '{score}'],
  epds: ['71354-5', 'Edinburgh postnatal depression score', 'survey', '{score}'],
} as const

export function score(book: Book, when: string, name: keyof typeof numbers, value: number): void {
  const [loinc, text, category, unit] = numbers[name]
  stated(book, when, loinc, text, category, { valueQuantity: quantity(value, unit) })
}

/** A statement in words. */
const statements = {
  alcohol: ['11331-6', 'Alcohol use', 'social-history'],
  falls: ['73830-2', 'Fall risk assessment', 'survey'],
} as const

export function statement(book: Book, when: string, name: keyof typeof statements, words: string): void {
  const [loinc, text, category] = statements[name]
  stated(book, when, loinc, text, category, { valueString: words })
}

/** Pregnancy: the status, and the date that everything else is counted from. */
export function pregnant(book: Book, since: string, due: string): void {
  const value = { coding: [{ system: SNOMED, code: '77386006', display: 'Pregnant' }], text: 'Pregnant' }
  stated(book, since, '82810-3', 'Pregnancy status', 'social-history', { valueCodeableConcept: value })
  stated(book, since, '11778-8', 'Estimated date of delivery', 'social-history', { valueDateTime: book.when.day(due) })
}
