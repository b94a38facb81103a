import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { encountersQuery, vitalsQuery } from '#fhir/queries.ts'
import { expectAxeClean } from '../../../tests/axe.ts'
import { drawSection, still } from '../../../tests/draw-section.tsx'
import { coding, concept, LOINC, pressure, quantity, reading, result, session } from '../../../tests/fixtures.ts'
import { VitalsSection } from './VitalsSection.tsx'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

const weight = (when: string, kg: number) =>
  result('Weight', when, { concept: concept('Weight', coding(LOINC, '29463-7')), value: quantity(kg, 'kg') })

function draw() {
  const { client, has } = still()
  has(encountersQuery(session()), reading([]))
  has(
    vitalsQuery(session()),
    reading([
      weight('2026-05-18', 81),
      weight('2025-11-20', 78),
      pressure('2026-05-18', 142, 88),
      pressure('2025-01-01', 131, 84),
    ]),
  )
  return drawSection(VitalsSection, client)
}

it('blood pressure is one value, weight says how far it moved', async () => {
  draw()
  expect(screen.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
    'Blood pressure ▸142/88mmHg18 May 2026›',
    'Weight ▸81kg18 May 2026›+3 kg since 20 Nov 2025',
  ])
  await userEvent.click(screen.getByRole('button', { name: /^Blood pressure/ }))
  expect(screen.getByRole('table').textContent).toContain('131/84 mmHg')
  await expectAxeClean(document.body)
})

it('ticked, the pressure goes into the note', async () => {
  const { ticked } = draw()
  await userEvent.click(screen.getByRole('checkbox', { name: /Blood pressure/ }))
  expect(ticked[0]).toMatchObject({
    section: 'vitals',
    text: 'Blood pressure 142/88 mmHg (18 May 2026), was 131/84 on 1 Jan 2025',
  })
})

it('while the last visit is not known, looking back to it hides nothing and says so', async () => {
  draw()
  await userEvent.selectOptions(screen.getByRole('combobox'), 'Since last visit')
  expect(screen.getByText('The last visit is not known, so all is shown.')).toBeTruthy()
  expect(screen.getAllByRole('listitem')).toHaveLength(2)
})
