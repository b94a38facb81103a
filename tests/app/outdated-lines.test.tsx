import 'fake-indexeddb/auto'
import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { Problem } from '#clinical/problem.ts'
import { concernsQuery, diagnosesQuery, problemsQuery } from '#fhir/queries.ts'
import { makeReading, type Gap } from '#lib/reading.ts'
import { expectAxeClean } from '../axe.ts'
import * as made from '../fixtures.ts'
import { comeBack, desk, posts, ready, review, withDesks, type Desk } from '../note-steps.tsx'

withDesks()

const [prediabetes, migraine] = [made.problem('Prediabetes'), made.problem('Migraine')]
const LINES = [prediabetes, migraine].map(({ id, source, concept }) => ({
  id,
  section: 'problems' as const,
  text: concept.text,
  sources: [source],
}))
const inError = { ...prediabetes, verification: 'entered-in-error' } as const

/** The list of problems has been read anew, and so have the others of its kind. */
const readAnew = ({ queryClient, session }: Desk, items: readonly Problem[], gaps: readonly Gap[] = []): void => {
  const asOf = Date.now() + 1000
  act(() => {
    queryClient.setQueryData(problemsQuery(session).queryKey, makeReading(items, [], gaps, asOf))
    for (const { queryKey } of [diagnosesQuery(session), concernsQuery(session)])
      queryClient.setQueryData(queryKey, (before) => before && { ...before, asOf })
  })
}

async function tickedBoth(): Promise<Desk> {
  const place = await desk('ada', {}, LINES)
  await ready(place)
  await waitFor(() => expect(place.queryClient.isFetching()).toBe(0))
  readAnew(place, [prediabetes, migraine])
  for (const { text } of LINES) await place.user.click(screen.getByRole('checkbox', { name: text }))
  return place
}
const beside = () =>
  [...document.querySelectorAll('.note-lines li')].map((each) => each.querySelector('.note-warn')?.textContent ?? '')
const expectBeside = (...sentences: string[]) => waitFor(() => expect(beside()).toEqual(sentences))
const IN_ERROR = 'What this line stands on has since been marked as entered in error.'

it('an entry is entered in error after its line was ticked: the line stays, and it is said beside it and in the review', async () => {
  const place = await tickedBoth()
  await expectBeside('', '')
  readAnew(place, [inError, migraine])
  await expectBeside(IN_ERROR, '')
  await expectAxeClean(place.container.querySelector('.note') ?? undefined)
  const dialog = await review(place)
  const told =
    '1 ticked line stands on what has since changed in the chart, been marked as entered in error, or is no longer there. The draft says which.'
  expect(await dialog.findByText(told)).toBeTruthy()
  expect((await dialog.findByRole('region', { name: 'Exactly what will be filed' })).textContent).toContain(
    'Prediabetes',
  )
  // What comes to light while the review is open is told there too.
  readAnew(place, [inError])
  expect(await dialog.findByText(/^2 ticked lines stand on what has since changed/)).toBeTruthy()
  await expectBeside(IN_ERROR, 'What this line stands on is no longer in the chart.')
  expect(posts(place)).toEqual([])
})

it('a list that failed in part is no proof that an entry is gone; one that changed is told; ticked anew it is as it is now', async () => {
  const place = await tickedBoth()
  readAnew(place, [{ ...migraine, status: 'resolved' }], [{ kind: 'cut' }])
  await expectBeside('', 'What this line stands on has changed since it was ticked.')
  for (let press = 0; press < 2; press += 1) await place.user.click(screen.getByRole('checkbox', { name: 'Migraine' }))
  await expectBeside('', '')
  const dialog = await review(place)
  expect(dialog.queryByText(/has since changed/)).toBeNull()
})

it('of a draft that is brought back it is told as well', async () => {
  const place = await tickedBoth()
  await place.user.click(await place.words())
  await place.user.paste('words')
  const back = await comeBack(place)
  await screen.findByText(/^Your draft of \d\d:\d\d was brought back/)
  await waitFor(() => expect(back.queryClient.isFetching()).toBe(0))
  readAnew({ ...place, ...back }, [inError, migraine])
  await expectBeside(IN_ERROR, '')
  expect(within(document.body).getAllByText('Prediabetes').length).toBeGreaterThan(0)
})
