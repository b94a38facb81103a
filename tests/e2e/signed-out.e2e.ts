import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openStage } from './harness/journey.ts'
import { expectSheet, expectWholeSheet, nameOf, openFromChart } from './harness/pages.ts'
import { goBack } from './harness/walk.ts'

const stage = openStage()
const name = (slug: string): RegExp => nameOf(stage.site(), slug)
const stored = (page: Page): Promise<string> => page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))
const drafts = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('healthprep-drafts')
        opening.addEventListener('error', () => reject(new Error('not opened')))
        opening.onsuccess = () => {
          const count = opening.result.transaction('drafts').objectStore('drafts').count()
          count.onsuccess = () => {
            opening.result.close()
            resolve(count.result)
          }
        }
      }),
  )
const OTHER = /^The sheet of another patient is open in another window/
const words = (page: Page) => page.getByLabel('Your words')
const kept = (page: Page) =>
  page
    .getByText(/^draft kept/)
    .first()
    .waitFor()
const signOut = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('button', { name: 'Sign out and delete' }).click()
  await page.getByRole('heading', { name: 'Signed out' }).waitFor()
}

/** From here on a draft that is being encrypted waits until it is let go, as on a computer that is busy. */
const holdSealing = (page: Page): Promise<void> =>
  page.evaluate(() => {
    // oxlint-disable-next-line typescript/unbound-method -- called with its own below
    const { encrypt } = SubtleCrypto.prototype
    let letGo = (): void => undefined
    const promise = new Promise<void>((resolve) => {
      letGo = resolve
    })
    let begun = 0
    Object.assign(globalThis, { letGo, sealed: () => begun })
    SubtleCrypto.prototype.encrypt = async function (...given) {
      begun += 1
      await promise
      return encrypt.apply(this, given)
    }
  })
const sealed = (page: Page): Promise<number> =>
  page.evaluate(() => (Reflect.get(globalThis, 'sealed') as () => number)())

it('signing out reaches a duplicated tab: nothing of the patient, no token, and no draft written back', async () => {
  const journey = await stage.begin()
  const first = journey.page
  await openFromChart(journey, stage.site(), 'ada')
  await expectSheet(first, name('ada'))
  await words(first).fill('before the tab was duplicated')
  await kept(first)
  const opened = first.waitForEvent('popup')
  await first.evaluate(() => void window.open(location.href))
  const second = await opened
  await expectWholeSheet(second, name('ada'))
  expect(second.url(), 'the same sign-in').toBe(first.url())
  expect(await stored(second)).toMatch(/"access\\+":/)
  await second.getByRole('button', { name: 'Take over' }).click()
  await expect.poll(() => words(second).isEditable()).toBe(true)
  await words(second).fill('typed in the duplicate')
  await kept(second)
  await holdSealing(second)
  await words(second).pressSequentially(', and on')
  await expect.poll(() => sealed(second)).toBe(1)
  await signOut(first)
  await second.getByRole('heading', { name: 'Signed out' }).waitFor()
  await second.getByText('This sign-in was ended in another window of this browser.').waitFor()
  expect(await second.locator('body').innerText()).not.toMatch(name('ada'))
  for (const page of [first, second]) expect(await stored(page)).not.toMatch(/healthprep\.session|access|patient-ada/)
  // What was being kept goes on, finds the key gone, and is sealed anew: only now does it come to the disk.
  await second.evaluate(() => (Reflect.get(globalThis, 'letGo') as () => void)())
  await expect.poll(() => sealed(second)).toBe(2)
  await expect.poll(() => drafts(second)).toBe(0)
  await second.reload()
  expect(await drafts(second)).toBe(0)
  expect(await second.locator('body').innerText()).not.toMatch(name('ada'))
})

it('signing out after two patients in one window reaches a tab duplicated from the first: nothing of the patient, no token, and the draft is kept', async () => {
  const journey = await stage.begin()
  const first = journey.page
  await openFromChart(journey, stage.site(), 'ada')
  await expectSheet(first, name('ada'))
  const opened = first.waitForEvent('popup')
  await first.evaluate(() => void window.open(location.href))
  const second = await opened
  await expectWholeSheet(second, name('ada'))
  expect(second.url(), 'the same sign-in').toBe(first.url())
  await openFromChart(journey, stage.site(), 'bruno')
  await expectSheet(first, name('bruno'))
  await second.getByText(OTHER).waitFor()
  await second.getByRole('button', { name: 'Take over' }).click()
  await expect.poll(() => words(second).isEditable()).toBe(true)
  await words(second).fill('typed in the duplicate')
  await kept(second)
  const beside = await journey.context.newPage()
  await openFromChart({ page: beside }, stage.site(), 'carmen')
  await expectSheet(beside, name('carmen'))

  await first.getByRole('button', { name: 'Sign out', exact: true }).click()
  await first.getByRole('heading', { name: 'Signed out' }).waitFor()
  await second.getByRole('heading', { name: 'This sign-in has ended' }).waitFor()
  expect(await second.locator('body').innerText()).not.toMatch(name('ada'))
  for (const page of [first, second]) expect(await stored(page)).not.toMatch(/healthprep\.session|access|patient-ada/)
  expect(await drafts(second)).toBe(1)
  await second.reload()
  await second.getByRole('heading', { name: 'This sign-in has ended' }).waitFor()
  await beside.reload()
  await expectSheet(beside, name('carmen'))
})

it('signing out after two patients in one window: Back shows nothing of either', async () => {
  const journey = await stage.begin()
  const { page } = journey
  await openFromChart(journey, stage.site(), 'ada')
  await expectSheet(page, name('ada'))
  const ada = page.url()
  await openFromChart(journey, stage.site(), 'bruno')
  await expectSheet(page, name('bruno'))
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { name: 'Signed out' }).waitFor()
  expect(await stored(page)).not.toMatch(/healthprep\.session|access|patient-(ada|bruno)/)
  await goBack(page)
  expect(page.url()).toBe(ada)
  await page.getByRole('heading', { name: 'This sign-in has ended' }).waitFor()
  for (const slug of ['ada', 'bruno']) expect(await page.locator('body').innerText()).not.toMatch(name(slug))
})
