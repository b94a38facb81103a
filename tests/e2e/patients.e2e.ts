import { describe, expect, it } from 'vitest'
import { openStage } from './harness/journey.ts'
import { expectSheet, expectWholeSheet, nameOf, openFromChart } from './harness/pages.ts'
import { goBack } from './harness/walk.ts'

const stage = openStage()
const name = (slug: string): RegExp => nameOf(stage.site(), slug)
const idOf = (slug: string): string => stage.site().charts.find((chart) => chart.slug === slug)?.patientId ?? ''
const OTHER = /^The sheet of another patient is open in another window/

type Logged = ReturnType<typeof stage.site>['ehr']['log'][number]

function patientOf({ url, body }: Logged): string | undefined {
  const { pathname, search } = new URL(url)
  const parameters = new URLSearchParams(search === '' ? body : search)
  return /\/Patient\/([^/?]+)/.exec(pathname)?.[1] ?? parameters.get('patient') ?? undefined
}

/** Whose record the server was asked for since `from`. */
const askedFor = (from: number): readonly (string | undefined)[] => [
  ...new Set(
    stage
      .site()
      .ehr.log.slice(from)
      .map(patientOf)
      .filter((id) => id !== undefined),
  ),
]

/** For each token used since `from`, in the order of the sign-ins, whose record was asked for with it. */
function askedWithEachToken(from: number): readonly (readonly string[])[] {
  const asked = new Map<string, Set<string>>()
  for (const request of stage.site().ehr.log.slice(from)) {
    const token = request.headers['authorization']
    const patient = patientOf(request)
    if (token !== undefined && patient !== undefined) asked.set(token, (asked.get(token) ?? new Set()).add(patient))
  }
  return [...asked.values()].map((patients) => [...patients])
}

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
    const begin = stage.site().ehr.log.length
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
    await goBack(page)
    await expectWholeSheet(page, name('ada'))
    expect(await page.getByText(name('bruno')).count()).toBe(0)
    await expect.poll(() => page.getByLabel('Your words').inputValue()).toBe('for Ada')
    const before = stage.site().ehr.log.length
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expectWholeSheet(page, name('ada'))
    await expect.poll(() => askedFor(before)).toEqual([idOf('ada')])
    // From the first request on: what the left page still asks may come late, with its own token.
    expect(askedWithEachToken(begin)).toEqual([[idOf('ada')], [idOf('bruno')]])
  })
})
