import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openStage } from './harness/journey.ts'
import { expectSheet, nameOf, signIn } from './harness/pages.ts'
import { launchFromEhr } from './harness/walk.ts'

const troubles = ['no-cors', 'no-preflight', 'discovery-without-s256', 'notes-not-taken']
const stage = openStage({ troubles })

/** What the browser writes into its console about the probes that are meant to fail. */
const PROBES = /CORS policy|Content Security Policy|TrustedScript/

const summary = (page: Page) => page.locator('output.summary').getByText(/checks? failed/)
const verdicts = (page: Page, verdict: string): Promise<string[]> =>
  page.locator(`li[data-verdict=${verdict}] b`).allTextContents()

describe('the Launch Doctor', () => {
  it('finds nothing wrong with a healthy site: before the sign-in, and with it', async () => {
    const journey = await stage.begin()
    const { page, watch } = journey
    watch.allow(PROBES)
    await page.goto(stage.site().app)
    await page.getByRole('link', { name: 'Check this connection' }).click()
    await summary(page).waitFor()
    expect(await verdicts(page, 'fail')).toEqual([])
    expect(await verdicts(page, 'unknown')).toEqual(['The redirect URI is registered'])

    await signIn(journey, stage.site(), 'ada')
    await expectSheet(page, nameOf(stage.site(), 'ada'))
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    await page.getByRole('link', { name: 'Check this connection' }).click()
    await summary(page).waitFor()
    expect([...(await verdicts(page, 'fail')), ...(await verdicts(page, 'sign-in'))]).toEqual([])
    expect(await verdicts(page, 'unknown')).toEqual(['The sign-in names the visit'])
    expect(stage.site().ehr.stored).toEqual([])
    const report = await page.getByRole('textbox', { name: 'Report for IT' }).inputValue()
    expect(report).toMatch(/No check failed, \d+ passed/)
    expect(report).not.toMatch(/Ada|Example,|203713|patient-ada|eyJ/)
    await page.getByRole('link', { name: 'Back to the sheet' }).click()
    await expectSheet(page, nameOf(stage.site(), 'ada'))
  })

  it.each([
    ['no-cors', 'The server says where to sign in', 'no CORS'],
    ['no-preflight', 'The record may be asked for from this site', 'no CORS'],
    ['discovery-without-s256', 'The server protects the sign-in with PKCE (S256)', 'does not announce S256'],
    ['notes-not-taken', 'The server takes new notes', 'does not say so'],
  ])('%s: names the fault', async (trouble, title, words) => {
    const { page, watch } = await stage.begin()
    watch.allow(PROBES)
    await page.goto(`${stage.site().app}#/doctor`)
    await page.getByRole('combobox', { name: 'Organisation' }).selectOption(trouble)
    await page.getByRole('heading', { name: 'To be mended' }).waitFor()
    const row = page.locator('li[data-verdict=fail]').filter({ hasText: title })
    expect(await row.textContent()).toContain(words)
    expect(await row.textContent()).toContain('The hospital’s Epic team')
  })

  it('in the frame of a chart says whose frame it is', async () => {
    const { page, watch } = await stage.begin()
    watch.allow(PROBES)
    const frame = await launchFromEhr(page, stage.site(), { patient: 'ada', framed: true })
    await expectSheet(frame, nameOf(stage.site(), 'ada'))
    await frame.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    await frame.getByRole('link', { name: 'Check this connection' }).click()
    const row = frame.locator('li').filter({ hasText: 'The page is in a frame' })
    expect(await row.textContent()).toContain(stage.site().ehr.base)
  })
})

describe('a site that is not set up', () => {
  const broken = openStage({ config: { issuers: [{ name: 'x' }] } })

  it('its page leads to the Launch Doctor, which says what is wrong', async () => {
    const { page, watch } = await broken.begin()
    watch.allow(PROBES)
    for (const name of ['index.html', 'launch.html']) {
      await page.goto(`${broken.site().app}${name}`)
      await page.getByRole('link', { name: 'Check this connection' }).click()
      await page
        .locator('li')
        .getByText(/issuers\[0\]\.fhirBase/)
        .waitFor()
      expect(await verdicts(page, 'fail')).toEqual(['config.json is valid'])
    }
  })
})
