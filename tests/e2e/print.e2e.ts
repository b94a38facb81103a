import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { allCharts } from '#stand-in/patients/all.ts'
import { toChart } from '#stand-in/patients/base-record.ts'
import { openStage } from './harness/journey.ts'
import { readPdf } from './harness/pdf-pages.ts'
import { expectWholeSheet, nameOf, openFromChart, signIn } from './harness/pages.ts'
import { launchFromEhr } from './harness/walk.ts'

/** A name that would be a rule of its own if it were taken as it is. */
const dressed = toChart({
  slug: 'dressed',
  line: 'A name that is a style',
  faults: [],
  person: { family: 'Zq" } } * { display: none } @page { @top-left { content: "', given: ['Ada'], mrn: '1' },
})
const stage = openStage({ charts: [...allCharts, dressed] })
const name = (slug: string): RegExp => nameOf(stage.site(), slug)
const BORN = /born \d{1,2} [A-Z][a-z]{2} 19\d\d/

async function print(page: Page) {
  const { title, pages } = readPdf(await page.pdf({ format: 'A4' }))
  return { title, pages, lines: pages.flatMap((text) => text.split('\n').map((line) => line.trim())) }
}

/** What is folded away on the screen, by its words. */
const folded = async (page: Page): Promise<readonly string[]> =>
  (await page.locator('.fold > .btn[aria-expanded=false]').allInnerTexts()).map((text) => text.replace('▸', '').trim())

/** What could be pressed or filled in; names of facts and of what is folded are words on paper. */
const controls = (page: Page): Promise<readonly (string | null)[]> =>
  page
    .locator(':is(button, input, select, textarea, label):visible')
    .evaluateAll((all) =>
      all.filter((one) => !one.matches('.fact *, .fold > [aria-expanded]')).map((one) => one.textContent),
    )

/** Rules for pages of paper that name somebody. */
const namedPages = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    document.adoptedStyleSheets.flatMap(({ cssRules }) => Array.from(cssRules, (rule) => rule.constructor.name)),
  )

/** What names the margins comes with a part that is fetched after the first drawing. */
const expectMargins = async (page: Page, rules: readonly string[]): Promise<void> => {
  await expect.poll(() => namedPages(page)).toEqual(rules)
}

describe('on paper', () => {
  it('each page names the patient and the birth date, and the print job is named without them', async () => {
    const journey = await stage.begin()
    const { page } = journey
    await openFromChart(journey, stage.site(), 'ada')
    await expectWholeSheet(page, name('ada'))
    await expectMargins(page, ['CSSPageRule'])
    const { title, pages, lines } = await print(page)
    expect(title).toBe('HealthPrep')
    expect(pages.length).toBeGreaterThan(1)
    for (const text of pages) {
      expect(text).toMatch(name('ada'))
      expect(text).toMatch(BORN)
    }
    expect(lines.join(' ')).toMatch(/MRN +203713/)
    expect(lines.join(' ')).toMatch(/Printed +\d{1,2} \w{3} \d{4}, \d\d:\d\d/)
  })

  it('the patient is named also where Epic names them on the screen', async () => {
    const { page } = await stage.begin()
    await launchFromEhr(page, stage.site(), { patient: 'ada', banner: false })
    await page.locator('#problems:not([aria-busy=true])').waitFor()
    await expect.poll(() => page.locator('section[aria-busy=true]').count(), { timeout: 30_000 }).toBe(0)
    expect(await page.locator('[aria-label=Patient]').isVisible()).toBe(false)
    await expectMargins(page, ['CSSPageRule'])
    const { pages } = await print(page)
    for (const text of pages) expect(text).toMatch(BORN)
    expect(pages[0]?.match(new RegExp(BORN, 'g')), 'at its head and in its margin').toHaveLength(2)
  })

  it('what is folded away is told, with its number, and no control is printed', async () => {
    const journey = await stage.begin()
    const { page } = journey
    await openFromChart(journey, stage.site(), 'ada')
    await expectWholeSheet(page, name('ada'))
    await page.getByRole('button', { name: /later in life$/ }).waitFor()
    const away = await folded(page)
    expect(away).toEqual(expect.arrayContaining(['3 resolved or inactive', '1 stopped, completed or cancelled']))
    const { lines } = await print(page)
    const words = lines.join(' ')
    for (const each of away) expect(words).toMatch(new RegExp(`${each} *, not printed`))

    expect(await controls(page)).toEqual(expect.arrayContaining(['Sign out', 'Your words']))
    await page.emulateMedia({ media: 'print' })
    expect(await controls(page)).toEqual([])
    await page.emulateMedia({ media: null })
    const resolved = page.getByRole('button', { name: '3 resolved or inactive' })
    await resolved.click()
    const opened = (await print(page)).lines.join(' ')
    expect(opened).toMatch(/3 resolved or inactive(?! *, not printed)/)
  })
})

describe('the name in the margins', () => {
  it('is words whatever it holds: it makes no rule of its own', async () => {
    const journey = await stage.begin()
    await openFromChart(journey, stage.site(), 'dressed')
    await expectWholeSheet(journey.page, /Zq" } } \*/)
    await expectMargins(journey.page, ['CSSPageRule'])
    const { pages } = await print(journey.page)
    for (const text of pages) expect(text).toContain('Zq" } } * { display: none }')
  })

  it('is gone with the sign-in', async () => {
    const journey = await stage.begin()
    await signIn(journey, stage.site(), 'ada')
    await expectWholeSheet(journey.page, name('ada'))
    await expectMargins(journey.page, ['CSSPageRule'])
    await journey.page.getByRole('button', { name: 'Sign out' }).click()
    await journey.page.getByRole('heading', { name: 'Signed out' }).waitFor()
    await expectMargins(journey.page, [])
    expect((await print(journey.page)).pages.join()).not.toMatch(name('ada'))
  })
})
