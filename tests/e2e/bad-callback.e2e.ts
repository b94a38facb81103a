import { describe, expect, it } from 'vitest'
import { openStage } from './harness/journey.ts'
import { expectProblem, expectSheet, nameOf, openFromChart, signIn } from './harness/pages.ts'

const stage = openStage()
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

  it('in another window than the one that asked, is refused', async () => {
    const first = await stage.begin()
    const callback = first.page.waitForRequest(/callback\.html\?/)
    await openFromChart(first, stage.site(), 'ada')
    const address = (await callback).url()
    const second = await stage.begin()
    const before = tokenRequests()
    await second.page.goto(address)
    await expectProblem(second.page, 'state-unknown')
    expect(tokenRequests()).toBe(before)
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
    expect(await page.locator('body').innerText()).toMatch(
      /allerg\w* .*not (granted|allowed)|not (granted|allowed).*allerg/i,
    )
  })
})
