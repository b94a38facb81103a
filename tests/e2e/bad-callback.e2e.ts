import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openStage } from './harness/journey.ts'
import { expectProblem, expectSheet, nameOf, openFromChart, signIn } from './harness/pages.ts'
import { goBack, signInAs } from './harness/walk.ts'

const stage = openStage()
const name = (slug: string): RegExp => nameOf(stage.site(), slug)
const tokenRequests = (): number => stage.site().ehr.log.filter((r) => r.path === '/oauth2/token').length

describe('what comes back from the sign-in is not what was asked for', () => {
  it.each([
    ['denied', 'denied'],
    ['server-error-at-sign-in', 'authorize-server'],
    ['hostile-error-text', 'authorize-refused'],
    ['wrong-state', 'state-unknown'],
    ['no-state', 'state-missing'],
    ['wrong-issuer', 'callback-issuer'],
    ['token-refused', 'token-refused'],
    ['token-500', 'token-server'],
    ['token-lost', 'token-unreachable'],
    ['no-access-token', 'no-token'],
    ['mac-token', 'token-type'],
    ['no-token-type', 'token-type'],
    ['no-expiry', 'token-expiry'],
    ['wrong-aud-id-token', 'id-token-audience'],
    ['wrong-iss-id-token', 'id-token-issuer'],
    ['wrong-nonce-id-token', 'id-token-nonce'],
    ['expired-id-token', 'clock-ahead'],
    ['bad-id-token-signature', 'id-token-signature'],
  ])('%s', async (patient, code) => {
    const journey = await stage.begin()
    journey.watch.allow(/token.*ERR_EMPTY_RESPONSE|Failed to fetch/)
    await openFromChart(journey, stage.site(), patient)
    await journey.page.getByRole('main').getByText(code, { exact: true }).waitFor()
    expect(await journey.page.locator('img').count(), 'server text is not drawn as HTML').toBe(0)
    expect(await journey.page.getByText(/555-0100|another process/).count(), 'server text is not shown').toBe(0)
    expect(new URL(journey.page.url()).search).toBe('')
  })

  it.each(['with-issuer', 'shouting-token-type', 'expiry-as-text', 'scopes-in-v1', 'no-id-token'])(
    '%s is no reason to refuse',
    async (patient) => {
      const journey = await stage.begin()
      await openFromChart(journey, stage.site(), patient)
      await expectSheet(journey.page, nameOf(stage.site(), patient))
    },
  )
})

describe('the callback', () => {
  it.each([
    [
      'an error that answers no sign-in of ours',
      '?error=access_denied&error_description=Call%20555-0100&state=x',
      'state-unknown',
    ],
    ['an error without state', '?error=access_denied&error_description=Call%20555-0100', 'state-missing'],
    ["another's state", '?code=abc&state=3f2f1c9e-0000-4000-8000-000000000000', 'state-unknown'],
    ['the name of a storage slot as state', '?code=abc&state=length', 'state-unknown'],
    ['nothing at all', '', 'state-missing'],
  ])('opened with %s: nothing is exchanged', async (_what, query, code) => {
    const { page } = await stage.begin()
    const before = tokenRequests()
    await page.goto(`${stage.site().app}callback.html${query}`)
    await expectProblem(page, code)
    expect(await page.getByText(/555-0100/).count()).toBe(0)
    expect(tokenRequests()).toBe(before)
  })

  it('opened a second time with the same code, says so and asks nothing', async () => {
    const journey = await stage.begin()
    const { page } = journey
    const callback = page.waitForRequest(/callback\.html\?/)
    await openFromChart(journey, stage.site(), 'ada')
    await expectSheet(page, nameOf(stage.site(), 'ada'))
    const before = tokenRequests()
    await page.goto((await callback).url())
    await expectProblem(page, 'state-used')
    expect(tokenRequests()).toBe(before)
  })
})

/** Begins a sign-in in a window, holds it there, and fetches its answer: a state, and a code that nobody has used. */
async function unusedAnswer(page: Page, slug: string): Promise<URL> {
  const { authorizeUrl } = stage.site().ehr
  await page.route(`${authorizeUrl}?*`, () => undefined)
  const asked = page.waitForRequest(`${authorizeUrl}?*`)
  await openFromChart({ page }, stage.site(), slug)
  const { headers } = await fetch((await asked).url(), { redirect: 'manual' })
  const address = new URL(headers.get('location') ?? '')
  expect([...address.searchParams.keys()].toSorted()).toEqual(['code', 'state'])
  return address
}

it('an answer opened in another window than the one that asked, is refused', async () => {
  const { page, context } = await stage.begin()
  const { href } = await unusedAnswer(page, 'ada')
  const before = tokenRequests()
  const other = await context.newPage()
  await other.goto(href)
  await expectProblem(other, 'state-unknown')
  expect(tokenRequests()).toBe(before)
  await page.goto(href)
  await expectSheet(page, name('ada'))
})

