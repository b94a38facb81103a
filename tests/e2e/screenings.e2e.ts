import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openStage } from './harness/journey.ts'
import { expectWholeSheet, nameOf, openFromChart } from './harness/pages.ts'
import { takePictures } from './harness/pictures.ts'

const rules = { id: 'journeys', version: '1', rules: { hiv: { age: { max: 30 } } } }
const stage = openStage({ rules })

const due = (page: Page): Locator => page.locator('#due')
const rowOf = (page: Page, title: string): Locator =>
  due(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `Why: ${title}`, exact: true }) })
const fold = (page: Page, words: RegExp): Locator => due(page).getByRole('button', { name: words })

const todaysVisit = (slug: string): string => {
  const chart = stage.site().charts.find((each) => each.slug === slug)
  const visits = chart?.resources(new Date()).filter(({ resourceType }) => resourceType === 'Encounter') ?? []
  const today = new Date().toISOString().slice(0, 10)
  const found = visits.find((visit) => JSON.stringify(visit['period'] ?? '').includes(today)) ?? visits.at(-1)
  if (found === undefined) throw new Error(`No visit of ${slug}`)
  return found.id
}

/** A person at a fresh computer, with the whole sheet of a patient before them. */
async function sheetOf(slug: string): Promise<Page> {
  const journey = await stage.begin()
  await openFromChart(journey, stage.site(), slug, todaysVisit(slug))
  await expectWholeSheet(journey.page, nameOf(stage.site(), slug))
  return journey.page
}

describe('what is due', () => {
  it('is looked into, confirmed with one key, filed with the note and known at the next sign-in', async () => {
    const aneurysm = 'Abdominal aortic aneurysm'
    const page = await sheetOf('frank')
    const row = rowOf(page, aneurysm)
    expect(await row.innerText()).toMatch(/^Cannot tell.*Probably Ultrasound of the abdominal aorta/s)
    const why = row.getByRole('button', { name: `Why: ${aneurysm}` })
    await why.click()
    const dialog = page.getByRole('dialog', { name: aneurysm })
    await dialog.getByRole('button', { name: 'Logic' }).click()
    await dialog
      .getByRole('row', { name: /decides/ })
      .first()
      .waitFor()
    await dialog.getByRole('button', { name: 'Everything' }).click()
    await dialog.getByText(/^Reports: \d+ read, back to/).waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })

    await why.focus()
    await page.keyboard.press('c')
    await due(page)
      .getByText(/^Abdominal aortic aneurysm: confirmed, Ultrasound of the abdominal aorta/)
      .waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('due')
    await expect.poll(() => row.count(), { message: 'it is no longer open' }).toBe(0)
    await fold(page, /up to date$/).click()
    expect(await row.innerText()).toMatch(/^Up to date/)

    await page.getByRole('button', { name: /^Review, then file to/ }).click()
    const shown = page.getByRole('dialog').getByRole('region', { name: 'Exactly what will be filed' }).locator('pre')
    // Whose rules it was said of stands before it.
    expect((await shown.innerText()).replace(/\s+/g, ' ')).toMatch(
      /DUE - Rules: healthprep \S+ \([0-9a-f-]{9}\), .* - Abdominal aortic aneurysm: confirmed, Ultrasound of the abdominal aorta, \d{1,2} \w{3} \d{4} \(said /,
    )
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^File to/ })
      .click()
    await page.getByText(/^Filed at/).waitFor()

    const later = await sheetOf('frank')
    await fold(later, /up to date$/).click()
    await rowOf(later, aneurysm)
      .getByRole('button', { name: `Why: ${aneurysm}` })
      .click()
    const again = later.getByRole('dialog', { name: aneurysm })
    await again.getByText(/confirmed, Ultrasound of the abdominal aorta.*\(from an earlier note\)/).waitFor()
    // It was not so: what an earlier note says can be withdrawn.
    await again.getByRole('button', { name: 'This no longer holds' }).click()
    await again.getByText(/what earlier notes say of it no longer holds/).waitFor()
    await later.keyboard.press('Escape')
    await expect.poll(() => rowOf(later, aneurysm).innerText()).toContain('Probably Ultrasound of the abdominal aorta')
  })

  it('cannot be told where the laboratory refused: named once, with all that hangs on it, and never none', async () => {
    const page = await sheetOf('labs-403')
    const row = rowOf(page, 'Hepatitis C')
    expect(await row.innerText()).toMatch(/^Cannot tell\s*Laboratory results could not be read\./)
    expect(await due(page).innerText()).not.toContain('Nothing is due')
    await row.getByRole('button', { name: 'Why: Hepatitis C', exact: true }).click()
    await page.getByRole('dialog', { name: 'Hepatitis C' }).getByText('Laboratory results could not be read.').waitFor()
  })

  it('is nothing after death, and says so', async () => {
    const page = await sheetOf('ottilie')
    await due(page).getByText('The patient has died. Nothing is due by these rules.').waitFor()
    expect(await due(page).locator('.tag').count()).toBe(0)
  })

  it('is judged in a worker of the page, which signing out ends', async () => {
    const page = await sheetOf('labs-403')
    await rowOf(page, 'Hepatitis C').waitFor()
    const workers = () => page.workers().filter((worker) => /\/rules-worker-/.test(worker.url())).length
    expect(workers()).toBe(1)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Signed out' }).waitFor()
    await expect.poll(workers).toBe(0)
  })

  it('is judged by the page itself where the worker cannot be had', async () => {
    const journey = await stage.begin()
    journey.watch.allow(/rules-worker|Failed to load resource/)
    await journey.context.route(/\/rules-worker-/, (route) => route.fulfill({ status: 404 }))
    await openFromChart(journey, stage.site(), 'labs-403', todaysVisit('labs-403'))
    const row = rowOf(journey.page, 'Hepatitis C')
    await row.waitFor()
    expect(await row.innerText()).toMatch(/^Cannot tell\s*Laboratory results could not be read\./)
  })

  it('goes by the age that this site set, and says whose rules these are', async () => {
    const page = await sheetOf('ada')
    await fold(page, /not applicable$/).click()
    expect(await rowOf(page, 'HIV').innerText()).toContain('39 years old, older than 30')
    await due(page)
      .getByText(/^Rules: healthprep \S+ \(\S+\), site overlay journeys 1 \(\S{9}\)/)
      .waitFor()
    await rowOf(page, 'HIV').getByRole('checkbox').check()
    await page
      .locator('#note')
      .getByText(/site overlay journeys 1 \(\S{9}\)/)
      .waitFor()
  })
})

takePictures(sheetOf)
