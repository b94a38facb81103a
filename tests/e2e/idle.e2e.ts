import type { BrowserContext, Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { openStage, type Journey } from './harness/journey.ts'
import { expectProblem, expectSheet, nameOf, openFromChart, signIn } from './harness/pages.ts'
import { goBack, signInAs } from './harness/walk.ts'

const stage = openStage()
beforeEach(() => {
  stage.site().clock.ahead = 0
})
const name = (slug: string): RegExp => nameOf(stage.site(), slug)
const stored = (page: Page): Promise<string> => page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))
const warning = (page: Page) => page.getByText('Still there?')
const locked = (page: Page) => page.getByRole('heading', { level: 1, name: 'Locked' })
const words = (page: Page) => page.getByRole('textbox', { name: 'Your words' })

/**
 * Nobody is at the computer, and the clock goes on, for all its windows: as when it sleeps, no page gets a turn in between.
 */
async function pass(page: Page, minutes: number): Promise<void> {
  const ms = Math.round(minutes * 60_000)
  stage.site().clock.ahead += ms
  await page.clock.fastForward(ms)
  await page.clock.runFor(2000)
}

/** The clock also runs by itself, so the last stretch is gone in steps shorter than the warning. */
async function untilWarned(page: Page): Promise<void> {
  await pass(page, 12)
  expect(await warning(page).count()).toBe(0)
  for (let step = 0; step < 10 && (await warning(page).count()) === 0; step += 1) await pass(page, 0.4)
  await warning(page).waitFor()
}

const fakeClock = (context: BrowserContext) => context.clock.install({ time: Date.now() + stage.site().clock.ahead })

async function openAda(journey: Journey): Promise<Page> {
  await fakeClock(journey.context)
  await signIn(journey, stage.site(), 'ada')
  await expectSheet(journey.page, name('ada'))
  return journey.page
}

/** Everything the window holds that can be read out of it. */
const everything = (page: Page): Promise<string> =>
  page.evaluate(() => [document.documentElement.outerHTML, document.title, location.href, history.length].join(' '))

describe('a sheet that nobody uses', () => {
  it('warns, stays when somebody is there, locks when nobody is, and leads back to the same draft', async () => {
    const journey = await stage.begin()
    const page = await openAda(journey)
    await words(page).fill('Ask about the knee')
    await untilWarned(page)
    await page.getByRole('button', { name: 'Stay' }).click()
    await warning(page).waitFor({ state: 'detached' })
    await untilWarned(page)
    await page.keyboard.press('Shift')
    await warning(page).waitFor({ state: 'detached' })

    const first = page.url()
    await pass(page, 15.1)
    await locked(page).waitFor()
    expect(await everything(page)).not.toMatch(/Ada|Example|knee|203713/)
    expect(await page.title()).toBe('HealthPrep')
    expect(await stored(page)).toContain('"access\\":\\"\\"')
    await page.reload()
    await locked(page).waitFor()
    expect(await page.getByText(name('ada')).count()).toBe(0)

    await page.getByRole('button', { name: 'Sign in again' }).click()
    await signInAs(page, 'clinician', 'ada')
    await expectSheet(page, name('ada'))
    await expect.poll(() => words(page).inputValue()).toBe('Ask about the knee')
    expect(await stored(page)).not.toContain(new URL(first).hash.slice('#/s/'.length))
  })

  it('locked, it opens to nobody else and for no other patient', async () => {
    const journey = await stage.begin()
    const page = await openAda(journey)
    await pass(page, 16)
    await locked(page).waitFor()
    const address = page.url()
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await signInAs(page, 'second', 'ada')
    await expectProblem(page, 'resume-other-user')
    await page.goto(address)
    await locked(page).waitFor()
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await signInAs(page, 'clinician', 'bruno')
    await expectProblem(page, 'resume-other-patient')
    expect(await page.getByText(name('bruno')).count()).toBe(0)
  })

  it('what wakes the computer does not unlock it', async () => {
    const journey = await stage.begin()
    const page = await openAda(journey)
    const ms = 45 * 60_000
    stage.site().clock.ahead += ms
    // Only the clock jumps: no timer of the page runs before the key.
    await page.clock.setSystemTime(Date.now() + stage.site().clock.ahead)
    await page.keyboard.press('Shift')
    await locked(page).waitFor()
    expect(await page.getByText(name('ada')).count()).toBe(0)
  })
})

