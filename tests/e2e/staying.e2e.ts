import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openStage } from './harness/journey.ts'
import { expectProblem, expectSheet, nameOf, openFromChart, signIn } from './harness/pages.ts'
import { goBack, launchFromEhr, signInAs } from './harness/walk.ts'

const stage = openStage()
const name = (slug: string): RegExp => nameOf(stage.site(), slug)
const exchanges = (): number => stage.site().ehr.log.filter((r) => r.path === '/oauth2/token').length
const stored = (page: Page): Promise<string> => page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))

describe('reload', () => {
  it('the start page, the sign-in page, the sheet and the search: each stays what it was', async () => {
    const journey = await stage.begin()
    const { page } = journey
    await page.goto(stage.site().app)
    await page.reload()
    await page.getByRole('button', { name: /Sign in with Epic/ }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.reload()
    await signInAs(page, 'clinician')
    await page.getByRole('heading', { name: 'Find the patient' }).waitFor()
    const before = { address: page.url(), exchanges: exchanges() }
    await page.reload()
    await page.getByRole('heading', { name: 'Find the patient' }).waitFor()
    expect({ address: page.url(), exchanges: exchanges() }).toEqual(before)
  })

  it('the sheet is read anew with the same sign-in', async () => {
    const journey = await stage.begin()
    const { page } = journey
    await signIn(journey, stage.site(), 'ada')
    await expectSheet(page, name('ada'))
    const before = { address: page.url(), exchanges: exchanges() }
    await page.reload()
    await expectSheet(page, name('ada'))
    expect({ address: page.url(), exchanges: exchanges() }).toEqual(before)
  })

  it('while the code is being exchanged: it is not sent twice', async () => {
    const journey = await stage.begin()
    const { page, watch } = journey
    const tokenUrl = stage.site().ehr.tokenUrl
    // Held for good: the answer never comes.
    await page.route(tokenUrl, () => undefined)
    const sent = page.waitForRequest(tokenUrl)
    await openFromChart(journey, stage.site(), 'ada')
    await sent
    await page.reload()
    await expectProblem(page, 'state-missing')
    expect(watch.to(tokenUrl)).toHaveLength(1)
  })

  it('inside the frame of a chart', async () => {
    const { page } = await stage.begin()
    const frame = await launchFromEhr(page, stage.site(), { patient: 'bruno', framed: true })
    await expectSheet(frame, name('bruno'))
    await frame.evaluate(() => location.reload())
    await expectSheet(frame, name('bruno'))
  })
})

describe('Back', () => {
  it('from the sheet never reaches the spent code, and Forward is the sheet again', async () => {
    const journey = await stage.begin()
    const { page, watch } = journey
    await signIn(journey, stage.site(), 'ada')
    await expectSheet(page, name('ada'))
    const before = exchanges()
    await goBack(page)
    expect(page.url()).toContain(stage.site().ehr.base)
    const callbacks = watch.requests.filter((r) => r.url.includes('/callback.html')).length
    await page.evaluate(() => void setTimeout(() => history.forward()))
    await expectSheet(page, name('ada'))
    expect(exchanges()).toBe(before)
    expect(watch.requests.filter((r) => r.url.includes('callback.html?')).length).toBeLessThanOrEqual(callbacks)
  })

  it('after an EHR launch does not launch again', async () => {
    const journey = await stage.begin()
    const { page } = journey
    await page.goto(stage.site().app)
    await openFromChart(journey, stage.site(), 'ada')
    await expectSheet(page, name('ada'))
    const before = stage.site().ehr.log.filter((r) => r.path.endsWith('/authorize')).length
    await goBack(page)
    await page.getByRole('button', { name: /Sign in with Epic/ }).waitFor()
    expect(stage.site().ehr.log.filter((r) => r.path.endsWith('/authorize')).length).toBe(before)
  })

  it('after signing out shows nothing of the patient', async () => {
    const journey = await stage.begin()
    const { page } = journey
    await signIn(journey, stage.site(), 'ada')
    await expectSheet(page, name('ada'))
    const sheet = page.url()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Signed out' }).waitFor()
    expect(await stored(page)).not.toMatch(/access|token|patient-ada/i)
    await goBack(page)
    expect(page.url(), 'before it there is only the sign-in itself').toContain(stage.site().ehr.base)
    await page.evaluate(() => void setTimeout(() => history.forward()))
    await page.getByRole('heading', { name: 'Signed out' }).waitFor()
    expect(await page.locator('body').innerText()).not.toMatch(name('ada'))
    await page.goto(sheet)
    await page.getByRole('heading', { name: 'This sign-in has ended' }).waitFor()
    expect(await page.locator('body').innerText()).not.toMatch(name('ada'))
  })
})

describe('never the wrong patient', () => {
  it('two charts in two windows that share one storage stay apart, also after a reload', async () => {
    const journey = await stage.begin()
    const first = journey.page
    await openFromChart(journey, stage.site(), 'ada')
    await expectSheet(first, name('ada'))
    // A window opened from the first starts with a copy of its storage, as Hyperspace's tabs do.
    const opened = first.waitForEvent('popup')
    await first.evaluate((address) => void window.open(address), stage.site().app)
    const second = await opened
    await openFromChart({ page: second }, stage.site(), 'bruno')
    await expectSheet(second, name('bruno'))
    await Promise.all([first.reload(), second.reload()])
    await expectSheet(first, name('ada'))
    await expectSheet(second, name('bruno'))
    expect(await first.getByText(name('bruno')).count()).toBe(0)
    expect(await second.getByText(name('ada')).count()).toBe(0)
  })

  it('one frame used for two charts, one after the other', async () => {
    const { page } = await stage.begin()
    const ada = await launchFromEhr(page, stage.site(), { patient: 'ada', framed: true })
    await expectSheet(ada, name('ada'))
    const bruno = await launchFromEhr(page, stage.site(), { patient: 'bruno', framed: true })
    await expectSheet(bruno, name('bruno'))
    expect(await bruno.getByText(name('ada')).count()).toBe(0)
  })

  it('signed in again in the same window for another patient', async () => {
    const journey = await stage.begin()
    const { page } = journey
    await signIn(journey, stage.site(), 'ada')
    await expectSheet(page, name('ada'))
    await signIn(journey, stage.site(), 'bruno')
    await expectSheet(page, name('bruno'))
    expect(await page.getByText(name('ada')).count()).toBe(0)
  })

  it('a server that answers with another patient is stopped at the door', async () => {
    const journey = await stage.begin()
    await openFromChart(journey, stage.site(), 'wrong-patient-read')
    await journey.page.getByRole('heading', { level: 1, name: /patient/i }).waitFor()
    expect(await journey.page.locator('#problems').count()).toBe(0)
  })
})

describe('the end of a sign-in', () => {
  const pass = async (page: Page, minutes: number): Promise<void> => {
    stage.site().clock.ahead += minutes * 60_000
    await page.clock.runFor(1000)
    // Somebody is there all the time: an idle sheet would lock.
    for (let left = minutes; left > 0; left -= 10) {
      await page.clock.fastForward(Math.min(left, 10) * 60_000)
      await page.keyboard.press('Shift')
    }
    await page.clock.runFor(2000)
  }

  it('is announced five minutes before, stops reading, and signing in again leads back to the same sheet', async () => {
    const journey = await stage.begin()
    const { page } = journey
    await page.clock.install({ time: Date.now() + stage.site().clock.ahead })
    await signIn(journey, stage.site(), 'ada')
    await expectSheet(page, name('ada'))
    const first = page.url()
    expect(await page.getByText(/Your sign-in ends at/).count()).toBe(0)
    await pass(page, 56)
    await page.getByText(/Your sign-in ends at/).waitFor()
    await pass(page, 6)
    await page.getByText(/Your sign-in ended at/).waitFor()
    const asked = stage.site().ehr.log.length
    await page.keyboard.press('r')
    await page.locator('#problems button.source').first().click()
    await page.getByRole('button', { name: 'Show what Epic sent' }).click()
    await page.getByRole('dialog').getByRole('alert').waitFor()
    await page.keyboard.press('Escape')
    expect(stage.site().ehr.log.length, 'nothing more is asked of Epic').toBe(asked)
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await signInAs(page, 'clinician', 'ada')
    await expectSheet(page, name('ada'))
    expect(page.url()).not.toBe(first)
    expect(await stored(page)).not.toContain(new URL(first).hash.slice('#/s/'.length))
  })

  it('and signing in again for another patient is refused', async () => {
    const journey = await stage.begin()
    const { page } = journey
    await page.clock.install({ time: Date.now() + stage.site().clock.ahead })
    await signIn(journey, stage.site(), 'ada')
    await expectSheet(page, name('ada'))
    await pass(page, 62)
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await signInAs(page, 'clinician', 'bruno')
    await expectProblem(page, 'resume-other-patient')
    expect(await page.getByText(name('bruno')).count()).toBe(0)
  })
})
