import type { Frame } from 'playwright-core'
import { expect, it } from 'vitest'
import { visitToday } from '../ehr-fetch.ts'
import { openStage } from './harness/journey.ts'
import { expectWholeSheet, nameOf, openFromChart } from './harness/pages.ts'

/** A page of the EHR with two places for the app beside each other, each as its chart has one. */
const place = (name: string): string =>
  `<iframe name="${name}" style="width: 1100px; height: 700px"
    sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-downloads"></iframe>`
const sideBySide = (): Response =>
  new Response(`<!doctype html><title>Two charts</title>${place('left')}${place('right')}`, {
    headers: { 'content-type': 'text/html' },
  })
const stage = openStage({
  between: async (request, ehr) => (request.url.endsWith('/side-by-side') ? sideBySide() : ehr(request)),
})

const name = (slug: string): RegExp => nameOf(stage.site(), slug)
const idOf = (slug: string): string => stage.site().charts.find((chart) => chart.slug === slug)?.patientId ?? ''
const words = { ada: 'Words for Ada alone', bruno: 'Words for Bruno alone' } as const
type Slug = keyof typeof words
const other = { ada: 'bruno', bruno: 'ada' } as const

/** Nothing of the other: not on the page, not in the note. */
async function expectOnly(frame: Frame, slug: Slug): Promise<void> {
  await expectWholeSheet(frame, name(slug))
  expect(await frame.locator('body').innerText()).not.toMatch(name(other[slug]))
  expect(await frame.getByLabel('Your words').inputValue()).not.toBe(words[other[slug]])
}

async function write(frame: Frame, slug: Slug): Promise<void> {
  await frame.getByLabel('Your words').fill(words[slug])
  await frame
    .getByText(/^draft kept/)
    .first()
    .waitFor()
}

async function file(frame: Frame, slug: Slug): Promise<void> {
  await frame.getByRole('button', { name: /^Review, then file to/ }).click()
  await frame
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(`^File to .*${name(slug).source}`) })
    .click()
  await frame.getByText(/^Filed at/).waitFor()
}

/** Whose record was asked for with each token, in the order of the sign-ins. */
function askedWithEachToken(): readonly (readonly string[])[] {
  const asked = new Map<string, Set<string>>()
  for (const { url, body = '', headers } of stage.site().ehr.log) {
    const token = headers['authorization']
    const patient =
      /\/Patient\/([^/?]+)/.exec(url)?.[1] ?? new URLSearchParams(body || new URL(url).search).get('patient')
    if (token === undefined || patient === null) continue
    asked.set(token, (asked.get(token) ?? new Set()).add(patient))
  }
  return [...asked.values()].map((patients) => [...patients])
}

type Note = {
  readonly subject: { readonly reference: string }
  readonly content: readonly { readonly attachment: { readonly data: string } }[]
}

/** Every note that was sent: for whom, in whose visit, and whose words it holds. */
const sent = (): readonly (readonly (string | undefined)[])[] =>
  stage
    .site()
    .ehr.log.filter(({ method, path }) => method === 'POST' && path.endsWith('/DocumentReference'))
    .map(({ body = '' }) => {
      const { subject, content } = JSON.parse(body) as Note
      const text = Buffer.from(content[0]?.attachment.data ?? '', 'base64').toString('utf8')
      const visit = (['ada', 'bruno'] as const).find((slug) => body.includes(`Encounter/${visitToday(slug)}"`))
      return [subject.reference, visit, ...Object.values(words).filter((each) => text.includes(each))]
    })
const filedFor = (): readonly string[] =>
  (stage.site().ehr.stored as unknown as readonly Note[]).map(({ subject }) => subject.reference)

const sessionsKept = (frame: Frame): Promise<readonly string[]> =>
  frame.evaluate(() =>
    Object.keys(sessionStorage)
      .filter((each) => each.startsWith('healthprep.session.'))
      .toSorted(),
  )

it(
  'two charts in two frames of one tab: each sheet, its draft and its note stay with its own patient',
  { timeout: 180_000 },
  async () => {
    const { page } = await stage.begin()
    await page.goto(`${stage.site().ehr.base}/side-by-side`)
    const [ada, bruno] = [page.frame('left'), page.frame('right')]
    if (ada === null || bruno === null) throw new Error('The page has not two frames')
    await openFromChart({ page: ada }, stage.site(), 'ada', visitToday('ada'))
    await expectOnly(ada, 'ada')
    await openFromChart({ page: bruno }, stage.site(), 'bruno', visitToday('bruno'))
    const expectBoth = async (): Promise<void> => {
      await expectOnly(ada, 'ada')
      await expectOnly(bruno, 'bruno')
    }
    await expectBoth()
    expect(await sessionsKept(ada), 'both have one storage').toHaveLength(2)
    expect(await sessionsKept(ada)).toEqual(await sessionsKept(bruno))
    for (const frame of [ada, bruno])
      await frame.getByText(/^The sheet of another patient is open in another window/).waitFor()

    await write(ada, 'ada')
    await write(bruno, 'bruno')
    for (const [frame, slug] of [
      [ada, 'ada'],
      [bruno, 'bruno'],
    ] as const) {
      await frame.evaluate(() => location.reload())
      await frame.getByText(/Your draft of .* was brought back/).waitFor()
      expect(await frame.getByLabel('Your words').inputValue()).toBe(words[slug])
      await expectBoth()
    }

    await file(ada, 'ada')
    await file(bruno, 'bruno')
    await expectBoth()
    expect(sent()).toEqual([
      [`Patient/${idOf('ada')}`, 'ada', words.ada],
      [`Patient/${idOf('bruno')}`, 'bruno', words.bruno],
    ])
    expect(filedFor()).toEqual([`Patient/${idOf('ada')}`, `Patient/${idOf('bruno')}`])
    expect(askedWithEachToken()).toEqual([[idOf('ada')], [idOf('bruno')]])

    await ada.getByRole('button', { name: 'Sign out' }).click()
    await ada.getByRole('heading', { name: 'Signed out' }).waitFor()
    await bruno.evaluate(() => location.reload())
    await expectOnly(bruno, 'bruno')
  },
)
