import 'fake-indexeddb/auto'
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { endSession } from '#auth/session.ts'
import { expectAxeClean } from '../axe.ts'
import { createTestEhr, renderApp, renderAt, withApp, type Rendered } from '../render.tsx'

withApp()

const banner = () => screen.findByRole('region', { name: 'Patient' })
const fhirRequests = ({ ehr }: Rendered) => ehr.log.map(({ url }) => url).filter((url) => url.startsWith(ehr.fhirBase))
const settled = ({ queryClient }: Rendered) =>
  waitFor(() => expect([queryClient.isFetching(), document.querySelector('[aria-busy=true]')]).toEqual([0, null]))

describe('who this is', () => {
  it('is said with name, age, sex, birth date and record number', async () => {
    await renderApp('ada')
    const who = within(await banner())
    expect(await who.findByText('Example, Ada Maria')).toBeTruthy()
    expect(who.getByText(/^39 y · female · born \d+ \w{3} 19\d\d$/)).toBeTruthy()
    expect(who.getByText('MRN 203713')).toBeTruthy()
  })

  it('says what a patient goes by, where that is another name', async () => {
    await renderApp('robin')
    const who = within(await banner())
    expect(await who.findByText('Fixture, Robin')).toBeTruthy()
    expect(who.getByText('goes by Rob')).toBeTruthy()
  })

  it('says that a patient has died, and gives the age at death instead of an age today', async () => {
    await renderApp('deceased')
    const who = within(await banner())
    expect(await who.findByText(/^Died \d+ \w{3} \d{4}$/)).toBeTruthy()
    expect(who.getByText(/^died aged \d+ y · /)).toBeTruthy()
  })

  it('stands on paper only where Epic shows the patient itself', async () => {
    await renderApp('ada', { record: { needPatientBanner: false } })
    expect((await banner()).className).toContain('paper-only')
  })

  it('is never in the title or the address', async () => {
    await renderApp('ada')
    await within(await banner()).findByText('Example, Ada Maria')
    expect(document.title).toBe('HealthPrep')
    expect(location.href).not.toMatch(/Example|203713|patient-ada/i)
  })

  it('is unknown, and said to be, where the patient may not be read', async () => {
    await renderApp('patient-403')
    expect(await screen.findByText('Who this is could not be read.')).toBeTruthy()
  })

  it('stops the whole sheet when Epic answers with another patient', async () => {
    await renderApp('wrong-patient-read')
    expect(await screen.findByRole('heading', { level: 1, name: 'Stopped: another patient' })).toBeTruthy()
    expect(screen.queryByRole('heading', { level: 2 })).toBeNull()
    await expectAxeClean()
  })
})

describe('two sign-ins in one window', () => {
  it('show each its own patient, and nothing of the other', async () => {
    const ehr = createTestEhr()
    const first = await renderApp('ada', { ehr })
    await within(await banner()).findByText('Example, Ada Maria')
    const second = await renderApp('walter', { ehr })
    await waitFor(async () => expect((await banner()).textContent).toMatch(/Walter/))
    expect(document.body.textContent).not.toMatch(/Example, Ada/)
    renderAt(`#/s/${first.key}`, ehr)
    await within(await banner()).findByText('Example, Ada Maria')
    expect(document.body.textContent).not.toMatch(/Walter/)
    expect(first.key).not.toBe(second.key)
  })
})

