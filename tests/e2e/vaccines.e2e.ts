import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openStage } from './harness/journey.ts'
import { takeVaccinePictures } from './harness/pictures.ts'
import { expectSheet, expectWholeSheet, nameOf, openFromChart } from './harness/pages.ts'

const stage = openStage()
const vaccines = (page: Page) => page.getByRole('region', { name: 'Vaccines due' })
const rowOf = (page: Page, group: string) =>
  vaccines(page)
    .getByRole('listitem')
    .filter({ has: page.getByLabel(new RegExp(`^Into the note: ${group} vaccine:`)) })
const forecast = (page: Page) => vaccines(page).getByText(/^Forecast by CDC CDSi \d/)

/** A note is filed in a visit. */
function visitOfToday(slug: string): string {
  const today = new Date().toISOString().slice(0, 10)
  const resources =
    stage
      .site()
      .charts.find((chart) => chart.slug === slug)
      ?.resources(new Date()) ?? []
  const visit = resources.find(
    (one) => one.resourceType === 'Encounter' && JSON.stringify(one['period'] ?? '').includes(today),
  )
  if (visit === undefined) throw new Error(`No visit of ${slug} today`)
  return visit.id
}

describe('which vaccines are due, reckoned in a worker of the page', () => {
  it('from the sign-in over what counted and what did not, to the preview of the note', async () => {
    const journey = await stage.begin()
    const { page, watch } = journey
    await openFromChart(journey, stage.site(), 'milo', visitOfToday('milo'))
    await expectSheet(page, nameOf(stage.site(), 'milo'))
    await forecast(page).waitFor()

    const polio = rowOf(page, 'Polio')
    expect(await polio.textContent()).toMatch(/(Due now|Overdue) Polio/)
    await polio.getByRole('button', { name: /3 doses recorded/ }).click()
    const doses = page.getByRole('list', { name: 'Doses for Polio' }).getByRole('listitem')
    await expect.poll(() => doses.count()).toBe(3)
    expect(await doses.first().textContent()).toContain('counts')

    // What the chart itself says otherwise stands in the open, and both go into the note.
    const mmr = rowOf(page, 'MMR')
    await mmr.getByText('The chart’s own recommendation: complete').waitFor()
    await mmr.getByText('Differs').waitFor()
    await mmr.getByRole('checkbox').check()
    await page.getByRole('button', { name: /^Review, then file to/ }).click()
    const preview = page.getByRole('dialog').getByRole('region', { name: 'Exactly what will be filed' })
    const text = (await preview.locator('pre').textContent()) ?? ''
    expect(text).toMatch(/MMR vaccine: (due now|overdue)\. Dose 2 .*\(CDC CDSi\s+\d+\.\d+\)/s)
    expect(text).toMatch(/own\s+recommendation\s+differs:\s+complete/)
    expect(text).toContain('ImmunizationRecommendation')

    const scripts = watch.requests.filter(({ url }) => /forecast-worker|cdc-cdsi/.test(url))
    expect(scripts.length, 'the engine and its data come by themselves, after the page').toBeGreaterThan(0)
  })

  it('a dose that does not count says why: Tdap three years before this pregnancy', async () => {
    const journey = await stage.begin()
    await openFromChart(journey, stage.site(), 'carmen')
    const { page } = journey
    await expectSheet(page, nameOf(stage.site(), 'carmen'))
    await forecast(page).waitFor()
    const tdap = rowOf(page, 'DTaP/Tdap/Td').filter({ hasText: 'Pregnant' })
    await tdap.getByRole('button', { name: '1 dose recorded' }).click()
    await tdap.getByText('does not count: given before the minimum interval had passed').waitFor()
  })

  it('a dose said to have been given elsewhere is filed, found when the chart is opened anew, and never counted', async () => {
    const open = async () => {
      const journey = await stage.begin()
      await openFromChart(journey, stage.site(), 'milo', visitOfToday('milo'))
      await expectWholeSheet(journey.page, nameOf(stage.site(), 'milo'))
      await forecast(journey.page).waitFor()
      return journey.page
    }
    const status = async (page: Page) => (await rowOf(page, 'Polio').locator('.fact').first().textContent()) ?? ''
    const stated = 'Given elsewhere, as said; not in the record and not counted: Mar 2025 (County clinic)'
    const page = await open()
    const polio = rowOf(page, 'Polio')
    const before = await status(page)
    expect(before).toMatch(/^(Due now|Overdue) Polio dose 4$/)
    await polio.getByRole('button', { name: /3 doses recorded/ }).click()
    await polio.getByRole('button', { name: 'Given elsewhere' }).click()
    await polio.getByLabel('When').fill('2025-03')
    await polio.getByLabel('Where').fill('County clinic')
    await polio.getByRole('button', { name: 'Keep' }).click()
    await polio.getByText(stated).waitFor()
    expect(await status(page)).toBe(before)
    const doses = page.getByRole('list', { name: 'Doses for Polio' }).getByRole('listitem')
    await expect.poll(() => doses.count(), { message: 'no administered dose' }).toBe(3)

    await page.getByRole('button', { name: /^Review, then file to/ }).click()
    const dialog = page.getByRole('dialog')
    const text = await dialog.getByRole('region', { name: 'Exactly what will be filed' }).locator('pre').innerText()
    expect(text.replace(/\s+/g, ' ')).toMatch(
      /Polio vaccine: done elsewhere, a dose, Mar 2025, at County clinic \(said .*; vaccine-polio\/dose\)/,
    )
    await dialog.getByRole('button', { name: /^File to/ }).click()
    await page.getByText(/^Filed at/).waitFor()
    const filed = stage.site().ehr.stored
    expect(filed).toHaveLength(1)

    const later = await open()
    await rowOf(later, 'Polio').getByText(stated).waitFor()
    expect(await status(later)).toBe(before)
    await rowOf(later, 'Polio')
      .getByRole('button', { name: /3 doses recorded/ })
      .click()
    await rowOf(later, 'Polio').getByText('Given elsewhere: Mar 2025 (County clinic). (from an earlier note)').waitFor()
  })

  it.each(['fatal-inside-a-list', 'xml-answer'])(
    '%s: immunizations unread, so nothing is forecast or overdue',
    async (slug) => {
      const journey = await stage.begin()
      journey.watch.allow(/^console: .*/)
      await openFromChart(journey, stage.site(), slug)
      const { page } = journey
      await expectWholeSheet(page, nameOf(stage.site(), slug))
      const region = vaccines(page)
      await region
        .getByText(/could not be read|Cannot tell/)
        .first()
        .waitFor()
      expect(await region.textContent()).not.toMatch(/Overdue|Due now|No record/)
    },
  )

  it('the chart’s own recommendations refused or failing are not "none", and the forecast stands', async () => {
    for (const [slug, words] of [
      ['recommendations-403', /does not offer its own recommendations/],
      ['recommendations-500', /own recommendations could not be read; they may differ/],
    ] as const) {
      const journey = await stage.begin()
      journey.watch.allow(/^console: .*(ImmunizationRecommendation|status of (403|500))/)
      await openFromChart(journey, stage.site(), slug)
      await forecast(journey.page).waitFor()
      await vaccines(journey.page).getByText(words).waitFor()
      expect(await vaccines(journey.page).getByRole('listitem').count()).toBeGreaterThan(3)
    }
  })
})

takeVaccinePictures(async (slug) => {
  const journey = await stage.begin()
  journey.watch.allow(/^console: /)
  await openFromChart(journey, stage.site(), slug)
  await expectWholeSheet(journey.page, nameOf(stage.site(), slug))
  return journey.page
})
