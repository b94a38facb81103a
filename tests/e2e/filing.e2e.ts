import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { visitToday } from '../ehr-fetch.ts'
import { openStage, type Journey } from './harness/journey.ts'
import { expectSheet, nameOf, openFromChart } from './harness/pages.ts'

/** Whether the answer to a note is held back, and what then lets it go. */
let gate: { readonly arrived: () => void; readonly open: Promise<void> } | undefined
const stage = openStage({
  between: async (request, ehr) => {
    const isNote = request.method === 'POST' && request.url.endsWith('/DocumentReference')
    const response = await ehr(request)
    if (isNote && gate) {
      gate.arrived()
      await gate.open
    }
    return response
  },
})

/** The server stores a note and says nothing until `answer` is called. */
function hold(): { readonly arrived: Promise<void>; readonly answer: () => void } {
  let answer = (): void => undefined
  const open = new Promise<void>((resolve) => {
    answer = resolve
  })
  const arrived = new Promise<void>((resolve) => {
    gate = { arrived: resolve, open }
  })
  return {
    arrived,
    answer: () => {
      gate = undefined
      answer()
    },
  }
}

afterEach(() => {
  stage.site().clock.ahead = 0
})

const words = 'Ask about sleep.'
const chartOf = (slug: string) => stage.site().charts.find((chart) => chart.slug === slug)
const isOf = (slug: string, text = ''): boolean => text.includes(chartOf(slug)?.patientId ?? 'nobody')

/** One note left the browser, in whatever window; one came to the server; one is in the chart. */
function expectOne({ watch }: Journey, slug: string): void {
  const { stored, log } = stage.site().ehr
  const left = watch.requests.filter(({ method, url }) => method === 'POST' && url.endsWith('/DocumentReference'))
  const came = log.filter(({ method, path }) => method === 'POST' && path.endsWith('/DocumentReference'))
  expect({
    left: left.length,
    came: came.filter(({ body }) => isOf(slug, body)).length,
    stored: stored.filter((note) => isOf(slug, JSON.stringify(note['subject']))).length,
  }).toEqual({ left: 1, came: 1, stored: 1 })
}

async function open(page: Page, slug: string): Promise<void> {
  await openFromChart({ page }, stage.site(), slug, visitToday(slug))
  await expectSheet(page, nameOf(stage.site(), slug))
}

/** Opens the chart, types, and goes as far as the button that sends. */
async function reviewed(slug: string): Promise<Journey> {
  const journey = await stage.begin()
  journey.watch.allow(/^console: .*(DocumentReference|CORS|Failed to fetch)/)
  await open(journey.page, slug)
  await journey.page.getByLabel('Your words').fill(words)
  await journey.page
    .getByText(/^draft kept/)
    .first()
    .waitFor()
  await journey.page.getByRole('button', { name: /^Review, then file to/ }).click()
  await journey.page.getByRole('button', { name: /^File to .*, born \d/ }).waitFor()
  return journey
}
const press = (page: Page): Promise<void> => page.getByRole('button', { name: /^File to/ }).click()

/** The window says that it does not know, offers nothing but to look, and finds the one note. */
async function expectFoundOnce(journey: Journey, slug: string, page = journey.page): Promise<void> {
  await page.getByText(/^It is not known whether the note sent at/).waitFor()
  expect(await page.getByLabel('Your words').inputValue()).toBe(words)
  expect(await page.getByRole('button', { name: 'Send again' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: /^Review, then file to/ }).getAttribute('aria-disabled')).toBe('true')
  await page.getByRole('button', { name: 'Look for it in the chart' }).click()
  await page.getByText(/^Found in the chart: it was filed/).waitFor()
  await expect.poll(() => page.getByLabel('Your words').inputValue()).toBe('')
  expectOne(journey, slug)
}

