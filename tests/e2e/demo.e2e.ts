import { describe, expect, it } from 'vitest'
import { openStage } from './harness/journey.ts'
import { expectProblem, expectSheet, nameOf } from './harness/pages.ts'
import { signInAs } from './harness/walk.ts'

const stage = openStage({
  folder: 'dist-demo',
  path: '/some/where/healthprep/',
  config: null,
})
const app = (): string => stage.site().app

describe('the static demo, in a sub-folder of a plain host, with no server at all', () => {
  it('standalone: real pages, a real code, and a sheet', async () => {
    const { page, watch } = await stage.begin()
    await page.goto(app())
    await page.getByRole('button', { name: /Sign in with Epic/ }).click()
    await page.waitForURL(/\/ehr\.html/)
    await signInAs(page, 'clinician', 'ada')
    await expectSheet(page, nameOf(stage.site(), 'ada'))
    expect(
      watch.requests.filter((r) => !r.url.startsWith(app())),
      'nothing leaves the folder',
    ).toEqual([])
    await page.reload()
    await expectSheet(page, nameOf(stage.site(), 'ada'))
  })

  it('from the chart, in a frame', async () => {
    const { page } = await stage.begin()
    await page.goto(`${app()}ehr.html?patient=bruno`)
    await page.locator('input[name=window][value=framed]').check()
    await page.getByRole('button', { name: 'Open the app' }).click()
    const frame = await (await page.waitForSelector('iframe')).contentFrame()
    if (frame === null) throw new Error('The chart has no frame')
    await expectSheet(frame, nameOf(stage.site(), 'bruno'))
  })

  it('a failure patient fails here too', async () => {
    const { page } = await stage.begin()
    await page.goto(app())
    await page.getByRole('button', { name: /Sign in with Epic/ }).click()
    await signInAs(page, 'clinician', 'denied')
    await expectProblem(page, 'denied')
  })
})
