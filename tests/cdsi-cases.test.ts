import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readSchedule } from '#clinical/immunization/read-schedule.ts'
import { disagreement, type CdcCase } from './cdsi/agreement.ts'
import { KNOWN_DISAGREEMENTS } from './cdsi/known-disagreements.ts'

const at = (path: string) => new URL(path, import.meta.url)
const data = at('../../shared/data/cdsi/cases.ndjson')
const schedule = readSchedule(readFileSync(at('../src/clinical/immunization/schedule/cdc-cdsi.json'), 'utf8'))

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
})
