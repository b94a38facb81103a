import { expect, it } from 'vitest'
import { openStage } from './harness/journey.ts'
import { expectProblem, expectWholeSheet, nameOf, openFromChart } from './harness/pages.ts'
import { launchFromEhr } from './harness/walk.ts'

const stage = openStage()

// fhirclient prints tokens and the PKCE verifier through `debug` where localStorage asks it to.
it('with every debug output asked for, the console says nothing in a launch, framed or not, a sheet, and what fails on the way', async () => {
  const journey = await stage.begin()
  const { page, context, watch } = journey
  const [said, all]: [string[], string[]] = [[], []]
  context.on('console', (message) => {
    all.push(message.text())
    // What the browser itself remarks has no arguments.
    if (message.args().length > 0) said.push(message.text())
  })
  await context.addInitScript(() => {
    if (location.port === '') return
    for (const name of ['debug', 'DEBUG']) localStorage.setItem(name, '*')
    Object.assign(globalThis, { debug: '*', DEBUG: '*' })
  })
  const tokens: string[] = []
  context.on('response', (response) => {
    if (response.url() !== stage.site().ehr.tokenUrl || response.status() !== 200) return
    response.json().then(
      (answer: { access_token?: string }) => tokens.push(answer.access_token ?? ''),
      () => undefined,
    )
  })
  await page.goto(`${stage.site().app}launch.html?iss=https://stranger.example&launch=x`)
  await expectProblem(page, 'iss-unknown')
  expect(await page.evaluate(() => localStorage.getItem('debug'))).toBe('*')
  await page.goto(`${stage.site().app}callback.html?code=x&state=y`)
  await expectProblem(page, 'state-unknown')
  for (const [slug, code] of [
    ['denied', 'denied'],
    ['hostile-error-text', 'authorize-refused'],
    ['token-refused', 'token-refused'],
    ['token-500', 'token-server'],
    ['no-access-token', 'no-token'],
    ['wrong-aud-id-token', 'id-token-audience'],
  ] as const) {
    await openFromChart(journey, stage.site(), slug)
    await expectProblem(page, code)
  }
  for (const slug of ['ada', 'allergies-503', 'wrong-patient-read']) {
    await openFromChart(journey, stage.site(), slug)
    if (slug === 'wrong-patient-read') await page.getByRole('heading', { level: 1, name: /patient/i }).waitFor()
    else await expectWholeSheet(page, nameOf(stage.site(), slug))
  }
  const frame = await launchFromEhr(page, stage.site(), { patient: 'bruno', framed: true })
  await expectWholeSheet(frame, nameOf(stage.site(), 'bruno'))
  await expect.poll(() => tokens.filter((token) => token !== '').length).toBeGreaterThan(2)
  expect(watch.requests.length).toBeGreaterThan(50)
  expect(said).toEqual([])
  const ada = stage.site().charts.find((chart) => chart.slug === 'ada')?.patientId ?? ''
  for (const marker of [...tokens.filter(Boolean), ada, 'Example', '555-0100', 'code=', 'launch='])
    expect(all.filter((text) => text.includes(marker))).toEqual([])
})
