import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openStage, type Journey, type Stage } from './harness/journey.ts'
import { expectSheet, nameOf, openFromChart } from './harness/pages.ts'

/** Time goes by at both ends; too little of it for the idle lock. */
async function pass(page: Page, stage: Stage, seconds: number): Promise<void> {
  stage.site().clock.ahead += seconds * 1000
  await page.clock.fastForward(seconds * 1000)
  await page.clock.runFor(2000)
}

/** Opens a chart, and gives the refresh token that came with it. */
async function open({ page }: Journey, stage: Stage, slug: string): Promise<string> {
  await page.clock.install({ time: Date.now() + stage.site().clock.ahead })
  const answered = page.waitForResponse(stage.site().ehr.tokenUrl)
  await openFromChart({ page }, stage.site(), slug)
  const body = (await (await answered).json()) as { refresh_token?: string }
  await expectSheet(page, nameOf(stage.site(), slug))
  expect(body.refresh_token, 'the server gave one').toBeTruthy()
  return body.refresh_token ?? ''
}

const stored = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]))
const exchanges = (stage: Stage): number => stage.site().ehr.log.filter((r) => r.path === '/oauth2/token').length

describe('a site that asks for no refresh token', () => {
  const stage = openStage()

  it('keeps none that the server gives all the same: it is in no storage, is never sent, and the sign-in ends', async () => {
    const journey = await stage.begin()
    const { page, watch } = journey
    const refresh = await open(journey, stage, 'refresh-unasked')
    expect(await stored(page)).not.toContain(refresh)
    // Of the 90 seconds some have gone by themselves.
    await pass(page, stage, 50)
    expect(await page.getByText(/Your sign-in ended at/).count()).toBe(0)
    await pass(page, stage, 50)
    await page.getByText(/Your sign-in ended at/).waitFor()
    expect(exchanges(stage)).toBe(1)
    expect(watch.requests.filter(({ body }) => body.includes(refresh))).toEqual([])
  })
})

describe('a site that asks for one', () => {
  const stage = openStage({ client: { refresh: true }, extraScopes: ['offline_access'] })

  it('is signed in beyond the life of its first token, and nobody is asked anything', async () => {
    const journey = await stage.begin()
    const { page } = journey
    const refresh = await open(journey, stage, 'token-dies-in-a-minute')
    expect(await stored(page)).toContain(refresh)
    await pass(page, stage, 40)
    await expect.poll(() => exchanges(stage)).toBe(2)
    await pass(page, stage, 30)
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expectSheet(page, nameOf(stage.site(), 'token-dies-in-a-minute'))
    expect(await page.getByText(/Your sign-in ended at/).count()).toBe(0)
  })
})