describe('two windows', () => {
  it('of one sign-in share its clock: what is done in one counts in the other', async () => {
    const journey = await stage.begin()
    const first = await openAda(journey)
    const opened = first.waitForEvent('popup')
    // A duplicated tab starts with a copy of the storage.
    await first.evaluate(() => void window.open(location.href))
    const second = await opened
    await expectSheet(second, name('ada'))
    await untilWarned(first)
    await second.keyboard.press('Shift')
    await expect.poll(() => warning(first).count()).toBe(0)
    await pass(first, 5)
    expect(await locked(first).count()).toBe(0)
  })

  it('of two sign-ins lock each for itself', async () => {
    const journey = await stage.begin()
    const ada = await openAda(journey)
    const bruno = await journey.context.newPage()
    await openFromChart({ page: bruno }, stage.site(), 'bruno')
    await expectSheet(bruno, name('bruno'))
    await pass(ada, 12)
    await bruno.keyboard.press('Shift')
    await pass(ada, 4)
    await locked(ada).waitFor()
    await expectSheet(bruno, name('bruno'))
  })
})

// The browser is started by us: Playwright's own would have no back/forward cache, and these would prove nothing.
describe('Back out of the browser’s memory', () => {
  async function leave(page: Page): Promise<void> {
    await page.evaluate(() => Object.assign(globalThis, { mark: true }))
    await page.goto(stage.site().ehr.simulatorUrl)
  }
  const wasKept = (page: Page): Promise<boolean> => page.evaluate(() => Object.hasOwn(globalThis, 'mark'))

  it('keeps other pages, and never a sheet: it is no-store, and so is what it read', async () => {
    const journey = await stage.begin()
    const { page } = journey
    await page.goto(stage.site().app)
    const script = await page.evaluate(() => document.querySelector<HTMLScriptElement>('script[src]')?.src ?? '')
    await page.goto(script)
    await leave(page)
    await goBack(page)
    expect(await wasKept(page), 'the browser keeps pages').toBe(true)

    await signIn(journey, stage.site(), 'ada')
    await expectSheet(page, name('ada'))
    await leave(page)
    await goBack(page)
    expect(await wasKept(page)).toBe(false)
    await expectSheet(page, name('ada'))
  })

  it('a sheet that nobody used meanwhile is locked', async () => {
    const journey = await stage.begin()
    const page = await openAda(journey)
    await leave(page)
    await pass(page, 16)
    await goBack(page)
    await page.clock.setSystemTime(Date.now() + stage.site().clock.ahead)
    await page.keyboard.press('Shift')
    await locked(page).waitFor()
    expect(await page.getByText(name('ada')).count()).toBe(0)
  })

  it('a sheet that was signed out shows nothing, and leaves no token, no key and no draft', async () => {
    const journey = await stage.begin()
    const { page } = journey
    await signIn(journey, stage.site(), 'ada')
    await expectSheet(page, name('ada'))
    await words(page).fill('Ask about the knee')
    await page.getByText(/draft kept/).waitFor()
    const kept = () =>
      page.evaluate(
        () =>
          new Promise<number[]>((resolve) => {
            const request = indexedDB.open('healthprep-drafts')
            request.addEventListener('success', () => {
              const stores = ['drafts', 'keys', 'aside']
              const transaction = request.result.transaction(stores)
              const counts = stores.map((store) => transaction.objectStore(store).count())
              transaction.addEventListener('complete', () => {
                request.result.close()
                resolve(counts.map(({ result }) => result))
              })
            })
          }),
      )
    expect(await kept()).toEqual([1, 1, 0])
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign out and delete' }).click()
    await page.getByRole('heading', { name: 'Signed out' }).waitFor()
    await expect.poll(kept).toEqual([0, 0, 0])
    expect(await stored(page)).toBe('[]')
    await leave(page)
    await goBack(page)
    await page.getByRole('heading', { name: 'Signed out' }).waitFor()
    await goBack(page)
    expect(page.url(), 'before it there is only the sign-in itself').toContain(stage.site().ehr.base)
  })
})
