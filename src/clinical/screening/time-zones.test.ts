import { afterAll, describe, expect, it } from 'vitest'
import { TODAY, ask, lab, person } from '../../../tests/screening/chart.ts'
import { wrongAges, wrongInterval } from '../../../tests/screening/check.ts'
import { words } from '../../../tests/screening/people.ts'
import { HOW_LONG, WHO } from '../../../tests/screening/thresholds.ts'
import { PACK } from './pack.ts'

const home = process.env['TZ']
afterAll(() => {
  if (home === undefined) delete process.env['TZ']
  else process.env['TZ'] = home
})

/** 14 hours ahead, 11 behind, and two that change their clocks; the offset of 1 January shows that the zone is in force. */
const ZONES = [
  ['Pacific/Kiritimati', -840],
  ['Pacific/Pago_Pago', 660],
  ['America/New_York', 300],
  ['Australia/Lord_Howe', -660],
] as const

describe.each(ZONES)('for the same day, the same answer in %s', (zone, offset) => {
  const inZone = <T>(ask: () => T): T => {
    process.env['TZ'] = zone
    expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(offset)
    return ask()
  }

  it('who is asked, on the birthday and the day before', () => {
    expect(inZone(() => WHO.flatMap((who) => wrongAges(who, PACK)))).toEqual([])
  })

  it('how long a service lasts, to the day', () => {
    const wrong = () =>
      HOW_LONG.flatMap((row) => {
        const who = WHO.find(([rule]) => rule === row[0])
        return who ? wrongInterval(row, who, PACK) : [`${row[0]} is not there`]
      })
    expect(inZone(wrong)).toEqual([])
  })

  it('born on 29 February, and where the clocks change', () => {
    const kind = (birth: string, today: string, done?: string) =>
      ask('hiv', person(birth), done === undefined ? [] : [lab('loinc|75622-1', done, words('Negative'))], { today })
        .status.kind
    expect(
      inZone(() => [
        kind('2012-02-29', '2027-02-28'),
        kind('2012-02-29', '2027-03-01'),
        kind('2011-03-08', '2026-03-07'),
        kind('2011-03-08', '2026-03-08'),
        kind('2011-11-01', '2026-10-31'),
        kind('2011-11-01', '2026-11-01'),
        kind('1990-01-01', TODAY, TODAY),
      ]),
    ).toEqual(['not-applicable', 'due', 'not-applicable', 'due', 'not-applicable', 'due', 'up-to-date'])
  })
})
