import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'

/** Where pictures of the Due section go, for a person to look at: see tests/README.md. */
const folder = process.env['DUE_SHOTS']
const PATIENTS = 'ada infant milo nora robin carmen jordan bruno helen frank edith walter ottilie labs-403'

/** By hand only: every patient's list as it opens and with all folds open, narrow and wide, light and dark. */
export function takePictures(sheetOf: (slug: string) => Promise<Page>): void {
  if (folder === undefined) return
  it.each((process.env['PATIENTS'] ?? PATIENTS).split(' '))('pictures of %s', async (slug) => {
    await mkdir(folder, { recursive: true })
    const page = await sheetOf(slug)
    const due = page.locator('#due')
    await picture(page, due, slug)
    for (const fold of await due.locator('.fold button').all()) await fold.click()
    await picture(page, due, `${slug}-open`)
    await writeFile(join(folder, `${slug}.txt`), await due.innerText())
    const why = due.getByRole('button', { name: /^Why: / }).first()
    if ((await why.count()) > 0) {
      await why.click()
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      for (const fold of await dialog.locator('.fold button').all()) await fold.click()
      await picture(page, dialog, `${slug}-why`)
      await page.keyboard.press('Escape')
    }
    await due.getByRole('button', { name: 'Rules and codes' }).click()
    await picture(page, page.getByRole('dialog'), `${slug}-rules`)
    expect(await due.count()).toBe(1)
  })
}

const vaccineFolder = process.env['VACCINE_SHOTS']

/** By hand only: *Vaccines due* of every patient as it opens, and with its first vaccine and all folds open. */
export function takeVaccinePictures(sheetOf: (slug: string) => Promise<Page>): void {
  if (vaccineFolder === undefined) return
  it.each((process.env['PATIENTS'] ?? PATIENTS).split(' '))('pictures of the vaccines of %s', async (slug) => {
    await mkdir(vaccineFolder, { recursive: true })
    const page = await sheetOf(slug)
    const due = page.locator('#vaccines-due')
    await due.getByText(/^Forecast by|^No vaccine is forecast/).waitFor()
    await picture(page, due, slug, vaccineFolder)
    for (const fold of await due.locator('.fold button').all()) await fold.click()
    const first = due.locator('li button[aria-expanded="false"]').first()
    if ((await first.count()) > 0) await first.click()
    const elsewhere = due.getByRole('button', { name: 'Given elsewhere' })
    if ((await elsewhere.count()) > 0) await elsewhere.first().click()
    await picture(page, due, `${slug}-open`, vaccineFolder)
    expect(await due.count()).toBe(1)
  })
}

async function picture(page: Page, part: Locator, name: string, into = folder): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [1280, 480]) {
      // As high as the page, or a bar of it lies over the part, and a scroll bar narrows what is drawn without one.
      await page.setViewportSize({ width, height: 900 })
      const height = await page.evaluate(() => document.documentElement.scrollHeight + 200)
      await page.setViewportSize({ width, height })
      await part.screenshot({ path: join(into ?? '', `${name}-${width}-${colorScheme}.png`) })
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}
