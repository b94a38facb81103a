import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openStage, type Journey } from './harness/journey.ts'
import { expectSheet, nameOf, openFromChart } from './harness/pages.ts'
import { signInAs } from './harness/walk.ts'

// On kept connections, as browsers have them: nothing but `connection-dies-on-filing` makes Chromium itself send again.
const stage = openStage()
const words = 'Ask about sleep. Äß 漢字 👍🏽 "quotes" & <b>marks</b>'

type Filed = {
  readonly docStatus: string
  readonly subject: { readonly reference: string }
  readonly context: { readonly encounter: readonly { readonly reference: string }[] }
  readonly content: readonly {
    readonly attachment: { readonly contentType: string; readonly data?: string; readonly url?: string }
  }[]
}

const chartOf = (slug: string) => stage.site().charts.find((chart) => chart.slug === slug)
const filedFor = (slug: string): readonly Filed[] =>
  (stage.site().ehr.stored as unknown as readonly Filed[]).filter(
    (note) => note.subject?.reference === `Patient/${chartOf(slug)?.patientId}`,
  )
const posts = (): number =>
  stage.site().ehr.log.filter((r) => r.method === 'POST' && r.path.includes('/FHIR/') && !r.path.endsWith('/_search'))
    .length
/** How many notes left this browser, and how many of this patient the chart holds. */
const counted = ({ watch }: Journey, slug: string) => ({
  left: watch.requests.filter(({ method, url }) => method === 'POST' && url.endsWith('/DocumentReference')).length,
  stored: filedFor(slug).length,
})
const todaysVisit = (slug: string): string => {
  const today = new Date().toISOString().slice(0, 10)
  const visits =
    chartOf(slug)
      ?.resources(new Date())
      .filter((one) => one.resourceType === 'Encounter') ?? []
  const found = visits.find((visit) => JSON.stringify(visit['period'] ?? '').includes(today)) ?? visits.at(-1)
  if (found === undefined) throw new Error(`No visit of ${slug}`)
  return found.id
}

/** Opens the chart in today's visit, ticks a problem and types a line. */
async function draft(slug: string, clock = false): Promise<Journey> {
  const journey = await stage.begin()
  if (clock) await journey.page.clock.install({ time: Date.now() + stage.site().clock.ahead })
  journey.watch.allow(/^console: .*(DocumentReference|CORS|Failed to fetch)/)
  const { page } = journey
  await openFromChart(journey, stage.site(), slug, todaysVisit(slug))
  await expectSheet(page, nameOf(stage.site(), slug))
  await page.locator('#problems input[type=checkbox]').first().check()
  await page.getByLabel('Your words').fill(words)
  return journey
}

async function file(page: Page): Promise<string> {
  await page.getByRole('button', { name: /^Review, then file to/ }).click()
  const dialog = page.getByRole('dialog')
  const text = await dialog.getByRole('region', { name: 'Exactly what will be filed' }).locator('pre').textContent()
  await dialog.getByRole('button', { name: /^File to/ }).click()
  return text ?? ''
}

const textOf = (note: Filed | undefined): string =>
  Buffer.from(note?.content[0]?.attachment.data ?? '', 'base64').toString('utf8')

describe('a note is saved', () => {
  it('the exact bytes that were shown, once, for this patient and visit, as preliminary; and read back', async () => {
    const before = posts()
    const journey = await draft('ada')
    const { page } = journey
    expect(posts(), 'nothing is written before the button').toBe(before)
    const shown = await file(page)
    await page.getByText(/^Filed at/).waitFor()
    await page
      .getByText(/the same/)
      .first()
      .waitFor()
    expect(shown).toContain(words)
    const notes = filedFor('ada')
    expect(notes).toHaveLength(1)
    expect(posts()).toBe(before + 1)
    expect(notes[0]).toMatchObject({
      docStatus: 'preliminary',
      context: { encounter: [{ reference: `Encounter/${todaysVisit('ada')}` }] },
    })
    const sent = stage.site().ehr.log.findLast((r) => r.method === 'POST' && r.path.endsWith('/DocumentReference'))
    const body = JSON.parse(sent?.body ?? '{}') as Filed
    expect(textOf(body)).toBe(shown)
    expect(body.content[0]?.attachment.contentType).toMatch(/^text\/plain/)

    // A second note of today is announced before it can be sent.
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByLabel('Your words').fill('Something more.')
    await page.getByRole('button', { name: /^Review, then file to/ }).click()
    await page.getByText(/has already filed a note for this visit today/).waitFor()
    await page.getByRole('button', { name: /^File a second note to/ }).waitFor()
    await page.keyboard.press('Escape')
    expect(counted(journey, 'ada')).toEqual({ left: 1, stored: 1 })
  })

  it('two presses send it once', async () => {
    const journey = await draft('note-slow')
    const { page } = journey
    await page.getByRole('button', { name: /^Review, then file to/ }).click()
    await page.getByRole('button', { name: /^File to/ }).dblclick()
    await page.getByText(/^Filed at/).waitFor()
    expect(counted(journey, 'note-slow')).toEqual({ left: 1, stored: 1 })
  })

  it('an empty 201 is a success', async () => {
    const journey = await draft('note-empty-201')
    const { page } = journey
    await file(page)
    await page.getByText(/^Filed at/).waitFor()
    expect(counted(journey, 'note-empty-201')).toEqual({ left: 1, stored: 1 })
  })

  it('what reads back shortened is said', async () => {
    const journey = await draft('note-altered')
    const { page } = journey
    await file(page)
    await page.getByText('Read back, and not the same').waitFor()
    expect(counted(journey, 'note-altered')).toEqual({ left: 1, stored: 1 })
  })
})