describe('while a note is being sent', () => {
  it('the tab is closed: opened again, it is looked for and found', async () => {
    const journey = await reviewed('ada')
    const { page, context } = journey
    const held = hold()
    await press(page)
    await held.arrived
    await page.close()
    held.answer()
    const again = await context.newPage()
    await open(again, 'ada')
    await expectFoundOnce(journey, 'ada', again)
  })

  it('Back is pressed: opened again, it is looked for and found', async () => {
    const journey = await reviewed('bruno')
    const { page } = journey
    const held = hold()
    await press(page)
    await held.arrived
    await page.evaluate(() => void setTimeout(() => history.back()))
    await page.waitForURL((url) => !url.href.includes('#/s/'), { waitUntil: 'commit' })
    held.answer()
    await open(page, 'bruno')
    await expectFoundOnce(journey, 'bruno')
  })

  it('the page is loaded anew: it is looked for and found', async () => {
    const journey = await reviewed('carmen')
    const { page } = journey
    const held = hold()
    await press(page)
    await held.arrived
    await page.reload({ waitUntil: 'commit' })
    held.answer()
    await expectFoundOnce(journey, 'carmen')
  })

  it('another window takes the draft over: it looks for the note as well, and sends nothing', async () => {
    const journey = await reviewed('edith')
    const { page, context } = journey
    const held = hold()
    await press(page)
    await held.arrived
    const second = await context.newPage()
    await open(second, 'edith')
    await second.getByRole('button', { name: 'Take over' }).click()
    await expectFoundOnce(journey, 'edith', second)
    held.answer()
    await page.getByText(/^Filed at/).waitFor()
    expectOne(journey, 'edith')
  })

  it('the key is held down: it is sent once', async () => {
    const journey = await reviewed('frank')
    const { page } = journey
    const held = hold()
    await page.getByRole('button', { name: /^File to/ }).focus()
    for (let press = 0; press < 20; press += 1) await page.keyboard.down('Enter')
    await held.arrived
    for (let press = 0; press < 20; press += 1) await page.keyboard.down('Enter')
    held.answer()
    await page.getByText(/^Filed at/).waitFor()
    for (let press = 0; press < 20; press += 1) await page.keyboard.down('Enter')
    await page.keyboard.up('Enter')
    expectOne(journey, 'frank')
  })

  it('the sign-in ends: it is filed, and only reading it back is not possible', async () => {
    const journey = await reviewed('helen')
    const { page } = journey
    const held = hold()
    await press(page)
    await held.arrived
    stage.site().clock.ahead += 62 * 60_000
    held.answer()
    await page.getByText(/^Filed at/).waitFor()
    await page.getByText(/^could not be read back/).waitFor()
    expectOne(journey, 'helen')
  })
})

it('where no draft can be kept, and the window is closed before the answer: the review has said so, and a new window warns by the notes of today', async () => {
  const journey = await stage.begin()
  const { page, context } = journey
  journey.watch.allow(/^console: .*(DocumentReference|CORS|Failed to fetch)/)
  await context.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { get: () => undefined })
  })
  await open(page, 'walter')
  await page.getByLabel('Your words').fill(words)
  await page.getByText(/this draft lives in this window only, and is lost/).waitFor()
  await page.getByRole('button', { name: /^Review, then file to/ }).click()
  await page.getByText(/If this window is closed before Epic answers, nobody can look from here/).waitFor()
  const { arrived, answer } = hold()
  await page.getByRole('button', { name: /^File to .*, born \d/ }).click()
  await arrived
  const again = await context.newPage()
  await page.close()
  answer()
  await open(again, 'walter')
  expect(await again.getByText('First look for the note whose answer was lost.').count(), 'nobody knows').toBe(0)
  await again.getByLabel('Your words').fill(words)
  await again.getByRole('button', { name: /^Review, then file to/ }).click()
  await again.getByText(/^HealthPrep has already filed a note for this visit today/).waitFor()
  await again.getByText('It says exactly the same as this one.').waitFor()
  await again.getByRole('button', { name: /^File a second note to / }).waitFor()
  expectOne(journey, 'walter')
})
