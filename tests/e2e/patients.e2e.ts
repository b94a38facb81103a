import { describe, expect, it } from 'vitest'
import { openStage } from './harness/journey.ts'
import { expectSheet, expectWholeSheet, nameOf, openFromChart } from './harness/pages.ts'
import { goBack } from './harness/walk.ts'

const stage = openStage()
const name = (slug: string): RegExp => nameOf(stage.site(), slug)
const idOf = (slug: string): string => stage.site().charts.find((chart) => chart.slug === slug)?.patientId ?? ''
const OTHER = /^The sheet of another patient is open in another window/

/** Whose record the server was asked for since `from`. */
const askedFor = (from: number): readonly string[] => [
  ...new Set(
    stage
      .site()
      .ehr.log.slice(from)
      .flatMap(({ url, body }) => {
        const { pathname, search } = new URL(url)
        const searchParams = new URLSearchParams(search === '' ? body : search)
        return [/\/Patient\/([^/?]+)/.exec(pathname)?.[1], searchParams.get('patient') ?? undefined]
      })
      .filter((id) => id !== undefined),
  ),
]

describe('two patients in one browser', () => {
  it('each window says that the other is open, without its name, and no longer when it is closed', async () => {
    const journey = await stage.begin()
    const first = journey.page
    await openFromChart(journey, stage.site(), 'ada')
    await expectSheet(first, name('ada'))
    const second = await journey.context.newPage()
    await openFromChart({ page: second }, stage.site(), 'bruno')
    await expectSheet(second, name('bruno'))
    await first.getByText(OTHER).waitFor()
    await second.getByText(OTHER).waitFor()
    expect(await first.getByText(name('bruno')).count()).toBe(0)
    expect(await second.getByText(name('ada')).count()).toBe(0)
    await second.close()
    await first.getByText(OTHER).waitFor({ state: 'detached' })
  })

  it('Back into an older sign-in: banner, record and requests are those of that sign-in', async () => {
    const journey = await stage.begin()
    const { page } = journey
    await openFromChart(journey, stage.site(), 'ada')
    await expectWholeSheet(page, name('ada'))
    await page.getByLabel('Your words').fill('for Ada')
    await page
      .getByText(/^draft kept/)
      .first()
      .waitFor()
    await openFromChart(journey, stage.site(), 'bruno')
    await expectWholeSheet(page, name('bruno'))
    expect(await page.getByLabel('Your words').inputValue()).toBe('')
    const before = stage.site().ehr.log.length
    await goBack(page)
    await expectWholeSheet(page, name('ada'))
    expect(await page.getByText(name('bruno')).count()).toBe(0)
    await expect.poll(() => page.getByLabel('Your words').inputValue()).toBe('for Ada')
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expectWholeSheet(page, name('ada'))
    expect(askedFor(before)).toEqual([idOf('ada')])
  })
})
