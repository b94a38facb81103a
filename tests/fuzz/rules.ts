import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { ScheduleFault } from '#clinical/immunization/field.ts'
import { readSchedule } from '#clinical/immunization/read-schedule.ts'
import { screen } from '#clinical/screening/evaluate.ts'
import { readOverlay, withOverlay } from '#clinical/screening/overlay.ts'
import { readPack } from '#clinical/screening/read-pack.ts'
import { ShapeError } from '#clinical/screening/shape.ts'
import { chartOf, has, person, TODAY as DAY } from '../screening/chart.ts'
import { asSent, holds, junk, mutilated } from './junk.ts'

const file = (path: string): string => readFileSync(new URL(`../../src/clinical/${path}`, import.meta.url), 'utf8')
const TODAY = Temporal.PlainDate.from(DAY)
const pack: unknown = JSON.parse(file('screening/pack.json'))
const schedule: unknown = JSON.parse(file('immunization/schedule/cdc-cdsi.json'))
const chart = chartOf([has('sct|73761001', '2020-01-01')])

function shaped<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (thrown) {
    holds(
      thrown instanceof ShapeError || thrown instanceof ScheduleFault,
      `a fault that names its place, not ${String(thrown)}`,
    )
    return undefined
  }
}

/** A pack is refused by a sentence that names the place, or every rule of it can be asked. */
export const packs = fc.property(fc.oneof({ weight: 9, arbitrary: mutilated(pack, 2) }, junk), (value) => {
  const read = shaped(() => readPack(value))
  if (read)
    holds(
      screen({ patient: person('1966-01-01'), today: TODAY, chart, pack: read, says: [] }).results.length > 0,
      'results',
    )
})

const good = readPack(pack)
const first = good.rules[0]
const overlay = {
  id: 'site',
  version: '1',
  rules: {
    [first?.id ?? 'x']: {
      enabled: true,
      age: { min: 45, max: 75 },
      dueSoonDays: 30,
      graceDays: 10,
      reviewBy: '2027-01-01',
    },
  },
  localCodes: [{ system: 'urn:oid:1.2.3', code: 'X1', rule: first?.id, modality: first?.modalities[0]?.id }],
}
export const overlays = fc.property(fc.oneof({ weight: 9, arbitrary: mutilated(overlay) }, junk), (value) => {
  const read = shaped(() => withOverlay(good, readOverlay(value, good)))
  if (read) screen({ patient: person('1966-01-01'), today: TODAY, chart, pack: read, says: [] })
})

export const schedules = fc.property(asSent(mutilated(schedule, 2)), (text) => {
  shaped(() => readSchedule(text))
})
