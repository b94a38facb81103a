import type { Frame, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openStage, type Journey, type Stage } from './harness/journey.ts'
import { expectSheet, nameOf, openFromChart } from './harness/pages.ts'
import { launchFromEhr } from './harness/walk.ts'

const BLOCKED = 2
/** "Block third-party cookies". */
const THIRD_PARTY = 1

/** Begins, and hears every word that the page says, not errors alone. */
async function listening(stage: Stage): Promise<Journey & { readonly said: readonly string[] }> {
  const journey = await stage.begin()
  const said: string[] = []
  journey.context.on('console', (message) => {
    // What the browser itself remarks, such as a preload that a busy computer used late, has no arguments.
    if (message.args().length > 0) said.push(message.text())
  })
  return { ...journey, said }
}

/** Nothing can be kept: not what would hold the token, nor what would hold a draft. */
const kept = (view: Page | Frame): Promise<string> =>
  view.evaluate(() => {
    try {
      return `kept ${sessionStorage.length}`
    } catch (thrown) {
      return (thrown as DOMException).name
    }
  })

/** The page says what is blocked and how it is mended, once, and stays: no page after it, and nobody is asked. */
async function expectSaid(view: Page | Frame, { watch, said }: Awaited<ReturnType<typeof listening>>, stage: Stage) {
  const main = view.getByRole('main')
  await main.getByText('storage-blocked', { exact: true }).waitFor()
  expect(await view.getByRole('heading', { level: 1 }).count()).toBe(1)
  expect(await kept(view), 'the browser keeps nothing for this page').toBe('SecurityError')
  await main.getByText(/^The browser blocks cookies and site data for HealthPrep, or its storage is full/).waitFor()
  await main.getByText(/^Allow cookies and site data .* or open HealthPrep in a window of its own/).waitFor()
  const { app, ehr } = stage.site()
  expect(watch.requests.filter(({ url }) => /\/(authorize|token)\b|\/FHIR\//.test(url.replace(/\?.*/, '')))).toEqual([])
  expect(watch.to(`${app}launch.html`).length, 'no launch leads to another').toBeLessThanOrEqual(1)
  expect(ehr.log.filter(({ path }) => /authorize|token/.test(path))).toEqual([])
  expect(said).toEqual([])
}

describe('a browser that blocks cookies and site data altogether', () => {
  const stage = openStage({ preferences: { profile: { default_content_setting_values: { cookies: BLOCKED } } } })

  it.each(['a window of its own', 'a frame of the chart'])(
    'a launch from the chart, in %s: the page says so and how to mend it, and stays',
    async (where) => {
      const journey = await listening(stage)
      const framed = where !== 'a window of its own'
      const view = await launchFromEhr(journey.page, stage.site(), { patient: 'ada', framed })
      await expectSaid(view, journey, stage)
    },
  )

  it('the start page stands; its button says so, and leads nowhere', async () => {
    const journey = await listening(stage)
    const { page } = journey
    await page.goto(stage.site().app)
    await page.getByRole('button', { name: /Sign in with Epic/ }).click()
    await expectSaid(page, journey, stage)
    await page.getByRole('link', { name: 'To the start page' }).click()
    await page.getByRole('button', { name: /Sign in with Epic/ }).waitFor()
    expect(journey.said).toEqual([])
  })

  it.each([
    ['an answer to a sign-in', 'callback.html?code=x&state=y'],
    ['the address of a sheet', 'index.html#/s/7f17a0a8-ad15-4865-bdb9-06001e7ef75e'],
  ])('%s, left over from before: the page says so, and no code is sent', async (_, address) => {
    const journey = await listening(stage)
    await journey.page.goto(stage.site().app + address)
    await expectSaid(journey.page, journey, stage)
    expect(new URL(journey.page.url()).search).toBe('')
  })

  it('where windows may not speak to each other either, as in Firefox, the start page stands', async () => {
    const journey = await listening(stage)
    const { page } = journey
    await journey.context.addInitScript(() => {
      Object.assign(globalThis, {
        BroadcastChannel: function refused() {
          throw new DOMException('The operation is insecure.', 'SecurityError')
        },
      })
    })
    await page.goto(stage.site().app)
    await page.getByRole('button', { name: /Sign in with Epic/ }).click()
    await expectSaid(page, journey, stage)
  })

  it('the Launch Doctor names both: no sign-in, and no draft, is kept', async () => {
    const { page, watch } = await stage.begin()
    // What its probes provoke: doctor.e2e.ts.
    watch.allow(/Content Security Policy|TrustedScript/)
    await launchFromEhr(page, stage.site(), { patient: 'ada' })
    await page.getByRole('link', { name: 'Check this connection' }).click()
    await page.getByRole('heading', { name: 'To be mended' }).waitFor()
    const failed = page.locator('li[data-verdict=fail] b')
    await expect
      .poll(() => failed.allTextContents())
      .toEqual(['The window keeps a sign-in', 'The browser keeps drafts'])
  })
})

describe('a browser that blocks them where HealthPrep is framed', () => {
  const exceptions = { cookies: { '[*.]localhost,http://127.0.0.1': { setting: BLOCKED } } }
  const stage = openStage({ preferences: { profile: { content_settings: { exceptions } } } })

  it('in the frame of the chart the page says so and how to mend it, and stays; in a window the sheet stands', async () => {
    const journey = await listening(stage)
    const frame = await launchFromEhr(journey.page, stage.site(), { patient: 'ada', framed: true })
    await expectSaid(frame, journey, stage)
    const page = await journey.context.newPage()
    await openFromChart({ page }, stage.site(), 'ada')
    await expectSheet(page, nameOf(stage.site(), 'ada'))
    expect(journey.said).toEqual([])
  })
})

describe('a browser that blocks the cookies of third parties', () => {
  const stage = openStage({ preferences: { profile: { cookie_controls_mode: THIRD_PARTY } } })

  it('in the frame of the chart the sheet stands, and its draft comes back', async () => {
    const journey = await listening(stage)
    const frame = await launchFromEhr(journey.page, stage.site(), { patient: 'bruno', framed: true })
    await expectSheet(frame, nameOf(stage.site(), 'bruno'))
    await frame.evaluate(() => (document.cookie = 'third=party'))
    expect(await frame.evaluate(() => document.cookie), 'they are blocked').toBe('')
    await frame.getByLabel('Your words').fill('Ask about sleep.')
    await frame
      .getByText(/^draft kept/)
      .first()
      .waitFor()
    await frame.evaluate(() => location.reload())
    await frame.getByText(/Your draft of .* was brought back/).waitFor()
    expect(journey.said).toEqual([])
  })
})