describe('the clock of the sign-in', () => {
  const at = (minutes: number, seconds = 0) => {
    vi.setSystemTime(start + (minutes * 60 + seconds) * 1000)
    document.dispatchEvent(new Event('visibilitychange'))
  }
  let start = 0
  const renderForTenMinutes = async () => {
    start = Date.now()
    vi.useFakeTimers({ toFake: ['Date'], now: start })
    const page = await renderApp('ada', { mint: { expiresIn: 600 } })
    await screen.findByText(/^signed in until \d\d:\d\d$/)
    await settled(page)
    return page
  }
  afterEach(() => vi.useRealTimers())

  it('warns five minutes before the end, not earlier, and takes the focus from nobody', async () => {
    const { user, key, onSignInAgain } = await renderForTenMinutes()
    at(4, 58)
    expect(screen.getByRole('alert').textContent).toBe('')
    const focused = document.activeElement
    at(5, 1)
    await waitFor(() =>
      expect(screen.getByRole('alert').textContent).toMatch(/Your sign-in ends at \d\d:\d\d.*draft is kept/),
    )
    expect(document.activeElement).toBe(focused)
    await expectAxeClean()
    await user.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Sign in again' }))
    expect(onSignInAgain).toHaveBeenCalledExactlyOnceWith(key, '')
  })

  it('keeps the sheet to be read after the end, and reads nothing more', async () => {
    const page = await renderForTenMinutes()
    at(10)
    await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/Your sign-in ended at \d\d:\d\d/))
    expect(within(await banner()).getByText('Example, Ada Maria')).toBeTruthy()
    const before = fhirRequests(page).length
    const refresh = screen.getByRole('button', { name: 'Refresh' })
    expect(refresh.getAttribute('aria-disabled')).toBe('true')
    await page.user.click(refresh)
    await page.user.keyboard('r')
    expect(fhirRequests(page)).toHaveLength(before)
  })

  it('opened again after the end, there is no sheet', async () => {
    const page = await renderForTenMinutes()
    at(10)
    renderAt(`#/s/${page.key}`, page.ehr)
    expect(await screen.findByRole('heading', { level: 1, name: 'This sign-in has ended' })).toBeTruthy()
    expect(document.body.textContent).not.toMatch(/Ada/)
  })

  it('blanks the page when it is put away after the end, so that Back finds nothing', async () => {
    await renderForTenMinutes()
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    expect(document.body.textContent).toMatch(/Ada/)
    at(10)
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    expect(document.body.childElementCount).toBe(0)
  })
})

