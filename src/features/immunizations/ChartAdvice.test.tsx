import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { concept, dose, reading, result } from '#clinical/immunization/record/samples.ts'
import type { VaccineAdvice } from '#clinical/vaccine-advice.ts'
import { recommendationsQuery } from '#fhir/queries.ts'
import { drawSection } from '../../../tests/draw-section.tsx'
import { session } from '../../../tests/fixtures.ts'
import { drawForecast, forecast, putChart, region, rowOf } from '../../../tests/vaccine-desk.tsx'
import { ForecastSection } from './ForecastSection.tsx'

const CVX = 'http://hl7.org/fhir/sid/cvx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe("the chart's own recommendations", () => {
  const may = session()
  const advice = (status: 'due' | 'complete'): VaccineAdvice => ({
    id: 'ImmunizationRecommendation/1',
    source: {
      resourceType: 'ImmunizationRecommendation',
      id: '1',
      date: undefined,
      author: undefined,
      codings: [],
      query: '',
    },
    made: undefined,
    recommendations: [
      {
        vaccines: [concept(CVX, '03', 'MMR')],
        disease: undefined,
        status,
        statusText: status,
        earliest: undefined,
        due: undefined,
        overdue: undefined,
        doseNumber: undefined,
      },
    ],
  })
  const twice = [dose('2016-11-01:03'), dose('2020-01-01:03')]
  const show = (answer: { readonly data: unknown } | { readonly error: 'forbidden' | 'not-found' | 'server' }) => {
    const { client, has, failed } = putChart('2015-09-23', twice)
    if ('data' in answer) has(recommendationsQuery(may), answer.data)
    else failed(recommendationsQuery(may), answer.error)
    // What stands in the cache is not asked for again.
    return drawSection(ForecastSection, client, may)
  }

  it('stands beside ours, opens its source, and is folded away with it where both agree', async () => {
    const { openSource } = show({ data: reading([advice('complete')]) })
    const row = await rowOf('MMR')
    expect(row.textContent).toContain('The chart’s own recommendation: complete')
    expect(within(row).queryByText('Differs')).toBeNull()
    await userEvent.click(within(row).getByRole('button', { name: 'Source' }))
    expect(openSource.mock.calls[0]?.[0]).toMatchObject({ resourceType: 'ImmunizationRecommendation' })
  })

  it('that contradicts ours is marked, never folded away, and goes into the note', async () => {
    const { ticked } = show({ data: reading([advice('due')]) })
    await forecast()
    const row = within(screen.getByRole('list', { name: 'Vaccines due' }))
      .getByLabelText(/MMR vaccine: complete/)
      .closest('li')
    expect(row?.textContent).toContain('Differs The chart’s own recommendation: due')
    await userEvent.click(screen.getByLabelText(/MMR vaccine: complete/))
    expect(ticked[0]?.text).toContain('The chart’s own recommendation differs: due')
  })

  it.each([
    ['none', { data: reading([]) }, 'The chart holds no recommendation of its own'],
    [
      'a list that was cut',
      { data: reading([], [{ kind: 'cut' }]) },
      'Not all of the chart’s own recommendations could be read',
    ],
    ['a refusal', { error: 'forbidden' }, 'does not offer its own recommendations'],
    ['unknown to the server', { error: 'not-found' }, 'does not offer its own recommendations'],
    ['a fault of the server', { error: 'server' }, 'own recommendations could not be read; they may differ'],
  ] as const)('%s is said so', async (_, answer, words) => {
    show(answer)
    await forecast()
    expect(region().textContent).toContain(words)
    expect(region().textContent.includes('holds no recommendation')).toBe(words.includes('holds no recommendation'))
  })

  it('in a chart of more than a page of results it is read when asked for', async () => {
    const many = Array.from({ length: 1001 }, (_, at) =>
      result(`x-${at}`, { kind: 'absent', reason: 'none' }, '2026-01-01'),
    )
    drawSection(ForecastSection, putChart('2015-09-23', twice, { laboratory: reading(many) }).client, may)
    await forecast()
    const button = screen.getByRole('button', { name: 'Compare with the chart’s own recommendations' })
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('unreachable')))
    await userEvent.click(button)
    expect(screen.queryByRole('button', { name: /^Compare with/ })).toBeNull()
  })

  it('is not asked for where the sign-in does not allow it', async () => {
    drawForecast('2015-09-23', twice)
    await forecast()
    expect(region().textContent).toContain('does not offer its own recommendations')
  })
})
