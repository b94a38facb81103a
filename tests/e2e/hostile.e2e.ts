import { createGzip } from 'node:zlib'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen, type Listening } from '#stand-in/mount/node.ts'
import { openStage, type Journey } from './harness/journey.ts'
import { expectSheet, expectWholeSheet, nameOf, openFromChart } from './harness/pages.ts'

type Answer = (request: Request) => Promise<Response | undefined> | Response | undefined
/** What the server answers in place of the stand-in, for searches of problems. */
let instead: Answer | undefined
let answered = 0
/** By GET or by POST: both are searches. */
async function isProblems(request: Request): Promise<boolean> {
  // Or the browser would stop at the question whether it may ask, and no hostile answer would ever come.
  if (request.method === 'OPTIONS') return false
  const isForm = request.method === 'POST' && request.url.endsWith('/Condition/_search')
  const asked = isForm ? `?${await request.clone().text()}` : request.url.replace(/^.*\/Condition\?/, '?')
  return asked.startsWith('?') && new URLSearchParams(asked).get('category') === 'problem-list-item'
}
const stage = openStage({
  between: async (request, ehr) => {
    if (instead === undefined || !(await isProblems(request))) return ehr(request)
    answered += 1
    return (await instead(request)) ?? ehr(request)
  },
})

/** Another server, which lets anybody in and writes down who came. */
let elsewhere: Listening
const came: { readonly url: string; readonly authorization: string | null }[] = []
beforeAll(async () => {
  elsewhere = await listen(
    () => async (request) => {
      came.push({ url: request.url, authorization: request.headers.get('authorization') })
      const headers = {
        'access-control-allow-origin': '*',
        'access-control-allow-headers': '*',
        'content-type': 'application/fhir+json',
      }
      return new Response(JSON.stringify({ resourceType: 'Bundle', entry: [] }), { headers })
    },
    5100,
  )
})
afterAll(() => elsewhere.close())

const cors = { 'access-control-allow-origin': '*', 'content-type': 'application/fhir+json' }
const redirect = (location: string): Response => new Response(null, { status: 307, headers: { ...cors, location } })
const problem = (id: string) => ({
  resource: {
    resourceType: 'Condition',
    id,
    subject: { reference: 'Patient/patient-ada' },
    code: { text: `Problem ${id}` },
    category: [{ coding: [{ code: 'problem-list-item' }] }],
  },
  search: { mode: 'match' },
})
const page = (entry: readonly unknown[], next?: string): Response =>
  new Response(
    JSON.stringify({
      resourceType: 'Bundle',
      type: 'searchset',
      entry,
      link: next === undefined ? [] : [{ relation: 'next', url: next }],
    }),
    { headers: cors },
  )

async function openAda(answer: Answer | undefined, slug = 'ada'): Promise<Journey> {
  instead = answer
  came.length = 0
  answered = 0
  const journey = await stage.begin()
  await openFromChart(journey, stage.site(), slug)
  await expectSheet(journey.page, nameOf(stage.site(), slug))
  await expect.poll(() => journey.page.locator('#problems[aria-busy=true]').count(), { timeout: 40_000 }).toBe(0)
  instead = undefined
  return journey
}
const problemsOf = ({ page: view }: Journey): Promise<string> => view.locator('#problems').innerText()

describe('a hostile server cannot lead the token away, nor pass something for the record', () => {
  const UNREAD = /Listed problems: could not be read\..*\n.*\n unreachable network/
  const CUT = /at least 1 active\n.*The list of listed problems was cut short: there may be more\..*\nProblem a\n/s
  it.each([
    ['a redirect to another server', () => redirect(`${elsewhere.origin}/api/FHIR/R4/Condition`), UNREAD],
    ['a redirect out of the base', () => redirect(`${stage.site().ehr.base}/somewhere-else`), UNREAD],
    [
      'a next link to another server',
      () => page([problem('a')], `${elsewhere.origin}/api/FHIR/R4/Condition?page=2`),
      CUT,
    ],
    [
      'a next link to another port, without a scheme',
      () => page([problem('a')], elsewhere.origin.replace('http:', '')),
      CUT,
    ],
    ['a next link out of the base', () => page([problem('a')], '/oauth2/token?x=1'), CUT],
  ])('%s', async (_, answer, says) => {
    const journey = await openAda(answer)
    expect(answered).toBeGreaterThan(0)
    expect(await problemsOf(journey)).not.toMatch(/none recorded|no problems/i)
    expect(await problemsOf(journey)).toMatch(says)
    expect(came).toEqual([])
    const strayed = stage
      .site()
      .ehr.log.filter(({ url, method }) => method !== 'OPTIONS' && /somewhere-else|token\?/.test(url))
    expect(strayed).toEqual([])
  })

  it('a small answer that unpacks to 300 MB: the section fails, the sheet stands', async () => {
    const packed = await new Promise<Buffer>((resolve) => {
      const gzip = createGzip()
      const parts: Buffer[] = []
      gzip.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)))
      for (let megabyte = 0; megabyte < 300; megabyte += 1) gzip.write(Buffer.alloc(1024 * 1024, ' '))
      gzip.end()
    })
    expect(packed.length).toBeLessThan(1024 * 1024)
    const journey = await openAda(
      () => new Response(new Uint8Array(packed), { headers: { ...cors, 'content-encoding': 'gzip' } }),
    )
    expect(await problemsOf(journey)).toMatch(/Listed problems: could not be read\..*\n.*\n unreadable too-large/)
    expect(await journey.page.locator('#allergies:not([aria-busy=true])').innerText()).toMatch(/\n/)
  })
})

