import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ScheduleFault } from './field.ts'
import { readSchedule } from './read-schedule.ts'
import { dose, scheduleText, series } from './samples.ts'

const file = readFileSync(new URL('schedule/cdc-cdsi.json', import.meta.url), 'utf8')

const fault = (text: string): string => {
  try {
    readSchedule(text)
    return 'read'
  } catch (error) {
    if (error instanceof ScheduleFault) return error.field
    throw error
  }
}
type Row = Record<string, unknown>
type File = Row & { vaccines: Row; antigens: [Row & { series: [{ doses: [Row] }] }] }
const changed = (change: (top: File) => unknown): string => {
  const top = JSON.parse(scheduleText([series([dose({ ages: [{ min: '2m' }], recurs: true })])])) as File
  change(top)
  return fault(JSON.stringify(top))
}

describe('the schedule that ships', () => {
  it('is CDC CDSi, with version and date, and whole', () => {
    const { source, version, published, antigens, groups } = readSchedule(file)
    expect([source, version, published]).toEqual(['CDC CDSi', '4.64', '2025-11-10'])
    expect([antigens.size, groups.length]).toEqual([30, 26])
  })

  it('is at most 100 kB gzip', () => expect(gzipSync(file).length).toBeLessThanOrEqual(100_000))

  it('cut short anywhere, it is refused', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: file.length - 2 }), (length) => {
        expect(fault(file.slice(0, length))).toBe('the file')
      }),
      { numRuns: 20 },
    ))
})

describe('a schedule that is not what it should be is refused, and the field named', () => {
  it.each<[string, (top: File) => unknown, string]>([
    ['as it is', () => undefined, 'read'],
    ['of a later form', (t) => Object.assign(t, { format: 2 }), 'format'],
    ['without a form', (t) => Object.assign(t, { format: undefined }), 'format'],
    ['without a version', (t) => Object.assign(t, { version: undefined }), 'version'],
    ['with an impossible date', (t) => Object.assign(t, { published: '2025-02-30' }), 'published'],
    ['without antigens', (t) => Object.assign(t, { antigens: undefined }), 'antigens'],
    [
      'with a group of an unknown antigen',
      (t) => Object.assign(t, { groups: [{ name: 'x', antigens: ['Dots'] }] }),
      'groups[0].antigens[0]',
    ],
    [
      'with a key that is no CVX',
      (t) => Object.assign(t.vaccines, { cXX: { name: 'x', antigens: [] } }),
      'vaccines.cXX',
    ],
    [
      'with a list that is not there',
      (t) => Object.assign(t, { allowable: [] }),
      'antigens[0].series[0].doses[0].allowable',
    ],
    ['with an age in words', (t) => at(t, 'ages', [{ min: '2 months' }]), 'antigens[0].series[0].doses[0].ages[0].min'],
    ['with a flag that is text', (t) => at(t, 'recurs', 'Yes'), 'antigens[0].series[0].doses[0].recurs'],
    [
      'with a condition that is new',
      (t) => at(t, 'skips', [{ context: 'both', sets: [{ conditions: [{ type: 'moon' }] }] }]),
      'antigens[0].series[0].doses[0].skips[0].sets[0].conditions[0].type',
    ],
    [
      'that speaks of an observation it does not describe',
      (t) => Object.assign(t.antigens[0], { immuneBy: ['999'] }),
      'observations.o999',
    ],
  ])('%s', (_, change, field) => expect(changed(change)).toBe(field))

  it.each([['[]'], ['null'], ['"x"'], ['{}'], ['']])('%j', (text) => expect(fault(text)).not.toBe('read'))
})

/** Puts a field into the first dose. */
const at = (top: File, key: string, value: unknown): unknown =>
  Object.assign(top.antigens[0].series[0].doses[0], { [key]: value })
