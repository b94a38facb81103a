import 'fake-indexeddb/auto'
import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it, vi } from 'vitest'
import { comeBack, desk, file, openSecond, posts, reopened, withDesks, write, type Desk } from '../note-steps.tsx'
import { server } from '../server.ts'

withDesks()
// Two windows in one page are twice as much to look through.
vi.setConfig({ testTimeout: 90_000 })

const UNKNOWN = /^It is not known whether the note sent at \d\d:\d\d is in the chart/
const EARLY = /^It is not there yet\. Nobody answered for it/

/** The server stores what is sent from now on, and the answer is lost. */
const loseAnswers = ({ ehr }: Desk): void =>
  server.use(
    http.post(`${ehr.fhirBase}/DocumentReference`, async ({ request }) => {
      await ehr(request)
      return HttpResponse.error()
    }),
  )
const look = async ({ user }: Desk): Promise<void> => user.click(await screen.findByRole('button', { name: /^Look/ }))
const words = (container: HTMLElement) => container.querySelector<HTMLTextAreaElement>('.note textarea')!

it('a window that still shows what became of an earlier note takes the draft over: it does not know either, and sends nothing', async () => {
  const place = await desk()
  await write(place, 'first note')
  await file(place)
  await screen.findByText(/^Filed at /)
  const first = within(place.container)
  const second = openSecond(place)
  const inSecond = within(second.container)
  await place.user.click(await inSecond.findByRole('button', { name: 'Take over' }))
  await waitFor(() => expect(words(second.container).readOnly).toBe(false))
  await place.user.click(words(second.container))
  await place.user.paste('second note')
  loseAnswers(place)
  await place.user.click(inSecond.getByRole('button', { name: /^Review, then file to / }))
  await place.user.click(await screen.findByRole('button', { name: /^File a second note to / }))
  await inSecond.findByText(UNKNOWN)
  await place.user.click(await first.findByRole('button', { name: 'Take over' }))
  expect(await first.findByText(UNKNOWN)).toBeTruthy()
  const review = first.getByRole('button', { name: /^Review, then file to / })
  expect(review.getAttribute('aria-disabled')).toBe('true')
  expect(words(place.container).readOnly).toBe(true)
  expect(posts(place)).toHaveLength(2)
  expect(place.ehr.stored).toHaveLength(2)
})

it('words written besides, before a draft whose answer was lost was brought here, stay when the note is found', async () => {
  const place = await desk()
  await write(place, 'what was sent')
  loseAnswers(place)
  await file(place)
  await screen.findByText(UNKNOWN)
  const back = await comeBack(place, { encounterId: 'another' })
  await write(back, 'written besides')
  await place.user.click(await screen.findByRole('button', { name: 'Bring it here' }))
  await screen.findByText(UNKNOWN)
  expect((await back.words()).value).toBe('what was sent\nwritten besides')
  await look(back)
  expect(await screen.findByText(/^Found in the chart/)).toBeTruthy()
  expect((await back.words()).value).toBe('written besides')
  await expect.poll(() => reopened(back)).toBe('written besides')
  expect(place.ehr.stored).toHaveLength(1)
})

it('the minute and a half in which a note may be on its way runs from when it left, not from when its visit was checked', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const place = await desk('lost-before-filing')
  await write(place, 'words')
  server.use(
    http.get(`${place.ehr.fhirBase}/Encounter/:id`, ({ request }) => {
      vi.setSystemTime(Date.now() + 60_000)
      return place.ehr(request)
    }),
  )
  await file(place)
  await screen.findByText(UNKNOWN)
  vi.setSystemTime(Date.now() + 60_000)
  await look(place)
  expect(await screen.findByText(EARLY)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull()
})

it('a note that is not in the chart is not sent again from a window that has lost the draft', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const place = await desk('lost-before-filing')
  await write(place, 'words')
  await file(place)
  await screen.findByText(UNKNOWN)
  vi.setSystemTime(Date.now() + 90_000)
  await look(place)
  const again = await screen.findByRole('button', { name: 'Send again' })
  expect(again.getAttribute('aria-disabled')).toBeNull()
  const second = openSecond(place)
  await place.user.click(await within(second.container).findByRole('button', { name: 'Take over' }))
  await waitFor(() => expect(again.getAttribute('aria-disabled')).toBe('true'))
  await place.user.click(again)
  expect(screen.queryByRole('dialog')).toBeNull()
})
