import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import {
  diagnosesQuery,
  documentsQuery,
  encountersQuery,
  laboratoryQuery,
  medicationsQuery,
  problemsQuery,
  reportsQuery,
} from '#fhir/queries.ts'
import { expectAxeClean } from '../../../tests/axe.ts'
import { drawSection, still } from '../../../tests/draw-section.tsx'
import {
  chartDocument,
  medication,
  on,
  problem,
  quantity,
  reading,
  result,
  session,
  visit,
} from '../../../tests/fixtures.ts'
import { SinceLastVisitSection } from './SinceLastVisitSection.tsx'

afterEach(cleanup)

const s = session()
const withMe = { clinicians: [{ name: 'Attending, Dr.', id: 'attending' }] }
const last = visit('Office visit', '2026-05-18', withMe)

function chart(filled = true) {
  const cache = still()
  const some = <T,>(...items: readonly T[]) => reading(filled ? items : [])
  cache.has(
    encountersQuery(s),
    reading([last, ...(filled ? [visit('Emergency', '2026-07-04', { reasons: ['ankle sprain'] })] : [])]),
  )
  cache.has(
    problemsQuery(s),
    some(problem('Prediabetes', { recorded: on('2026-10-02') }), problem('Gout', { recorded: on('2019') })),
  )
  cache.has(diagnosesQuery(s), some())
  cache.has(
    medicationsQuery(s),
    some(medication('Losartan 50 mg', { dose: '1 daily', started: on('2026-08-21') }), medication('Ibuprofen')),
  )
  cache.has(
    laboratoryQuery(s),
    some(
      result('HbA1c', '2026-10-02', { value: quantity(6.1, '%'), flag: 'high' }),
      result('HbA1c', '2026-01-12', { value: quantity(5.6, '%') }),
      result('Potassium', '2026-10-02', { value: quantity(4.2, 'mmol/L') }),
    ),
  )
  cache.has(documentsQuery(s), some(chartDocument('Letter', { date: on('2026-07-09') })))
  cache.has(reportsQuery(s), some())
  return cache
}

const region = () => screen.getByRole('region', { name: 'Since last visit' })
const rows = () =>
  within(region())
    .getAllByRole('listitem')
    .map((row) => row.textContent)

it('lists what is new, newest first, then papers; the rest is folded and counted', async () => {
  drawSection(SinceLastVisitSection, chart().client)
  expect(screen.getByText('6 months ago')).toBeTruthy()
  expect(rows()).toEqual([
    'New problem: Prediabetes2 Oct 2026›',
    'HbA1c 6.1 % high, was 5.6 on 12 Jan 20262 Oct 2026›',
    'Started: Losartan 50 mg, 1 daily21 Aug 2026›',
    'Visit: Emergency: ankle sprain4 Jul 2026›',
    'New document: Letter9 Jul 2026›',
  ])
  expect(screen.getByRole('button', { name: '1 other test, not flagged abnormal' })).toBeTruthy()
  expect(screen.getByRole('button', { name: /1 without a usable date/ })).toBeTruthy()
  await expectAxeClean(document.body)
})

it('ticked, a change goes into the note under its heading', async () => {
  const { ticked } = drawSection(SinceLastVisitSection, chart().client)
  await userEvent.click(screen.getByRole('checkbox', { name: /HbA1c/ }))
  expect(ticked[0]).toMatchObject({
    section: 'since-last-visit',
    text: 'HbA1c 6.1 % (2 Oct 2026), high, was 5.6 on 12 Jan 2026',
  })
})

describe('that nothing changed', () => {
  const NOTHING = /No dated change recorded/

  it('is said only when every reading is complete', () => {
    drawSection(SinceLastVisitSection, chart(false).client)
    expect(region().textContent).toMatch(NOTHING)
  })

  it.each([
    ['problems', problemsQuery(s)],
    ['visit diagnoses', diagnosesQuery(s)],
    ['medications', medicationsQuery(s)],
    ['results', laboratoryQuery(s)],
    ['documents', documentsQuery(s)],
    ['reports', reportsQuery(s)],
  ])('is not said where %s failed, are cut, or are to come', (part, query) => {
    const failed = chart(false)
    failed.client.removeQueries({ queryKey: query.queryKey })
    failed.failed(query)
    drawSection(SinceLastVisitSection, failed.client)
    expect(region().textContent).not.toMatch(NOTHING)
    expect(region().textContent).toContain(`Whether there are any ${part} is unknown.`)
    cleanup()

    const cut = chart(false)
    cut.has(query, reading([], { gaps: [{ kind: 'cut' }] }))
    drawSection(SinceLastVisitSection, cut.client)
    expect(region().textContent).not.toMatch(NOTHING)
    expect(region().textContent).toContain(`The list of ${part} was cut short`)
    cleanup()

    const waiting = chart(false)
    waiting.client.removeQueries({ queryKey: query.queryKey })
    drawSection(SinceLastVisitSection, waiting.client)
    expect(region().textContent).not.toMatch(NOTHING)
    expect(region().textContent).toContain(`Reading on: ${part}…`)
  })
})

describe('the last visit', () => {
  it('another can be chosen', async () => {
    const cache = chart()
    cache.has(encountersQuery(s), reading([last, visit('Telephone', '2026-09-01')]))
    drawSection(SinceLastVisitSection, cache.client)
    await userEvent.selectOptions(screen.getByRole('combobox'), '1 Sep 2026, Telephone')
    expect(rows()[0]).toContain('Prediabetes')
    expect(region().textContent).not.toContain('Losartan')
  })

  it('or any day up to today', async () => {
    drawSection(SinceLastVisitSection, chart().client)
    await userEvent.selectOptions(screen.getByRole('combobox'), 'Another day…')
    fireEvent.change(screen.getByLabelText('Changes since which day'), { target: { value: '2026-10-01' } })
    expect(rows()).toHaveLength(2)
    fireEvent.change(screen.getByLabelText('Changes since which day'), { target: { value: '2027-10-01' } })
    expect(rows()).toHaveLength(2)
  })

  it('of an incomplete list of visits may have been a later one, and that is said', () => {
    const cache = chart()
    cache.has(encountersQuery(s), reading([last], { gaps: [{ kind: 'cut' }] }))
    drawSection(SinceLastVisitSection, cache.client)
    expect(region().textContent).toContain('the last visit may have been a later one')
  })

  it('is unknown where visits could not be read: a day can be given instead', () => {
    const cache = chart()
    cache.client.removeQueries({ queryKey: encountersQuery(s).queryKey })
    cache.failed(encountersQuery(s))
    drawSection(SinceLastVisitSection, cache.client)
    expect(region().textContent).toContain('Could not be read.')
    fireEvent.change(screen.getByLabelText('Changes since which day'), { target: { value: '2026-10-01' } })
    expect(rows()[0]).toContain('Prediabetes')
    expect(region().textContent).toContain('Visits: could not be read.')
  })
})
