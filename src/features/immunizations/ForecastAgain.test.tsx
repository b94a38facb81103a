import { QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { dose, reading } from '#clinical/immunization/record/samples.ts'
import { immunizationsQuery } from '#fhir/queries.ts'
import { session, today } from '../../../tests/fixtures.ts'
import { granted, putChart, region, rowOf } from '../../../tests/vaccine-desk.tsx'
import { ForecastSection } from './ForecastSection.tsx'

afterEach(cleanup)

function drawn() {
  const { client, has } = putChart('2014-11-23')
  const ticks = { has: () => false, toggle: vi.fn<() => void>() }
  const of = (whose: typeof granted) => (
    <QueryClientProvider client={client}>
      <ForecastSection session={whose} ticks={ticks} today={Temporal.PlainDate.from(today)} openSource={vi.fn()} />
    </QueryClientProvider>
  )
  const { rerender } = render(of(granted))
  /** The same page at the address of another sign-in, whose chart has been read. */
  const signInOf = (whose: typeof granted): void => {
    for (const { queryKey, state } of client.getQueryCache().getAll())
      client.setQueryData([queryKey[0], whose.key, ...queryKey.slice(2)], state.data)
    rerender(of(whose))
  }
  return { has, signInOf }
}

it('what is being typed in a row stays while more of the chart is read', async () => {
  const { has } = drawn()
  const row = await rowOf('Polio')
  await userEvent.click(within(row).getByRole('button', { name: /No dose recorded/ }))
  await userEvent.click(within(row).getByRole('button', { name: 'Given elsewhere' }))
  await userEvent.type(within(row).getByLabelText('Where'), 'County clinic')
  act(() => has(immunizationsQuery(granted), reading([dose('2015-01-23:10')])))
  expect(region().textContent).not.toContain('Comparing')
  await screen.findByRole('button', { name: /1 dose recorded/ })
  expect(within(await rowOf('Polio')).getByLabelText<HTMLInputElement>('Where').value).toBe('County clinic')
})

it('the forecast of one sign-in never stands while another’s is reckoned', async () => {
  const { signInOf } = drawn()
  await rowOf('Polio')
  signInOf(session({ key: 'another' }))
  expect(region().textContent).toContain('Comparing with the schedule')
  expect(region().querySelectorAll('li')).toHaveLength(0)
})