describe('a note is refused', () => {
  it.each([
    ['note-refused-400', /does not take a note for this visit/],
    ['note-refused-403-empty', /HealthPrep is not allowed to file notes here/],
    ['note-413', /too long/],
  ])('%s: in our words, and the text is kept', async (patient, reason) => {
    const journey = await draft(patient)
    const { page } = journey
    await file(page)
    await page.getByText('Not filed.').waitFor()
    await page.getByText(reason).waitFor()
    expect(await page.getByLabel('Your words').inputValue()).toBe(words)
    expect(counted(journey, patient)).toEqual({ left: 1, stored: 0 })
  })
})

describe('the answer is lost', () => {
  it.each([
    ['lost-answer-on-filing', /^Found in the chart: it was filed/, 1],
    ['note-500-but-stored', /^Found in the chart: it was filed/, 1],
    ['note-422-but-stored', /^Found in the chart: it was filed/, 1],
    ['lost-before-filing', /It is not there yet\. .* may still be on its way/, 0],
  ])('%s: looked for before anything is sent again', async (patient, words, stored) => {
    const before = posts()
    const journey = await draft(patient)
    const { page } = journey
    await file(page)
    await page.getByText(/It is not known whether the note/).waitFor()
    expect(posts()).toBe(before + 1)
    await page.getByRole('button', { name: 'Look for it in the chart' }).click()
    await page.getByText(words).waitFor()
    expect(posts(), 'nothing is sent by itself').toBe(before + 1)
    expect(counted(journey, patient)).toEqual({ left: 1, stored })
  })
})

describe('the browser itself sends again, because a kept connection died without a byte of an answer', () => {
  it('what was sent once is looked for, counted and told; nothing is offered that makes one more', async () => {
    const patient = 'connection-dies-on-filing'
    const journey = await draft(patient)
    const { page } = journey
    await file(page)
    await page.getByText(/It is not known whether the note/).waitFor()
    await page.getByRole('button', { name: 'Look for it in the chart' }).click()
    await page.getByText(/^Found in the chart: it was filed/).waitFor()
    const { left, stored } = counted(journey, patient)
    expect(left, 'by the app').toBe(1)
    expect(stored, 'by Chromium, which a page cannot forbid').toBeGreaterThan(1)
    await page.getByText(`The chart holds ${stored} notes with exactly this text`).waitFor()
    expect(await page.getByRole('button', { name: 'Send again' }).count()).toBe(0)
    expect(await page.getByLabel('Your words').inputValue(), 'the text has left the draft').toBe('')
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    const review = page.getByRole('button', { name: /^Review, then file to/ })
    expect(await review.getAttribute('aria-disabled')).toBe('true')
    expect(counted(journey, patient)).toEqual({ left: 1, stored })
  })
})

describe('the draft', () => {
  it('lives through a reload and through signing in again, and is gone after signing out', async () => {
    const { page } = await draft('bruno', true)
    await page.clock.runFor(3000)
    await page
      .getByText(/^draft kept/)
      .first()
      .waitFor()
    await page.reload()
    await page.getByText(/Your draft of .* was brought back/).waitFor()
    expect(await page.getByLabel('Your words').inputValue()).toBe(words)
    const kept = await page.evaluate(async () => {
      const names = (await indexedDB.databases()).map((database) => database.name ?? '')
      return names.join(' ')
    })
    expect(kept).not.toMatch(nameOf(stage.site(), 'bruno'))

    stage.site().clock.ahead += 62 * 60_000
    await page.clock.fastForward(62 * 60_000)
    await page.clock.runFor(2000)
    // Unused for an hour the sheet is locked as well; either way the sign-in is over.
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await signInAs(page, 'clinician', 'bruno')
    await expectSheet(page, nameOf(stage.site(), 'bruno'))
    await page.getByText(/Your draft of .* was brought back/).waitFor()
    expect(await page.getByLabel('Your words').inputValue()).toBe(words)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign out and delete' }).click()
    await page.getByRole('heading', { name: 'Signed out' }).waitFor()
    expect(await page.getByText('the draft of the note').count()).toBe(1)
  })
})
