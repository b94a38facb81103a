import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { socialHistoryQuery } from '#fhir/queries.ts'
import { expectAxeClean } from '../../../tests/axe.ts'
import { drawSection, still } from '../../../tests/draw-section.tsx'
import { reading, result, session } from '../../../tests/fixtures.ts'
import { SocialHistorySection } from './SocialHistorySection.tsx'

afterEach(cleanup)

const smoking = (when: string, text: string) => result('Smoking', when, { value: { kind: 'text', text, codings: [] } })

it('shows what was stated last, and earlier statements on request', async () => {
  const { client, has } = still()
  has(
    socialHistoryQuery(session()),
    reading([smoking('2020-01-01', 'Every day'), smoking('2026-05-18', 'Former smoker')]),
  )
  drawSection(SocialHistorySection, client)
  expect(screen.getByRole('listitem').textContent).toContain('Smoking: Former smoker')
  expect(screen.queryByText('Every day')).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: /Earlier/ }))
  expect(screen.getByText('Every day')).toBeTruthy()
  await expectAxeClean(document.body)
})
