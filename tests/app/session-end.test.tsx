import 'fake-indexeddb/auto'
import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { endSession, openSession } from '#auth/session.ts'
import { createTestEhr, renderApp, withApp } from '../render.tsx'

withApp()

const banner = () => screen.findByRole('region', { name: 'Patient' })
const open = async (slug = 'ada') => {
  const page = await renderApp(slug)
  await within(await banner()).findByText(/Example/)
  await waitFor(() =>
    expect([page.queryClient.isFetching(), document.querySelector('[aria-busy=true]')]).toEqual([0, null]),
  )
  return page
}
describe('the address of another sign-in in the same page', () => {
  it('brings its own patient at once, and nothing of the one before', async () => {
    const ehr = createTestEhr()
    const walter = await renderApp('walter', { ehr })
    const ada = await renderApp('ada', { ehr })
    await within(await banner()).findByText('Example, Ada Maria')
    act(() => {
      location.hash = `#/s/${walter.key}`
    })
    await waitFor(async () => expect((await banner()).textContent).toMatch(/Walter/))
    expect(document.body.textContent).not.toMatch(/Ada/)
    expect(ada.key).not.toBe(walter.key)
  })

  it('that ends leaves this one as it is', async () => {
    const ehr = createTestEhr()
    const walter = await renderApp('walter', { ehr })
    await renderApp('ada', { ehr })
    await within(await banner()).findByText('Example, Ada Maria')
    act(() => void endSession(walter.key, 'signed-out'))
    expect(within(await banner()).getByText('Example, Ada Maria')).toBeTruthy()
  })
})

describe('signing out', () => {
  it('leaves no page to go back to: the sheet’s place in the history is taken', async () => {
    const { user } = await open()
    const places = history.length
    await user.click(screen.getByRole('button', { name: 'Sign out' }))
    await screen.findByRole('heading', { level: 1, name: 'Signed out' })
    expect(history.length).toBe(places)
  })

  it('takes the sheet off the screen before anything else', async () => {
    const { key } = await open()
    act(() => screen.getByRole('button', { name: 'Sign out' }).click())
    expect(document.body.textContent).not.toMatch(/Ada/)
    expect(openSession(key)).toBeUndefined()
    await screen.findByRole('heading', { level: 1, name: 'Signed out' })
  })

  it('where another patient was answered, from the page that stopped the sheet', async () => {
    const { user, key } = await renderApp('wrong-patient-read')
    await screen.findByRole('heading', { level: 1, name: 'Stopped: another patient' })
    expect(screen.getByRole('alert').textContent).toMatch(/Nothing is shown, and no note can be filed/)
    expect(screen.getByText('wrong-patient')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Sign out' }))
    await screen.findByRole('heading', { level: 1, name: 'Signed out' })
    expect(openSession(key)).toBeUndefined()
  })

  it('where the storage does not let go of the token, forgets everything else, ends the sheet and says what is left', async () => {
    const { key, queryClient } = await open()
    const signal = openSession(key)?.signal
    vi.spyOn(Storage.prototype, 'removeItem').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError')
    })
    act(() => screen.getByRole('button', { name: 'Sign out' }).click())
    await screen.findByRole('heading', { level: 1, name: 'Signed out' })
    expect(document.body.textContent).not.toMatch(/Ada/)
    expect(queryClient.getQueryCache().findAll({ queryKey: ['fhir', key] })).toEqual([])
    expect(signal?.aborted, 'nothing is read any more').toBe(true)
    expect(screen.getByRole('alert').textContent).toMatch(/^The permission to read the chart could not be removed/)
    expect(screen.queryByText('the permission to read the chart,')).toBeNull()
    expect(screen.getByText(draft), 'the draft is gone').toBeTruthy()
  })

  const draft = 'the draft of the note.'
  const mayBeLeft = /^The draft of the note could not be removed\./

  it.each([
    ['fails to remove', 'UnknownError', true],
    ['forbids, and so never kept,', 'SecurityError', false],
  ])('where the browser %s the draft, does not claim more than is so', async (_, name, left) => {
    await open()
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('no', name)
    })
    act(() => screen.getByRole('button', { name: 'Sign out' }).click())
    await screen.findByRole('heading', { level: 1, name: 'Signed out' })
    expect([screen.queryByText(draft) === null, screen.queryByText(mayBeLeft) !== null]).toEqual([left, left])
  })

  it('waits three seconds for the draft to be removed, then says that it may be left', async () => {
    await open()
    vi.spyOn(indexedDB, 'open').mockImplementation(() => new EventTarget() as IDBOpenDBRequest)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    act(() => screen.getByRole('button', { name: 'Sign out' }).click())
    vi.advanceTimersByTime(3000)
    vi.useRealTimers()
    await screen.findByRole('heading', { level: 1, name: 'Signed out' })
    expect([screen.queryByText(draft), screen.getByRole('alert').textContent]).toEqual([
      null,
      expect.stringMatching(mayBeLeft),
    ])
  })
})