/** Nothing ran, nothing was fetched, nothing was drawn but text. */
async function expectHarmless({ page: view, watch }: Journey): Promise<void> {
  for (const frame of view.frames()) {
    expect(
      await frame.evaluate(() => Reflect.get(globalThis, 'owned') as unknown).catch(() => undefined),
    ).toBeUndefined()
  }
  expect(await view.title()).toBe('HealthPrep')
  expect(watch.requests.filter(({ url }) => /^https?:\/\/elsewhere/.test(url))).toEqual([])
}

describe('nothing of the record runs', () => {
  it('markup and scripts in every text of the chart are text', async () => {
    const journey = await openAda(undefined, 'markup-everywhere')
    const { page: view } = journey
    await expectWholeSheet(view, nameOf(stage.site(), 'markup-everywhere'))
    expect(
      await view
        .locator(
          'main script, main iframe, main object, main embed, main form, main a[href^=javascript], main svg script',
        )
        .count(),
    ).toBe(0)
    expect(await view.locator('img[src="x"], img[src*=elsewhere]').count()).toBe(0)
    await view.getByText('<script>window.owned=1</script>').first().waitFor()
    await view
      .getByRole('button', { name: /^Source of / })
      .first()
      // By the keyboard: the banner of a name so long lies over the rows.
      .press('Enter')
    await view.getByRole('dialog').waitFor()
    await expectHarmless(journey)
  })

  it('documents that run, fetch or lie are text, a picture, or offered to save', async () => {
    const journey = await openAda(undefined, 'documents-hostile')
    for (const stopped of STOPPED) journey.watch.allow(stopped)
    const { page: view } = journey
    const rows = view.locator('#documents').getByRole('button')
    await expect.poll(() => titlesOf(view)).toEqual([...Object.keys(DRAWN_AS), ...ORDINARY].toSorted())
    const drawn: (readonly [string, string])[] = []
    for (const title of Object.keys(DRAWN_AS)) {
      await rows.getByText(title, { exact: true }).first().click()
      const dialog = view.getByRole('dialog')
      await dialog.locator('pre, iframe, img, p').first().waitFor()
      await expect.poll(() => dialog.getByText('Opening…').count()).toBe(0)
      await expectHarmless(journey)
      drawn.push([title, await drawnAs(dialog)])
      await view.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
    }
    expect(Object.fromEntries(drawn)).toEqual(DRAWN_AS)
  })
})

/** DOMPurify parses what is hostile before it cleans it; the browser says what it stopped in that dead copy. */
const STOPPED = [
  /^console: Executing inline event handler violates the following Content Security Policy directive 'script-src 'self''\./,
  /^console: Applying inline style violates the following Content Security Policy directive 'style-src 'self''\./,
  /^console: Setting the document's base URI to 'https:\/\/elsewhere\.example\/' violates the following Content Security Policy directive: "base-uri 'none'"\./,
  /^console: Content Security Policy: (script-src-attr|style-src-elem) stopped inline $/,
  /^console: Content Security Policy: base-uri stopped https:\/\/elsewhere\.example\/ $/,
]

/** Every document of this patient, as the stand-in holds them. */
const DRAWN_AS: Readonly<Record<string, string>> = {
  'Address above the base': 'could not be opened',
  'Address of a neighbour': 'could not be opened',
  'Address of a script': 'could not be opened',
  'Address of another server': 'could not be opened',
  'Address that holds data': 'could not be opened',
  'C-CDA of a billion words': 'offered to save',
  'C-CDA that fetches': 'offered to save',
  'C-CDA with a stylesheet': 'offered to save',
  'HTML that says PNG': 'cleaned HTML',
  'HTML that says RTF': 'cleaned HTML',
  'HTML with everything': 'cleaned HTML',
  'PDF that is also HTML': 'PDF viewer',
  'Picture that is also a script': 'picture',
  'RTF with an object': 'text',
  SVG: 'offered to save',
  'SVG that says PNG': 'offered to save',
  XHTML: 'cleaned HTML',
  'XHTML that says C-CDA': 'cleaned HTML',
}
/** What else can be pressed there, but for the signs that lead to the source. */
const ORDINARY = ['Progress Notes', 'Show all documents']
const titlesOf = async (view: Page): Promise<readonly string[]> =>
  (await view.locator('#documents').getByRole('button').allInnerTexts())
    .map((each) => each.trim())
    .filter((each) => each !== '›')
    .toSorted()

/** What stands in the dialog of a document. */
async function drawnAs(dialog: Locator): Promise<string> {
  const kinds: readonly (readonly [string, Locator])[] = [
    ['text', dialog.locator('pre')],
    ['picture', dialog.locator('img')],
    ['cleaned HTML', dialog.locator('iframe[sandbox=""]')],
    ['PDF viewer', dialog.locator('iframe:not([sandbox])')],
    ['offered to save', dialog.getByText(/^HealthPrep does not show this kind of file/)],
    ['could not be opened', dialog.getByText('Could not be opened.')],
  ]
  const found: string[] = []
  for (const [kind, where] of kinds) if ((await where.count()) > 0) found.push(kind)
  return found.join(', ')
}
