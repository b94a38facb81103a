import { describe, expect, it } from 'vitest'
import { openStage } from './harness/journey.ts'
import { expectProblem, expectSheet, nameOf, openFromChart } from './harness/pages.ts'

const troubles = [
  'discovery-down',
  'discovery-slow',
  'discovery-not-json',
  'discovery-without-s256',
  'discovery-http-endpoint',
  'discovery-foreign-endpoint',
] as const
const stage = openStage({ troubles })

const launchPage = (iss: string | undefined, launch: string | undefined): string => {
  const address = new URL('launch.html', stage.site().app)
  if (iss !== undefined) address.searchParams.set('iss', iss)
  if (launch !== undefined) address.searchParams.set('launch', launch)
  return address.href
}

describe('a launch from a server that this site does not know asks nothing of anybody', () => {
  it.each<[string, (base: string) => string, string]>([
    ['another host', () => 'https://ehr.evil.example/api/FHIR/R4', 'iss-unknown'],
    ['another port', (base) => base.replace(/:\d+/, ':9999'), 'iss-unknown'],
    ['the path in another case', (base) => base.replace('/FHIR/', '/fhir/'), 'iss-unknown'],
    ['a longer path', (base) => `${base}/x`, 'iss-unknown'],
    ['a path that climbs', (base) => base.replace('/FHIR/', '/FHIR/x/../'), 'iss-unknown'],
    [
      'the known host as a user name',
      (base) => `${base.replace(/\/api.*/, '')}@evil.example/api/FHIR/R4`,
      'iss-unknown',
    ],
    ['a query behind it', (base) => `${base}?x=1`, 'iss-unknown'],
    ['a look-alike host in punycode', (base) => base.replace('127.0.0.1', 'xn--ehr-9ta.example'), 'iss-unknown'],
    ['a look-alike letter', (base) => base.replace('FHIR', 'FНIR'), 'iss-unknown'],
    ['two slashes at the end', (base) => `${base}//`, 'iss-unknown'],
    ['script', () => 'javascript:alert(1)', 'iss-unknown'],
    ['the DSTU2 base', (base) => base.replace('R4', 'DSTU2'), 'dstu2'],
    ['nothing', () => '', 'iss-missing'],
  ])('%s', async (_what, iss, code) => {
    const { page, watch } = await stage.begin()
    const before = stage.site().ehr.log.length
    await page.goto(launchPage(iss(stage.site().ehr.fhirBase), 'some-launch'))
    await expectProblem(page, code)
    expect(stage.site().ehr.log.length).toBe(before)
    expect(watch.requests.filter((r) => !r.url.startsWith(stage.site().app))).toEqual([])
  })

  it.each([
    ['no launch', undefined, 'launch-missing'],
    ['an empty launch', '', 'launch-missing'],
    ['a blank launch', ' ', 'launch-missing'],
  ])('%s', async (_what, launch, code) => {
    const { page } = await stage.begin()
    await page.goto(launchPage(stage.site().ehr.fhirBase, launch))
    await expectProblem(page, code)
  })

  it('no iss at all, or two of them', async () => {
    const { page } = await stage.begin()
    await page.goto(launchPage(undefined, 'x'))
    await expectProblem(page, 'iss-missing')
    await page.goto(`${launchPage(stage.site().ehr.fhirBase, 'x')}&iss=https://evil.example`)
    await expectProblem(page, 'launch-repeated')
  })

  it('parameters that fhirclient would obey are not obeyed', async () => {
    const { page, watch } = await stage.begin()
    await page.goto(
      `${stage.site().app}index.html?fhirServiceUrl=https://evil.example/r4&patientId=x&iss=https://evil.example`,
    )
    await page.getByRole('button', { name: /Sign in with Epic at Stand-in/ }).waitFor()
    expect(watch.requests.filter((r) => !r.url.startsWith(stage.site().app))).toEqual([])
  })
})

describe('the known server is reached', () => {
  it.each([
    ['as it is', (base: string) => base],
    ['with a slash at the end', (base: string) => `${base}/`],
    ['with the scheme in capitals', (base: string) => base.replace('http:', 'HTTP:')],
  ])('%s', async (_what, iss) => {
    const { page } = await stage.begin()
    const { ehr } = stage.site()
    await page.goto(launchPage(iss(ehr.fhirBase), await ehr.launchToken({ patient: 'ada' })))
    await expectSheet(page, nameOf(stage.site(), 'ada'))
  })
})

describe('a server whose sign-in settings cannot be trusted is not signed in to', () => {
  it.each([
    ['discovery-down', 'discovery-refused'],
    ['discovery-slow', 'discovery-slow'],
    ['discovery-not-json', 'discovery-unreadable'],
    ['discovery-without-s256', 'discovery-s256'],
    ['discovery-http-endpoint', 'discovery-endpoint'],
    ['discovery-foreign-endpoint', 'discovery-endpoint'],
  ])('%s', async (trouble, code) => {
    const { page } = await stage.begin()
    const { ehr } = stage.site()
    const asked = (): number => ehr.log.filter((r) => r.path.endsWith('/authorize')).length
    const before = asked()
    await page.goto(launchPage(ehr.fhirBase.replace(ehr.base, `${ehr.base}/trouble/${trouble}`), 'x'))
    await expectProblem(page, code)
    expect(asked()).toBe(before)
  })
})

describe('this computer', () => {
  it.each([
    ['server-clock-ten-minutes-behind', 'clock-ahead'],
    ['server-clock-ten-minutes-ahead', 'clock-behind'],
  ])('%s: the clocks do not agree', async (patient, code) => {
    const journey = await stage.begin()
    await openFromChart(journey, stage.site(), patient)
    await expectProblem(journey.page, code)
  })
})
