import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { chartsFrom } from '#stand-in/mount/disk.ts'
import { openStage } from './harness/journey.ts'
import { expectWholeSheet, nameOf, openFromChart } from './harness/pages.ts'

const data = fileURLToPath(new URL('../../../shared/data', import.meta.url))
/** Where pictures of the sheets go, for a person to look at: `SHOTS=/tmp/shots npx vitest run --project e2e charts`. */
const shots = process.env['SHOTS']
const folders = ['synthea', 'epic-captures'].map((name) => join(data, name)).filter((folder) => existsSync(folder))
const charts = (await Promise.all(folders.map((folder) => chartsFrom(folder)))).flatMap((found) => found.charts)
const stage = openStage({ charts })

describe.skipIf(charts.length === 0)('real records', () => {
  it('there are nine charts of Synthea and one of Epic', () => {
    expect(charts.length).toBeGreaterThanOrEqual(10)
  })

  it.each(charts.map((chart) => [chart.name, chart.slug] as const))('%s: the whole sheet', async (_name, slug) => {
    const journey = await stage.begin()
    const { page } = journey
    await openFromChart(journey, stage.site(), slug)
    await expectWholeSheet(page, nameOf(stage.site(), slug))
    const problems = await page.locator('section[aria-busy=true], section:has-text("could not be drawn")').count()
    expect(problems).toBe(0)
    // A row for what was served, or the sentence that nothing was.
    for (const section of await page.locator('.section').all()) expect(await section.innerText()).toMatch(/\n/)
    if (shots !== undefined) {
      await mkdir(shots, { recursive: true })
      for (const [width, height] of [
        [1280, 900],
        [480, 900],
      ] as const) {
        await page.setViewportSize({ width, height })
        await page.screenshot({ path: join(shots, `${slug}-${width}.png`) })
      }
    }
  })
})
