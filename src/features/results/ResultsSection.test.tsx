import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Result } from '#clinical/result.ts'
import { encountersQuery, laboratoryQuery } from '#fhir/queries.ts'
import { expectAxeClean } from '../../../tests/axe.ts'
import { drawSection, still } from '../../../tests/draw-section.tsx'
import { coding, concept, LOINC, quantity, range, reading, result, session, visit } from '../../../tests/fixtures.ts'
import { ResultsSection } from './ResultsSection.tsx'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

const a1c = (when: string | undefined, value: number, change: Partial<Result> = {}) =>
  result('HbA1c', when, { concept: concept('HbA1c', coding(LOINC, '4548-4')), value: quantity(value, '%'), ...change })

const items = [
  a1c('2026-10-02', 6.1, { flag: 'high', range: range(4, 5.6) }),
  a1c('2026-01-12', 5.6, { range: range(4, 6), status: 'corrected', comment: 'Repeated.' }),
  a1c('2020-01-12', 38, { value: quantity(38, 'mmol/mol') }),
  result('Potassium', '2026-10-02', { value: quantity(4.2, 'mmol/L'), range: range(0, 5.1) }),
  result('TSH', '2023-10-02', { value: quantity(0.01, 'mIU/L', '<') }),
  result('Undated test', undefined, { value: { kind: 'text', text: 'Negative', codings: [] } }),
  result('Sodium', '2026-10-02', { status: 'cancelled' }),
]

function draw(of: readonly Result[] = items) {
  const { client, has } = still()
  has(laboratoryQuery(session()), reading(of))
  has(encountersQuery(session()), reading([visit('Office visit', '2026-05-18')]))
  return drawSection(ResultsSection, client)
}

const region = () => screen.getByRole('region', { name: 'Results' })
const row = (name: string | RegExp) => within(region()).getByText(name).closest('li')!

it('shows the latest of each test with date, unit, range and a word for abnormal', async () => {
  draw()
  expect(row(/^HbA1c/).textContent).toContain('6.1%high4–5.6')
  expect(row(/^HbA1c/).textContent).toContain('2 Oct 2026')
  expect(row('Potassium').textContent).toContain('4.2mmol/L0–5.1')
  expect(screen.getByText('1 of 3 tests flagged abnormal')).toBeTruthy()
  await expectAxeClean(document.body)
})

it('previous values are one key away, each with its own range, never two units in one table', async () => {
  const { openSource } = draw()
  screen.getByRole('button', { name: /^HbA1c/ }).focus()
  await userEvent.keyboard('{Enter}')
  const percent = screen.getByRole('table', { name: 'HbA1c, %' })
  expect(
    within(percent)
      .getAllByRole('row')
      .slice(1)
      .map((line) => line.textContent),
  ).toEqual(['2 Oct 20266.1 %4–5.6high ›', '12 Jan 20265.6 %4–6 corrected, Repeated.›'])
  const other = screen.getByRole('table', { name: 'HbA1c, mmol/mol' })
  expect(within(other).getAllByRole('row')).toHaveLength(2)
  await userEvent.click(within(percent).getByRole('button', { name: 'Source of 5.6 %, 12 Jan 2026' }))
  expect(openSource).toHaveBeenCalledWith(items[1]?.source)
  await expectAxeClean(document.body)
})

it('a lookback hides and counts; what is undated is never hidden', async () => {
  draw()
  expect(within(region()).queryByText('TSH')).toBeNull()
  expect(region().textContent).toContain('1 more before 23 Nov 2025')
  expect(row('Undated test').textContent).toContain('undated')
  await userEvent.click(screen.getByRole('button', { name: 'Show all tests' }))
  expect(row('TSH').textContent).toContain('<0.01mIU/L')
  expect(localStorage.getItem('healthprep.lookback.results')).toBe('all')
})

it('an empty window over older results is not "none recorded"', () => {
  draw([result('TSH', '2023-10-02')])
  expect(region().textContent).toContain('1 more before 23 Nov 2025')
  expect(region().textContent).not.toContain('No laboratory results recorded')
})

it('looks back to the last visit, and is remembered in this browser', async () => {
  draw()
  await userEvent.selectOptions(screen.getByRole('combobox'), 'Since last visit')
  expect(within(region()).getByText(/^HbA1c/)).toBeTruthy()
  cleanup()
  draw([result('Ferritin', '2026-05-17'), result('Iron', '2026-05-18')])
  expect(within(region()).queryByText('Ferritin')).toBeNull()
  expect(within(region()).getByText('Iron')).toBeTruthy()
})

it('works where the browser stores nothing', async () => {
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new DOMException('blocked', 'SecurityError')
  })
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('blocked', 'SecurityError')
  })
  draw()
  await userEvent.selectOptions(screen.getByRole('combobox'), 'All')
  expect(within(region()).getByText('TSH')).toBeTruthy()
})

it('cancelled ones are no results, and not lost', async () => {
  draw()
  expect(within(region()).queryByText('Sodium')).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: '1 cancelled or entered in error' }))
  expect(row('Sodium').textContent).toContain('cancelled')
})

it('every abnormal test stands in the open, however many; the others fold after fifteen', () => {
  const many = Array.from({ length: 40 }, (_, i) => result(`Test ${i}`, '2026-10-02', i < 18 ? { flag: 'low' } : {}))
  draw(many)
  expect(screen.getAllByRole('listitem')).toHaveLength(18)
  expect(screen.getByRole('button', { name: '22 more tests, not flagged abnormal' })).toBeTruthy()
})

it('ticked, the value goes into the note with unit, date, range and what it was', async () => {
  const { ticked } = draw()
  await userEvent.click(screen.getByRole('checkbox', { name: /HbA1c/ }))
  expect(ticked[0]?.text).toBe('HbA1c 6.1 % (2 Oct 2026), high, range 4–5.6, was 5.6 on 12 Jan 2026')
})
