import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { chartOf as read } from '../../../tests/ecqm/convert.ts'
import { spoken, who } from '../../../tests/screening/arbitrary.ts'
import { chartOf, lab, letter, operation, person, report } from '../../../tests/screening/chart.ts'
import type { Chart } from '#clinical/screening/chart.ts'
import { screen } from '#clinical/screening/evaluate.ts'
import { PACK } from '#clinical/screening/pack.ts'
import type { Say } from '#clinical/screening/say.ts'
import type { Result } from '#clinical/result.ts'
import { allCharts } from '#stand-in/patients/all.ts'
import { makeReading } from '#lib/reading.ts'
import { extentsOf, HandOver } from './hand-over.ts'
import type { Told } from './judge-messages.ts'
import { RulesDesk } from './rules-desk.ts'

const DAY = '2026-11-23'
const WOMAN = person('1970-01-01')
const SAID: readonly Say[] = [{ kind: 'declined', rule: 'hepatitis-c', said: DAY }]
const a1c = (n: number): Result =>
  lab('loinc|4548-4', `20${10 + (n % 16)}-03-0${1 + (n % 9)}`, { id: `Observation/${n}` }).item as Result
const MANY = Array.from({ length: 1100 }, (_, n) => a1c(n))
const BASE = chartOf([
  operation('sct|73761001', '2020-05-05'),
  report('MAM SCREENING BILAT', '2026-01-01'),
  letter('Colonoscopy report', '2019-02-02', {
    attachments: [{ contentType: 'text/plain', url: undefined, data: 'SGk=', title: undefined, size: 2 }],
  }),
])
const withLabs = (items: readonly Result[], whole = true): Chart => ({
  ...BASE,
  laboratory: makeReading(items, [], whole ? [] : [{ kind: 'still-reading' }], 0),
})

/** A desk on the other side of copies, as a worker is. */
function deskOver(patient = WOMAN) {
  const [desk, handOver] = [new RulesDesk(), new HandOver()]
  desk.take(structuredClone({ kind: 'rules', pack: PACK, today: DAY }))
  return (chart: Chart, says: readonly Say[] = [], most = Infinity) => {
    const told: Told[] = []
    for (const piece of handOver.pieces(chart)) {
      if (told.length === most) return { told, answer: undefined }
      told.push(piece)
      desk.take(structuredClone(piece))
    }
    const about = { patient, extents: extentsOf(chart) }
    const answer = desk.answer(structuredClone({ kind: 'judge', id: 1, chart: about, says, unmapped: true }))
    return { told, answer: structuredClone(answer) }
  }
}

function judgedAtOnce(chart: Chart, says: readonly Say[] = [], patient = WOMAN) {
  const { results, flags, unmapped } = screen({
    patient,
    chart,
    says,
    pack: PACK,
    today: Temporal.PlainDate.from(DAY),
  })
  const verdicts = results.map((result) => ({ ...result, rule: result.rule.id }))
  return { kind: 'judged', id: 1, verdicts, flags, unmapped: unmapped() }
}

describe('a chart handed over to another thread', () => {
  it('is judged as if it had never left, while its lists grow, shrink, change, or were handed over by half', () => {
    const judge = deskOver()
    const reread = MANY.map((item) => ({ ...item }))
    for (const items of [MANY.slice(0, 30), MANY.slice(0, 700), MANY, reread, MANY.slice(500), [], MANY]) {
      judge(withLabs(items, false), [], 1)
      expect(judge(withLabs(items, false), SAID).answer).toEqual(judgedAtOnce(withLabs(items, false), SAID))
      expect(judge(withLabs(items)).answer).toEqual(judgedAtOnce(withLabs(items)))
    }
  })

  it('is judged alike, whatever it holds and in whatever steps it comes', () => {
    const steps = fc.array(fc.nat(12), { maxLength: 3 })
    fc.assert(
      fc.property(who, spoken, steps, (patient, { list, says }, counts) => {
        const judge = deskOver(patient)
        for (const count of counts) judge(chartOf(list.slice(0, count)))
        const chart = chartOf(list)
        expect(judge(chart, says).answer).toEqual(judgedAtOnce(chart, says, patient))
      }),
      { numRuns: 100 },
    )
  })

  it.each(
    allCharts.filter(({ slug }) => !/thousand/.test(slug)).map(({ slug, resources }) => [slug, resources] as const),
  )('of %s is judged alike', (_, resources) => {
    const { patient, chart } = read({ resources: resources(new Date(`${DAY}T12:00:00`)) })
    expect(deskOver(patient)(chart).answer).toEqual(judgedAtOnce(chart, [], patient))
  })

  it('is told once: of a list that grew by one result, the one', () => {
    const judge = deskOver()
    judge(withLabs(MANY.slice(0, 1000), false))
    expect(judge(withLabs(MANY.slice(0, 1001), false)).told).toMatchObject([
      { kind: 'entries', from: 'laboratory', at: 1000, entries: [{ id: 'Observation/1000' }] },
    ])
    expect(judge(withLabs(MANY.slice(0, 1001))).told).toEqual([])
  })

  it('goes in pieces of at most 100 entries', () => {
    const sizes = deskOver()(withLabs(MANY)).told.map((each) => (each.kind === 'entries' ? each.entries.length : 0))
    expect(Math.max(...sizes)).toBe(100)
  })

  it('takes no text of a document with it, and nothing that could not be read', () => {
    const unread = { resourceType: 'Observation', id: 'x', reason: 'no-code', raw: { secret: 'SGk=' } }
    const chart: Chart = { ...BASE, vitals: makeReading<Result>([], [unread], [], 0) }
    expect(JSON.stringify([deskOver()(chart).told, extentsOf(chart)])).not.toContain('SGk=')
    expect(extentsOf(chart).vitals).toMatchObject({ count: 0, reading: { complete: false, unreadable: [{ id: 'x' }] } })
  })

  it('is judged where the browser has no Temporal, as a worker finds it', () => {
    const expected = judgedAtOnce(BASE)
    vi.stubGlobal('Temporal', undefined)
    try {
      expect(deskOver()(BASE).answer).toEqual(expected)
    } finally {
      vi.unstubAllGlobals()
    }
  })
})
