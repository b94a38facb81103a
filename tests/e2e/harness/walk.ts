import type { Frame, Page } from 'playwright-core'
import type { Site } from './site.ts'

/** How people get from one page to the next at the stand-in; every one of these clicks is a real one. */
const users = { clinician: 'attending', second: 'second', patient: 'portal' } as const
export type Who = keyof typeof users

/** On the stand-in's sign-in page: choose who, choose the patient (none: go on without one), allow what is asked. */
export async function signInAs(
  view: Page | Frame,
  who: Who,
  patient?: string,
  options: { readonly without?: readonly string[] } = {},
): Promise<void> {
  await view.locator(`input[name=user][value=${users[who]}]`).check()
  await view.getByRole('button', { name: 'Sign in', exact: true }).click()
  await view.locator(`button[name=patient][value="${patient ?? ''}"]`).click()
  await view.getByRole('heading', { name: 'Allow access?' }).waitFor()
  for (const scope of options.without ?? []) await view.locator(`input[name=scope][value="${scope}"]`).uncheck()
  await view.getByRole('button', { name: 'Allow', exact: true }).click()
}

export type Launch = {
  readonly patient: string
  /** A visit's id, or `none`; left out: the one the simulator offers first. */
  readonly visit?: string
  readonly framed?: boolean
  readonly banner?: boolean
  readonly style?: boolean
}

/** Opens the app from a chart of the EHR simulator; gives the frame in which it runs. */
export async function launchFromEhr(page: Page, site: Site, launch: Launch): Promise<Frame> {
  await page.goto(`${site.ehr.simulatorUrl}?patient=${launch.patient}`)
  if (launch.visit !== undefined)
    await page.locator('select[name=visit]').selectOption(launch.visit === 'none' ? '' : launch.visit)
  await page.locator(`input[name=window][value=${launch.framed === true ? 'framed' : 'full'}]`).check()
  if (launch.banner === false) await page.locator('input[name=banner][value=no]').check()
  if (launch.style === true) await page.locator('input[name=style][value=yes]').check()
  await page.getByRole('button', { name: 'Open the app' }).click()
  if (launch.framed !== true) return page.mainFrame()
  const frame = await (await page.waitForSelector('iframe')).contentFrame()
  if (frame === null) throw new Error('The chart has no frame')
  return frame
}

/** Back as a person goes back: playwright's own waits for a load that the back/forward cache never fires. */
export async function goBack(page: Page): Promise<void> {
  const before = page.url()
  await page.evaluate(() => history.back())
  await page.waitForURL((url) => url.href !== before, { waitUntil: 'commit' })
}
