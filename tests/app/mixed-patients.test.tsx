import 'fake-indexeddb/auto'
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { createQueryClient } from '#app/query-client.ts'
import type { Session } from '#auth/session.ts'
import { wipeDrafts } from '#features/note/use-note-draft.ts'
import { isMixed } from '#fhir/file-note.ts'
import { laboratoryQuery } from '#fhir/queries.ts'
import { HealthPrepError } from '#lib/errors.ts'
import { openDesk, signInFor } from '../note-desk.tsx'
import { server, withServer } from '../server.ts'

withServer()
const used: Session[] = []
beforeAll(() => import('#ui/ModalDialog.tsx'), 60_000)
afterEach(async () => {
  cleanup()
  await Promise.all(used.splice(0).map(wipeDrafts))
})

async function desk(slug: string) {
  const { ehr, session } = await signInFor(slug)
  used.push(session)
  const place = openDesk(session)
  await waitFor(async () => expect((await place.words()).readOnly).toBe(false))
  await place.user.click(await place.words())
  await place.user.paste('words')
  const button = () => screen.findByRole('button', { name: /^Review, then file to / })
  return { ...place, ehr, session, button }
}
const FROZEN = /^Epic sent something of another patient for this sheet \(wrong-patient\), so nothing can be filed/

it('a result of another patient freezes the note: nothing can be filed, the text is kept, reading anew frees nothing', async () => {
  const { ehr, session, queryClient, user, words, button } = await desk('wrong-patient-in-results')
  const reading = laboratoryQuery(session)
  await act(() => queryClient.fetchQuery(reading).catch(() => undefined))
  expect(await screen.findByText(FROZEN)).toBeTruthy()
  expect((await button()).getAttribute('aria-disabled')).toBe('true')
  await user.click(await button())
  expect(screen.queryByRole('dialog')).toBeNull()
  act(() => queryClient.removeQueries({ queryKey: reading.queryKey }))
  expect(screen.getByText(FROZEN)).toBeTruthy()
  expect((await words()).value).toBe('words')
  expect(ehr.stored).toEqual([])
})

it('that comes to light while the note is being reviewed stops the sending', async () => {
  const { ehr, session, queryClient, user, button } = await desk('ada')
  await waitFor(async () => expect((await button()).getAttribute('aria-disabled')).toBeNull())
  await user.click(await button())
  const dialog = within(await screen.findByRole('dialog', { name: 'Review the note' }))
  const press = await dialog.findByRole('button', { name: /^File to Ada Maria Example, born / })
  await waitFor(() => expect(press.getAttribute('aria-disabled')).toBeNull())
  const queryFn = () => Promise.reject(new HealthPrepError('unreadable', 'wrong-patient'))
  await act(() =>
    queryClient.fetchQuery({ queryKey: ['fhir', session.key, 'late'], queryFn, retry: false }).catch(() => undefined),
  )
  await user.click(press)
  expect(await screen.findByText(FROZEN)).toBeTruthy()
  expect(ehr.log.filter(({ method, path }) => method === 'POST' && path.endsWith('/DocumentReference'))).toEqual([])
  expect(ehr.stored).toEqual([])
})

it('of another sign-in in the same window freezes nothing here', async () => {
  const { queryClient, button } = await desk('ada')
  const queryFn = () => Promise.reject(new HealthPrepError('unreadable', 'wrong-patient'))
  await act(() =>
    queryClient.fetchQuery({ queryKey: ['fhir', 'another-key', 'x'], queryFn, retry: false }).catch(() => undefined),
  )
  await waitFor(async () => expect((await button()).getAttribute('aria-disabled')).toBeNull())
})

it('among the notes of today, looked for before the sending, stops it as well', async () => {
  const { ehr, session, user, button } = await desk('ada')
  const foreign = { resourceType: 'DocumentReference', id: 'x', subject: { reference: 'Patient/somebody-else' } }
  server.use(
    http.get(`${ehr.fhirBase}/DocumentReference`, () =>
      HttpResponse.json({ resourceType: 'Bundle', type: 'searchset', entry: [{ resource: foreign }] }),
    ),
  )
  await waitFor(async () => expect((await button()).getAttribute('aria-disabled')).toBeNull())
  await user.click(await button())
  const dialog = within(await screen.findByRole('dialog', { name: 'Review the note' }))
  const press = await dialog.findByRole('button', { name: /^File to Ada Maria Example, born / })
  await waitFor(() => expect(press.getAttribute('aria-disabled')).toBeNull())
  await user.click(press)
  expect(await screen.findByText(FROZEN)).toBeTruthy()
  expect(ehr.stored).toEqual([])
  expect(isMixed(session.key)).toBe(true)
})

it('before the note was on the screen, and read anew since, freezes it all the same', async () => {
  const { session } = await signInFor('wrong-patient-in-results')
  const client = createQueryClient()
  await client.fetchQuery(laboratoryQuery(session)).catch(() => undefined)
  client.clear()
  used.push(session)
  openDesk(session)
  expect(await screen.findByText(FROZEN)).toBeTruthy()
})
