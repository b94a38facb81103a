import { describe, expect, it } from 'vitest'
import { openStage } from './harness/journey.ts'
import { expectProblem, expectSheet, nameOf, signIn } from './harness/pages.ts'
import { launchFromEhr, signInAs } from './harness/walk.ts'

const stage = openStage()

const patientOf = (slug: string) => {
  const chart = stage.site().charts.find((one) => one.slug === slug)
  const patient = chart?.resources(new Date()).find((one) => one.resourceType === 'Patient') as
    { identifier: { value: string }[]; name: { family: string; given: string[] }[]; birthDate: string } | undefined
  if (patient === undefined) throw new Error(`No Patient in ${slug}`)
  return patient
}

describe('standalone', () => {
  it('from the start page to the sheet: one code, one exchange, nothing left in the address or the title', async () => {
    const journey = await stage.begin()
    const { page, watch } = journey
    const { ehr, app } = stage.site()
    const authorize = page.waitForRequest((request) => request.url().startsWith(ehr.authorizeUrl))
    await signIn(journey, stage.site(), 'ada')
    await expectSheet(page, nameOf(stage.site(), 'ada'))

    const asked = new URL((await authorize).url()).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: 'healthprep-e2e',
      redirect_uri: `${app}callback.html`,
      aud: ehr.fhirBase,
      code_challenge_method: 'S256',
    })
    expect(asked.get('scope')?.split(' ')).toContain('launch/patient')
    expect(asked.get('state')).toMatch(/^[0-9a-f-]{36}$/)
    expect(asked.has('launch')).toBe(false)

    const exchanges = watch.to(ehr.tokenUrl).filter((r) => r.method === 'POST')
    expect(exchanges).toHaveLength(1)
    expect(await page.title()).not.toMatch(nameOf(stage.site(), 'ada'))
    expect(new URL(page.url()).hash).toContain(asked.get('state') ?? 'no state')
    const stored = await page.evaluate(() =>
      JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]),
    )
    expect(stored, 'the verifier has left storage').not.toMatch(/verifier/i)
  })

  it('the second clinician and a patient in the portal can sign in too', async () => {
    for (const who of ['second', 'patient'] as const) {
      const journey = await stage.begin()
      await signIn(journey, stage.site(), 'bruno', { who })
      await expectSheet(journey.page, nameOf(stage.site(), 'bruno'))
    }
  })

  it('without a patient from Epic, the patient is found by record number and chosen by hand', async () => {
    const journey = await stage.begin()
    const { page } = journey
    await signIn(journey, stage.site())
    await page.getByRole('heading', { name: 'Find the patient' }).waitFor()
    const before = new URL(page.url()).hash
    await page.getByLabel('Record number', { exact: true }).fill(patientOf('ada').identifier[0]?.value ?? '')
    await page.getByRole('button', { name: 'Find patient' }).click()
    await page.getByRole('button', { name: /Open chart of/ }).click()
    await expectSheet(page, nameOf(stage.site(), 'ada'))
    expect(new URL(page.url()).hash, 'the chosen patient has a key of its own').not.toBe(before.replace('/patient', ''))
  })

  it('or by family name, given name and birth date; a wrong birth date finds nobody', async () => {
    const journey = await stage.begin()
    const { page } = journey
    const { name, birthDate } = patientOf('bruno')
    await signIn(journey, stage.site())
    await page.getByLabel('Name and birth date').check()
    await page.getByLabel('Family name').fill(name[0]?.family ?? '')
    await page.getByLabel('Given name').fill(name[0]?.given[0] ?? '')
    await page.getByLabel('Birth date', { exact: true }).fill('1901-01-01')
    await page.getByRole('button', { name: 'Find patient' }).click()
    await page.getByText('No patient matched exactly these details.').waitFor()
    await page.getByLabel('Birth date', { exact: true }).fill(birthDate)
    await page.getByRole('button', { name: 'Find patient' }).click()
    await page.getByRole('button', { name: /Open chart of/ }).click()
    await expectSheet(page, nameOf(stage.site(), 'bruno'))
  })

  it.each(['Cancel on the sign-in page', 'Deny at the consent'])(
    '%s: nothing was read, and one page says so',
    async (how) => {
      const { page } = await stage.begin()
      await page.goto(stage.site().app)
      await page.getByRole('button', { name: /Sign in with Epic/ }).click()
      if (how.startsWith('Cancel')) await page.getByRole('button', { name: 'Cancel' }).click()
      else {
        await page.getByRole('button', { name: 'Sign in', exact: true }).click()
        await page.locator('button[name=patient][value=ada]').click()
        await page.getByRole('button', { name: 'Deny' }).click()
      }
      await expectProblem(page, 'denied')
    },
  )
})

