import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import type { Source } from '#clinical/source.ts'
import { resourceQuery } from '#fhir/queries.ts'
import { expectAxeClean } from '../../../tests/axe.ts'
import { coding, LOINC, on, session } from '../../../tests/fixtures.ts'
import { SourcePanel } from './SourcePanel.tsx'

afterEach(cleanup)

const source: Source = {
  resourceType: 'Observation',
  id: 'a1c',
  date: on('2026-10-02'),
  author: 'Central Laboratory',
  codings: [coding(LOINC, '4548-4'), { system: 'urn:oid:1.2.840.114350.1.13', code: '77', display: 'A1C' }],
  query: 'Observation?category=laboratory',
}

async function draw(of: Source = source) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, structuralSharing: false } } })
  client.setQueryData(resourceQuery(session(), 'Observation', 'a1c').queryKey, {
    resourceType: 'Observation',
    id: 'a1c',
  })
  const onClose = vi.fn<() => void>()
  render(
    <QueryClientProvider client={client}>
      <SourcePanel session={session()} source={of} onClose={onClose} />
    </QueryClientProvider>,
  )
  return { dialog: await screen.findByRole('dialog', {}, { timeout: 8000 }), onClose, client }
}

it('says type, date, author, codes with the names of their systems, and the query', async () => {
  const { dialog } = await draw()
  for (const words of [
    'Observation a1c',
    '2 Oct 2026',
    'Central Laboratory',
    'LOINC 4548-4',
    'Epic (1.2.840.114350.1.13) 77 · A1C',
    'Observation?category=laboratory',
  ]) {
    expect(dialog.textContent).toContain(words)
  }
  await expectAxeClean(dialog)
})

it('shows what was sent only on request', async () => {
  const { dialog } = await draw()
  expect(dialog.textContent).not.toContain('"resourceType"')
  await userEvent.click(screen.getByRole('button', { name: 'Show what Epic sent' }))
  expect(dialog.textContent).toContain('"resourceType": "Observation"')
})

it('what is missing is said to be missing', async () => {
  const { dialog } = await draw({ ...source, date: undefined, author: undefined, codings: [] })
  expect(dialog.textContent).toContain('DateNot recordedAuthorNot recordedCodesNone: recorded in words only')
})

it('closes with Escape', async () => {
  const { onClose } = await draw()
  await userEvent.keyboard('{Escape}')
  expect(onClose).toHaveBeenCalledOnce()
})

it.each([
  [100, '"deepest"'],
  [101, 'nested more than 100 levels deep'],
  [100_000, 'nested more than 100 levels deep'],
])('a record nested %d levels deep is shown, or said to be too deep', async (levels, shown) => {
  const { dialog, client } = await draw()
  const deep: unknown = JSON.parse(`${'{"a":'.repeat(levels)}"deepest"${'}'.repeat(levels)}`)
  act(() => {
    client.setQueryData(resourceQuery(session(), 'Observation', 'a1c').queryKey, deep)
  })
  await userEvent.click(screen.getByRole('button', { name: 'Show what Epic sent' }))
  expect(dialog.textContent).toContain(shown)
})