/** At a computer of their own. */
const strangersAnswer = async (): Promise<URL> => unusedAnswer((await stage.begin()).page, 'bruno')

/** What a window holds of its sign-ins: keys, tokens, patients. */
const signIns = (page: Page): Promise<string> =>
  page.evaluate(() =>
    JSON.stringify(
      Object.entries(sessionStorage)
        .filter(([key]) => /^healthprep\.(session|launch)\./.test(key))
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ),
  )

describe('the answer to a sign-in of somebody else', () => {
  /** A sheet that stands, and the proof, later, that it is what it was: its address, its token, its patient. */
  async function standing() {
    const journey = await stage.begin()
    const { page } = journey
    await openFromChart(journey, stage.site(), 'ada')
    await expectSheet(page, name('ada'))
    await expect.poll(() => signIns(page)).toContain('verified')
    const before = { address: page.url(), kept: await signIns(page), exchanges: tokenRequests() }
    const from = stage.site().ehr.log.length
    const tokens = (since: number): readonly string[] => [
      ...new Set(
        stage
          .site()
          .ehr.log.slice(since)
          .flatMap(({ headers }) => headers['authorization'] ?? []),
      ),
    ]
    const token = tokens(0).at(-1)
    const expectSame = async (): Promise<void> => {
      await expectSheet(page, name('ada'))
      expect({ address: page.url(), kept: await signIns(page), exchanges: tokenRequests() }).toEqual(before)
      await page.getByRole('button', { name: 'Refresh' }).click()
      await expect.poll(() => tokens(from)).toEqual([token])
      await expectSheet(page, name('ada'))
      expect(await page.getByText(name('bruno')).count()).toBe(0)
    }
    return { ...journey, expectSame }
  }

  it('opened over a sheet: refused, no code is sent, and Back leads to the same sheet with the same sign-in', async () => {
    const { href } = await strangersAnswer()
    const { page, expectSame } = await standing()
    await page.goto(href)
    await expectProblem(page, 'state-unknown')
    expect(await page.getByText(name('bruno')).count()).toBe(0)
    await goBack(page)
    await expectSame()
  })

  it.each([
    ['a new window', false],
    ['a window opened from the sheet, with a copy of its storage', true],
  ])('opened beside a sheet, in %s: refused, no code is sent, and the sheet stays what it was', async (_, copied) => {
    const { href } = await strangersAnswer()
    const { page, context, expectSame } = await standing()
    const opening = context.waitForEvent('page')
    if (copied) await page.evaluate((url) => void window.open(url), href)
    else await (await context.newPage()).goto(href)
    const beside = await opening
    await expectProblem(beside, 'state-unknown')
    expect(await beside.getByText(name('bruno')).count()).toBe(0)
    expect(await signIns(beside)).toBe(copied ? await signIns(page) : '[]')
    await expectSame()
  })

  it('opened in the middle of a sign-in: refused, no code is sent, and the own sign-in goes on', async () => {
    const { href } = await strangersAnswer()
    const { page } = await stage.begin()
    await page.goto(stage.site().app)
    await page.getByRole('button', { name: /Sign in with Epic/ }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    const before = tokenRequests()
    await page.goto(href)
    await expectProblem(page, 'state-unknown')
    expect(tokenRequests()).toBe(before)
    await goBack(page)
    await signInAs(page, 'clinician', 'ada')
    await expectSheet(page, name('ada'))
  })

  it('with its code under the own state: the server refuses the code, which was asked for with another proof', async () => {
    const strangers = await strangersAnswer()
    const { page } = await stage.begin()
    const own = await unusedAnswer(page, 'ada')
    own.searchParams.set('code', strangers.searchParams.get('code') ?? '')
    await page.goto(own.href)
    await expectProblem(page, 'token-refused')
    expect(await signIns(page)).not.toContain('healthprep.session.')
  })
})

describe('less was granted than asked', () => {
  it('a scope that the person unticks: its section is unknown, never "none", and the sheet names it', async () => {
    const journey = await stage.begin()
    const { page } = journey
    await signIn(journey, stage.site(), 'ada', { without: ['user/AllergyIntolerance.read'] })
    await expectSheet(page, nameOf(stage.site(), 'ada'))
    const allergies = page.locator('#allergies')
    await allergies.getByText('Not read', { exact: true }).waitFor()
    expect(await allergies.innerText()).not.toMatch(/no allerg|none recorded/i)
    await expect
      .poll(() => page.locator('body').innerText())
      .toMatch(/allerg\w* .*not (granted|allowed)|not (granted|allowed).*allerg/i)
  })
})
