import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { openChrome, type Chrome, type ChromeOptions } from './browser.ts'
import { openSite, type Site, type SiteOptions } from './site.ts'
import { watch, type Watch } from './watch.ts'

export type Journey = { readonly context: BrowserContext; readonly page: Page; readonly watch: Watch }

export type Stage = {
  readonly site: () => Site
  /** A person at a fresh computer. What its browser saw is judged when the test ends. */
  readonly begin: (options?: BrowserContextOptions) => Promise<Journey>
}

/** One browser, one site and one stand-in for a file of journeys. */
export function openStage(options: SiteOptions & Pick<ChromeOptions, 'preferences'> = {}): Stage {
  let chrome: Chrome | undefined
  let site: Site | undefined
  const begun: Journey[] = []

  beforeAll(async () => {
    ;[chrome, site] = await Promise.all([openChrome(options), openSite(options)])
  })
  afterEach(async () => {
    const journeys = begun.splice(0)
    await Promise.all(journeys.map(({ context }) => context.close()))
    for (const journey of journeys) await journey.watch.assertClean()
  })
  afterAll(async () => {
    await chrome?.close()
    await site?.close()
  })

  const standing = (): Site => {
    if (site === undefined) throw new Error('The site is not up yet')
    return site
  }
  return {
    site: standing,
    begin: async (contextOptions = {}) => {
      if (chrome === undefined) throw new Error('The browser is not up yet')
      const context = await chrome.browser.newContext({ viewport: { width: 1280, height: 900 }, ...contextOptions })
      context.setDefaultTimeout(15_000)
      const seen = watch(context, new URL(standing().app).origin, standing().ehr)
      const journey = { context, page: await context.newPage(), watch: seen }
      begun.push(journey)
      return journey
    },
  }
}
