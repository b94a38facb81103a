import type { Frame, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Journey } from './journey.ts'
import type { Site } from './site.ts'
import { signInAs, type Who } from './walk.ts'

type View = Page | Frame

/** The page that ends a sign-in: one heading, what to do, a code for IT, and nothing left in the address. */
export async function expectProblem(view: View, code: string): Promise<void> {
  await view.getByRole('main').getByText(code, { exact: true }).waitFor()
  expect(await view.getByRole('heading', { level: 1 }).count()).toBe(1)
  const { search, hash } = new URL(view.url())
  expect({ search, hash }, 'the address keeps nothing').toEqual({ search: '', hash: '' })
}

/** The sheet of this patient stands when the patient is named and a section says what it holds. */
export async function expectSheet(view: View, name: RegExp): Promise<void> {
  await view.getByRole('region', { name: 'Patient' }).getByText(name).first().waitFor()
  await view.locator('#problems:not([aria-busy=true])').waitFor()
  expect(new URL(view.url()).hash).toMatch(/^#\/s\/[\w-]{20,}$/)
  expect(new URL(view.url()).search).toBe('')
}

/** As `expectSheet`, and every section has finished reading and says what it holds. */
export async function expectWholeSheet(view: View, name: RegExp): Promise<void> {
  await expectSheet(view, name)
  await expect.poll(() => view.locator('section[aria-busy=true]').count(), { timeout: 30_000 }).toBe(0)
}

/** Standalone, from the start page to the answer: a patient chosen at Epic, or `undefined` to choose in the app. */
export async function signIn(
  { page }: Journey,
  site: Site,
  patient?: string,
  { who = 'clinician', without = [] }: { readonly who?: Who; readonly without?: readonly string[] } = {},
): Promise<void> {
  await page.goto(site.app)
  await page.getByRole('button', { name: 'Sign in with Epic at Stand-in for Epic' }).click()
  await signInAs(page, who, patient, { without })
}

/** The shortest way in: the launch address that Epic would open, for a chart and, where named, a visit. */
export async function openFromChart(
  { page }: { readonly page: View },
  { app, ehr }: Site,
  patient: string,
  encounter?: string,
): Promise<void> {
  const address = new URL('launch.html', app)
  address.searchParams.set('iss', ehr.fhirBase)
  address.searchParams.set(
    'launch',
    await ehr.launchToken({ patient, ...(encounter === undefined ? {} : { encounter }) }),
  )
  await page.goto(address.href)
}

/** The names as the picker has them, without what is not a word: `Example, Ada Maria` → /Ada/. */
export const nameOf = (site: Site, slug: string): RegExp => {
  const chart = site.charts.find((one) => one.slug === slug)
  if (chart === undefined) throw new Error(`No patient ${slug}`)
  const [family = '', given = ''] = chart.name.split(',')
  return new RegExp(
    `${given.trim().split(' ')[0]}.*${family.trim()}|${family.trim()}.*${given.trim().split(' ')[0]}`,
    'i',
  )
}
