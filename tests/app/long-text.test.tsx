import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { ProblemsSection } from '#features/problems/ProblemsSection.tsx'
import { concernsQuery, diagnosesQuery, problemsQuery } from '#fhir/queries.ts'
import { readProblem } from '#fhir/read/problem.ts'
import { isUnreadable } from '#fhir/read/reader.ts'
import { drawSection, still } from '../draw-section.tsx'
import { reading, session } from '../fixtures.ts'

afterEach(cleanup)

/** The section, with one problem of this name as a server sends it. */
function draw(name: string): void {
  const resource = {
    resourceType: 'Condition',
    id: 'c1',
    subject: { reference: 'Patient/p1' },
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
    },
    code: { text: name },
  }
  const problem = readProblem(resource, { query: 'Condition', included: () => undefined })
  if (isUnreadable(problem)) throw new Error('It was not read')
  const { client, has } = still()
  has(problemsQuery(session()), reading([problem]))
  for (const query of [diagnosesQuery, concernsQuery]) has(query(session()), reading([]))
  drawSection(ProblemsSection, client)
}
const drawn = (): string => screen.getByRole('region', { name: /Problems/ }).textContent

it('a name of five million letters is drawn as two thousand and says that it goes on', () => {
  draw(`Asthma ${'x'.repeat(5_000_000)}`)
  expect(screen.getByText(/^Asthma x+…$/)).toBeTruthy()
  expect(drawn().length).toBeLessThan(10_000)
})

it('signs that turn, hide or end a text are not on the page: what stands there is what is read', () => {
  draw('Asthma\u0000 \u202Edetulos\u202C not\u200Bhing\u2066!\u2069')
  expect(screen.getByText('Asthma detulos nothing!')).toBeTruthy()
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  expect(drawn()).not.toMatch(/[\u0000\u200b\u202a-\u202e\u2066-\u2069]/)
})
