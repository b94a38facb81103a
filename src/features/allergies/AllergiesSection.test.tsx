import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import type { Allergy } from '#clinical/allergy.ts'
import { allergiesQuery } from '#fhir/queries.ts'
import type { Gap } from '#lib/reading.ts'
import { expectAxeClean } from '../../../tests/axe.ts'
import { drawSection, still } from '../../../tests/draw-section.tsx'
import { allergy, coding, concept, on, reading, session, SNOMED } from '../../../tests/fixtures.ts'
import { AllergiesSection } from './AllergiesSection.tsx'

afterEach(cleanup)

const asserted = allergy('', {
  substance: concept('No known allergies', coding(SNOMED, '716186003')),
  says: 'none',
  recorded: on('2024-03-02'),
})

function draw(items: readonly Allergy[], gaps: readonly Gap[] = []) {
  const { client, has } = still()
  has(allergiesQuery(session()), reading(items, { gaps }))
  return drawSection(AllergiesSection, client)
}

const text = () => screen.getByRole('region', { name: 'Allergies' }).textContent

it('nothing recorded is not the same as recorded as none', () => {
  draw([])
  expect(text()).toContain('No allergies recorded, and nobody recorded that there are none, as of 10:42.')
  cleanup()
  draw([asserted])
  expect(text()).toContain('No known allergies · recorded in the chart as none')
  expect(text()).toContain('2 Mar 2024')
  expect(text()).not.toContain('nobody recorded')
})

it('a patient who was never asked has unknown allergies: not one, and not none', async () => {
  draw([allergy('Not on File', { says: 'not-asked', verification: 'unconfirmed' })])
  expect(text()).toContain('No allergies recorded, and nobody recorded that there are none, as of 10:42.')
  expect(text()).toContain('Not on File · allergies have not been asked about, so unknown')
  expect(text()).not.toContain('1 recorded')
  await expectAxeClean(document.body)
})

it('says substance, reaction, how grave and how sure', async () => {
  draw([
    allergy('Penicillin G', { reactions: ['hives'], criticality: 'high', onset: on('2004') }),
    allergy('Latex', { kind: 'intolerance', verification: 'unconfirmed' }),
  ])
  expect(screen.getByText('Penicillin G').closest('li')?.textContent).toContain('High criticalityPenicillin G — hives')
  expect(screen.getByText('Latex').closest('li')?.textContent).toContain(
    'reaction not recorded · intolerance, unconfirmed',
  )
  await expectAxeClean(document.body)
})

it('a refuted one, or one entered in error, is no allergy and is not lost', async () => {
  draw([allergy('Shellfish', { verification: 'refuted' }), allergy('Dust', { verification: 'entered-in-error' })])
  expect(text()).toContain('No allergies recorded')
  await userEvent.click(screen.getByRole('button', { name: '2 refuted or entered in error' }))
  expect(text()).toContain('RefutedShellfish')
})

it('a chart that says both "none" and an allergy is called contradictory', () => {
  draw([asserted, allergy('Latex')])
  expect(text()).toContain('The record contradicts itself')
})

it('"no known allergies" of an incomplete list stands beside the warning', () => {
  draw([asserted], [{ kind: 'withheld-from-user' }])
  expect(text()).toContain('Epic leaves out what you may not see')
})

it('ticked, it goes into the note in one line', async () => {
  const { ticked } = draw([allergy('Penicillin G', { reactions: ['hives'], onset: on('2004') })])
  await userEvent.click(screen.getByRole('checkbox'))
  expect(ticked).toMatchObject([{ section: 'allergies', text: 'Penicillin G: hives (since 2004)' }])
})
