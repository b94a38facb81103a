import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openStage, type Journey } from './harness/journey.ts'
import { expectWholeSheet, nameOf, signIn } from './harness/pages.ts'
import { goBack } from './harness/walk.ts'

// A host that sends none of our headers, and so lets the browser keep a whole sheet in memory for Back: what
// src/app/use-page-cache-guard.ts is for. The browser is started by us, since Playwright's own keeps no page.
const stage = openStage({ keptPages: true })
const name = (slug: string): RegExp => nameOf(stage.site(), slug)
const stored = (page: Page): Promise<string> => page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))

/** A sheet whose wall clock can be moved also while it is put away; it notes what stands on it whenever it goes or comes. */
async function open(journey: Journey, slug: string): Promise<Page> {
  const { page, context } = journey
  await context.addInitScript(() => {
    const { now } = Date
    Date.now = () => now() + (location.port === '' ? 0 : Number(localStorage.getItem('ahead')))
  })
  await signIn(journey, stage.site(), slug)
  await expectWholeSheet(page, name(slug))
  await page.evaluate(() => {
    const note = ({ type, persisted }: PageTransitionEvent): void => {
      if (persisted) sessionStorage.setItem(type, `kept: ${document.body.textContent.trim()}`)
    }
    // After the app's own, which therefore have had their turn.
    addEventListener('pagehide', note)
    addEventListener('pageshow', note)
    Object.assign(globalThis, { mark: true })
  })
  return page
}

async function pass(context: BrowserContext, minutes: number): Promise<void> {
  const beside = await context.newPage()
  await beside.goto(`${stage.site().app}licenses.txt`)
  await beside.evaluate((ms) => localStorage.setItem('ahead', String(ms)), minutes * 60_000)
  await beside.close()
}

const leave = (page: Page) => page.goto(stage.site().ehr.simulatorUrl)
const noted = (page: Page, event: 'pagehide' | 'pageshow'): Promise<string | null> =>
  page.evaluate((type) => sessionStorage.getItem(type), event)
const isSameDocument = (page: Page): Promise<boolean> => page.evaluate(() => Object.hasOwn(globalThis, 'mark'))
const tokensSince = (from: number): readonly string[] => [
  ...new Set(
    stage
      .site()
      .ehr.log.slice(from)
      .flatMap(({ headers }) => headers['authorization'] ?? []),
  ),
]

it('Back to a sheet whose sign-in stands brings it back out of memory: the same patient, the same sign-in', async () => {
  const journey = await stage.begin()
  const page = await open(journey, 'ada')
  const [before, from] = [page.url(), stage.site().ehr.log.length]
  await leave(page)
  await goBack(page)
  await expect.poll(() => noted(page, 'pageshow'), { message: 'the browser had kept it' }).toMatch(/^kept: /)
  expect(await isSameDocument(page)).toBe(true)
  expect(page.url()).toBe(before)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect.poll(() => tokensSince(from).length).toBe(1)
  await expectWholeSheet(page, name('ada'))
})

it('Back to a sheet whose sign-in ended meanwhile: blank before it is seen, and then a page that says so', async () => {
  const journey = await stage.begin()
  const page = await open(journey, 'token-dies-in-six-minutes')
  await leave(page)
  await pass(journey.context, 7)
  await goBack(page)
  await page.getByRole('heading', { name: 'This sign-in has ended' }).waitFor()
  expect(await noted(page, 'pagehide'), 'it was kept as it stood').toMatch(name('token-dies-in-six-minutes'))
  expect(await noted(page, 'pageshow')).toBe('kept: ')
  expect(await isSameDocument(page)).toBe(false)
})

it('Back to a sheet that nobody used meanwhile: locked before it is seen, and no token is left', async () => {
  const journey = await stage.begin()
  const page = await open(journey, 'ada')
  await leave(page)
  await pass(journey.context, 16)
  await goBack(page)
  await page.getByRole('heading', { level: 1, name: 'Locked' }).waitFor()
  expect(await noted(page, 'pagehide'), 'it was kept as it stood').toMatch(name('ada'))
  expect(await noted(page, 'pageshow')).toBe('kept: ')
  expect(await stored(page)).toContain('"access\\":\\"\\"')
})

it('Back to a sheet that was locked: it was put away blank, and is locked', async () => {
  const journey = await stage.begin()
  const page = await open(journey, 'ada')
  await pass(journey.context, 16)
  await page.getByRole('heading', { level: 1, name: 'Locked' }).waitFor()
  await leave(page)
  await goBack(page)
  await page.getByRole('heading', { level: 1, name: 'Locked' }).waitFor()
  expect([await noted(page, 'pagehide'), await noted(page, 'pageshow')]).toEqual(['kept: ', 'kept: '])
  expect(await page.getByText(name('ada')).count()).toBe(0)
})

it('Back after signing out: a page that says so, with nothing of the patient and no token', async () => {
  const journey = await stage.begin()
  const page = await open(journey, 'ada')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Signed out' }).waitFor()
  await leave(page)
  await goBack(page)
  await page.getByRole('heading', { name: 'Signed out' }).waitFor()
  for (const event of ['pagehide', 'pageshow'] as const) {
    expect(await noted(page, event)).toMatch(/^kept: .*Signed out/)
    expect(await noted(page, event)).not.toMatch(name('ada'))
  }
  expect(await stored(page)).not.toMatch(/healthprep|token/)
})

it('Back to a sheet of before, after signing out of another: not seen again, and no token comes back', async () => {
  const journey = await stage.begin()
  const page = await open(journey, 'ada')
  const before = page.url()
  await signIn(journey, stage.site(), 'bruno')
  await expectWholeSheet(page, name('bruno'))
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Signed out' }).waitFor()
  while (page.url() !== before) await goBack(page)
  await page.getByRole('heading', { name: 'This sign-in has ended' }).waitFor()
  expect(await noted(page, 'pagehide'), 'it was put away as it stood').toMatch(name('ada'))
  // Chromium lets go of a page that is told something meanwhile; another browser may bring it back.
  expect((await noted(page, 'pageshow')) ?? '').not.toMatch(name('ada'))
  expect(await stored(page)).not.toMatch(/healthprep\.session|"access\\+":/)
})