describe('signing out', () => {
  it('forgets the permission and everything that was read, and says so', async () => {
    const page = await renderApp('ada')
    await within(await banner()).findByText('Example, Ada Maria')
    await settled(page)
    expect(page.queryClient.getQueryCache().findAll({ queryKey: ['fhir', page.key] })).not.toHaveLength(0)
    await page.user.click(screen.getByRole('button', { name: 'Sign out' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Signed out' })).toBeTruthy()
    expect(page.queryClient.getQueryCache().findAll({ queryKey: ['fhir', page.key] })).toEqual([])
    expect(Object.keys(sessionStorage).filter((name) => name.includes(page.key))).toEqual([])
    expect(document.body.textContent).not.toMatch(/Ada/)
    expect(location.hash).toBe('#/signed-out')
    await expectAxeClean()
  })

  it('asks before it deletes a draft that has not been filed, and deletes it then', async () => {
    const ehr = createTestEhr()
    const page = await renderApp('nothing-recorded', { ehr })
    const words = await screen.findByRole('textbox', { name: 'Your words' })
    await waitFor(() => expect(words).toHaveProperty('readOnly', false))
    await page.user.type(words, 'Ask about sleep.')
    await screen.findByText(/^draft kept/)
    await page.user.click(screen.getByRole('button', { name: 'Sign out' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Sign out and delete the draft?' }))
    await page.user.click(dialog.getByRole('button', { name: 'Stay' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(screen.getByRole('textbox', { name: 'Your words' })).toHaveProperty('value', 'Ask about sleep.')

    await page.user.click(screen.getByRole('button', { name: 'Sign out' }))
    await page.user.click(await screen.findByRole('button', { name: 'Sign out and delete' }))
    await screen.findByRole('heading', { level: 1, name: 'Signed out' })
    expect(screen.getByText('the draft of the note.')).toBeTruthy()
    await renderApp('nothing-recorded', { ehr })
    expect(await screen.findByRole('textbox', { name: 'Your words' })).toHaveProperty('value', '')
  })

  it('ends what this window was signed in to before as well, so that Back shows no patient', async () => {
    const ehr = createTestEhr()
    const other = await renderApp('walter', { ehr })
    const page = await renderApp('ada', { ehr })
    await page.user.click(await screen.findByRole('button', { name: 'Sign out' }))
    await screen.findByRole('heading', { level: 1, name: 'Signed out' })
    renderAt(`#/s/${other.key}`, ehr)
    await screen.findByRole('heading', { level: 1, name: 'This sign-in has ended' })
    expect(document.body.textContent).not.toMatch(/Walter|Ada/)
  })

  it('by a false signature shows why, and keeps nothing', async () => {
    const page = await renderApp('ada')
    await within(await banner()).findByText('Example, Ada Maria')
    endSession(page.key, 'id-token-signature')
    expect(await screen.findByText('id-token-signature')).toBeTruthy()
    expect(document.body.textContent).not.toMatch(/Ada/)
    await waitFor(() => expect(page.queryClient.getQueryCache().findAll({ queryKey: ['fhir', page.key] })).toEqual([]))
  })
})

describe('the sheet as a whole', () => {
  it('says as of when it was read, and reads all of it again on request', async () => {
    const page = await renderApp('ada')
    await settled(page)
    expect(await screen.findByText(/^as of \d\d:\d\d/)).toBeTruthy()
    // StrictMode draws twice while developing, and so may read twice at first: what was read counts, not how often.
    const first = new Set(fhirRequests(page))
    const before = fhirRequests(page).length
    await page.user.click(screen.getByRole('button', { name: 'Refresh' }))
    await settled(page)
    // Several searches go to one address where they go by POST.
    const again = fhirRequests(page).slice(before)
    const isNew = (url: string, index: number): boolean => !url.endsWith('/_search') || again.indexOf(url) === index
    expect(again.filter(isNew).toSorted()).toEqual([...first].toSorted())
  })

  it('says what the sign-in was not allowed to read', async () => {
    await renderApp('ada', {
      mint: { scopes: 'user/Patient.rs user/Condition.rs' },
      record: { asked: 'user/Patient.rs user/Condition.rs user/AllergyIntolerance.rs user/DocumentReference.crs' },
    })
    expect(
      await screen.findByText('This sign-in was not allowed to read allergies and documents. It may not file notes.'),
    ).toBeTruthy()
  })

  it('says of a patient whom nobody asked that allergies are unknown, where Epic sends "Not on File" as if it were one', async () => {
    await settled(await renderApp('allergies-not-asked'))
    const section = within(await screen.findByRole('region', { name: 'Allergies' }))
    expect(section.getByText(/^No allergies recorded, and nobody recorded that there are none/)).toBeTruthy()
    expect(section.getByText(/allergies have not been asked about, so unknown/)).toBeTruthy()
    expect(section.queryByText(/\d recorded/)).toBeNull()
  })

  it.each(['ada', 'allergies-503', 'nothing-recorded'])('is clean to axe for %s', async (slug) => {
    const page = await renderApp(slug)
    await settled(page)
    await screen.findByRole('heading', { level: 2, name: 'Allergies' })
    await expectAxeClean()
  })

  it('has skip links to what changed, the record and the note', async () => {
    const { user } = await renderApp('ada')
    await screen.findByRole('region', { name: 'Record' })
    for (const [link, id] of [
      ['To what changed', 'prepare'],
      ['To the record', 'record'],
      ['To the note', 'note'],
    ] as const) {
      await user.click(screen.getByRole('button', { name: link }))
      expect(document.activeElement?.id).toBe(id)
    }
  })
})

describe('the keyboard', () => {
  it('goes to a section with g and its letter, but not while somebody types', async () => {
    const page = await renderApp('ada')
    await settled(page)
    await screen.findByRole('heading', { level: 2, name: 'Problems' })
    await page.user.keyboard('gp')
    expect(document.activeElement?.id).toBe('problems')
    const field = document.createElement('textarea')
    document.body.append(field)
    await page.user.type(field, 'ga?')
    expect(document.activeElement).toBe(field)
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('lists the keys with ?, and they can be switched off', async () => {
    const { user } = await renderApp('nothing-recorded')
    await screen.findByRole('button', { name: 'Refresh' })
    await user.keyboard('?')
    const dialog = within(await screen.findByRole('dialog', { name: 'Keyboard' }))
    expect(dialog.getByText('Go to Allergies')).toBeTruthy()
    await expectAxeClean()
    await user.click(dialog.getByRole('checkbox', { name: 'Single keys do this' }))
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await user.keyboard('?gp')
    expect(screen.queryByRole('dialog')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Keyboard shortcuts' }))
    expect(await screen.findByRole('dialog', { name: 'Keyboard' })).toBeTruthy()
  })
})

it('where the patient could not be read, sections stand, and no note can be filed', async () => {
  const { user } = await renderApp('patient-403')
  await user.type(await screen.findByLabelText('Your words'), 'x')
  await waitFor(() => expect(document.querySelector('#problems')?.getAttribute('aria-busy')).not.toBe('true'))
  await waitFor(() => expect(document.querySelector('#problems li, #problems p')).toBeTruthy())
  expect(await screen.findByText('Who the patient is has not been read, so nothing can be filed.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: /^Review/ }))
  expect(screen.queryByRole('dialog')).toBeNull()
})