describe('from the chart', () => {
  it('in a window of its own: nobody is asked who they are', async () => {
    const { page, watch } = await stage.begin()
    await launchFromEhr(page, stage.site(), { patient: 'ada' })
    await expectSheet(page, nameOf(stage.site(), 'ada'))
    await page
      .getByRole('region', { name: 'Patient' })
      .getByText(/^Visit: /)
      .waitFor()
    const exchanges = watch.to(stage.site().ehr.tokenUrl).filter((r) => r.method === 'POST')
    expect(exchanges).toHaveLength(1)
  })

  it('in a sandboxed frame of another site', async () => {
    const { page } = await stage.begin()
    const frame = await launchFromEhr(page, stage.site(), { patient: 'bruno', framed: true })
    await expectSheet(frame, nameOf(stage.site(), 'bruno'))
  })

  it('where Epic shows the patient itself, the app does not say it twice; the colours of the hospital are taken', async () => {
    const { page } = await stage.begin()
    const frame = await launchFromEhr(page, stage.site(), { patient: 'ada', framed: true, banner: false, style: true })
    await frame.locator('#problems:not([aria-busy=true])').waitFor()
    expect(await frame.locator('[aria-label=Patient]').isVisible()).toBe(false)
  })

  it('without a visit, the sheet stands all the same', async () => {
    const { page } = await stage.begin()
    await launchFromEhr(page, stage.site(), { patient: 'ada', visit: 'none' })
    await expectSheet(page, nameOf(stage.site(), 'ada'))
    expect(
      await page
        .getByRole('region', { name: 'Patient' })
        .getByText(/^Visit: /)
        .count(),
    ).toBe(0)
  })

  it('a launch token works once', async () => {
    const { page } = await stage.begin()
    const { app, ehr } = stage.site()
    const address = `${app}launch.html?iss=${encodeURIComponent(ehr.fhirBase)}&launch=${await ehr.launchToken({ patient: 'ada' })}`
    await page.goto(address)
    await expectSheet(page, nameOf(stage.site(), 'ada'))
    await page.goto(address)
    await expectProblem(page, 'authorize-refused')
  })
})

describe('the host needs no rewrite rule', () => {
  it('a made-up path is a 404 of the host, a made-up route is a page of the app', async () => {
    const { page, watch } = await stage.begin()
    watch.allow(/^404: /)
    const answer = await page.goto(`${stage.site().app}s/anything`)
    expect(answer?.status()).toBe(404)
    await page.goto(`${stage.site().app}#/nowhere`)
    await page.getByRole('heading', { name: 'No such page' }).waitFor()
  })

  it('a session key that nobody holds leads to a page that says the sign-in has ended', async () => {
    const { page, watch } = await stage.begin()
    await page.goto(`${stage.site().app}index.html#/s/${crypto.randomUUID()}`)
    await page.getByRole('heading', { name: 'This sign-in has ended' }).waitFor()
    expect(watch.to(stage.site().ehr.base)).toEqual([])
  })

  it('two clicks on the button sign in once', async () => {
    const { page } = await stage.begin()
    await page.goto(stage.site().app)
    await page.getByRole('button', { name: /Sign in with Epic/ }).dblclick()
    await signInAs(page, 'clinician', 'ada')
    await expectSheet(page, nameOf(stage.site(), 'ada'))
  })
})
