import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readSchedule } from '#clinical/immunization/read-schedule.ts'
import { disagreement, reasonDisagreement, type CdcCase } from './cdsi/agreement.ts'
import { KNOWN_DISAGREEMENTS, type Fact } from './cdsi/known-disagreements.ts'

const at = (path: string) => new URL(path, import.meta.url)
const data = at('../../shared/data/cdsi/cases.ndjson')
const text = readFileSync(at('../src/clinical/immunization/schedule/cdc-cdsi.json'), 'utf8')
const schedule = readSchedule(text)

describe.skipIf(!existsSync(data))("CDC's published cases, forecast with CDC's data 4.64", () => {
  const cases = existsSync(data)
    ? readFileSync(data, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as CdcCase)
    : []
  const differing = (set: CdcCase['set']) =>
    cases
      .filter((each) => each.set === set)
      .map((each) => ({ id: each.id.trim(), found: disagreement(each, schedule) }))
      .filter(({ found }) => found.length > 0)

  it('there are cases of both kinds', () => {
    expect(new Set(cases.map(({ set }) => set))).toEqual(new Set(['healthy', 'conditions']))
  })

  it('every healthy child and adult agrees in status, dose number, all dates and every dose', () => {
    expect(differing('healthy')).toEqual([])
  })

  it('every person with an underlying condition agrees, but for the cases written down with rule and reason', () => {
    const ids = differing('conditions').map(({ id }) => id)
    const present = new Set(cases.map(({ id }) => id.trim()))
    expect(ids.toSorted()).toEqual(
      Object.keys(KNOWN_DISAGREEMENTS)
        .filter((id) => present.has(id))
        .toSorted(),
    )
  })

  it('every dose that does not count does not for the reason CDC gives', () => {
    const found = cases.flatMap((each) => reasonDisagreement(each, schedule))
    // CDC's data name no inadvertent vaccine for hepatitis B: this one is before the age at which it is allowable.
    expect(found).toEqual(['2018-0022 dose 1: wrong age for vaccine, CDC Inadvertent Vaccine'])
  })
})

/** Series and indications are found by name and code, all else by key or place. */
function placeIn(value: unknown, [step, ...rest]: Fact['at']): unknown {
  if (step === undefined) return value
  const inner = Array.isArray(value)
    ? typeof step === 'number'
      ? (value[step] as unknown)
      : value.find((each: { name?: string; code?: string }) => each.name === step || each.code === step)
    : (value as Record<string, unknown> | undefined)?.[step]
  return placeIn(inner, rest)
}

describe('what is written of the cases that disagree is what the data say', () => {
  const { antigens } = JSON.parse(text) as { antigens: readonly { name: string; series: unknown }[] }
  const facts = Object.entries(KNOWN_DISAGREEMENTS).flatMap(([id, known]) =>
    (known.facts ?? []).map((fact) => [id, fact.at.join(' · '), fact] as const),
  )
  it.each(facts)('%s: %s', (_, __, { at: [antigen, series, ...rest], says }) => {
    const own = placeIn(antigens.find(({ name }) => name === antigen)?.series, [series ?? ''])
    expect(own).toBeDefined()
    expect(placeIn(own, rest)).toEqual(says)
  })
})
