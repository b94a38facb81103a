import type { Frame, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { visitToday } from '../ehr-fetch.ts'
import { openStage, type Journey } from './harness/journey.ts'
import { expectSheet, nameOf, openFromChart } from './harness/pages.ts'
import { launchFromEhr } from './harness/walk.ts'

const stage = openStage()
const name = (slug: string): RegExp => nameOf(stage.site(), slug)
const words = 'Ask about sleep.'
type View = Page | Frame
const wordsOf = (view: View) => view.getByLabel('Your words')

async function typeAndKeep(view: View, text = words): Promise<void> {
  await wordsOf(view).fill(text)
  await view
    .getByText(/^draft kept/)
    .first()
    .waitFor()
}

async function expectBack(view: View, slug: string, text = words): Promise<void> {
  await expectSheet(view, name(slug))
  await view.getByText(/Your draft of .* was brought back/).waitFor()
  expect(await wordsOf(view).inputValue()).toBe(text)
}

/** How many records of each kind lie on the disk. */
const stored = (view: View): Promise<Record<string, number>> =>
  view.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('healthprep-drafts')
        opening.addEventListener('error', () => reject(new Error('not opened')))
        opening.onsuccess = () => {
          const database = opening.result
          const counts: Record<string, number> = {}
          const reading = database.transaction([...database.objectStoreNames])
          for (const each of database.objectStoreNames) {
            const count = reading.objectStore(each).count()
            count.onsuccess = () => (counts[each] = count.result)
          }
          reading.oncomplete = () => {
            database.close()
            resolve(counts)
          }
        }
      }),
  )

const open = async (journey: Journey, slug: string): Promise<Page> => {
  await openFromChart(journey, stage.site(), slug)
  await expectSheet(journey.page, name(slug))
  return journey.page
}

describe('a draft comes back', () => {
  it('after the page has crashed', async () => {
    const journey = await stage.begin()
    const page = await open(journey, 'ada')
    await typeAndKeep(page)
    const crashed = page.waitForEvent('crash')
    const devtools = await journey.context.newCDPSession(page)
    void devtools.send('Page.crash').catch(() => undefined)
    await crashed
    const again = await journey.context.newPage()
    await openFromChart({ page: again }, stage.site(), 'ada')
    await expectBack(again, 'ada')
  })

  it('after the frame was destroyed, as Epic does on locking or on another layout', async () => {
    const { page } = await stage.begin()
    const frame = await launchFromEhr(page, stage.site(), { patient: 'bruno', framed: true })
    await expectSheet(frame, name('bruno'))
    await typeAndKeep(frame)
    await page.evaluate(() => document.querySelector('iframe')?.remove())
    const again = await launchFromEhr(page, stage.site(), { patient: 'bruno', framed: true })
    await expectBack(again, 'bruno')
  })

  it('for nobody else in the same browser, and for its own person afterwards', async () => {
    const journey = await stage.begin()
    await typeAndKeep(await open(journey, 'ada'))
    const page = await open(journey, 'bruno')
    await page.waitForFunction(() => document.querySelector('textarea')?.readOnly === false)
    expect(await wordsOf(page).inputValue()).toBe('')
    await openFromChart(journey, stage.site(), 'ada')
    await expectBack(page, 'ada')
  })

  it('not, if it cannot be read: that is said, and the note can be written', async () => {
    const journey = await stage.begin()
    const page = await open(journey, 'ada')
    await typeAndKeep(page)
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open('healthprep-drafts')
          opening.onsuccess = () => {
            const store = opening.result.transaction('drafts', 'readwrite').objectStore('drafts')
            const all = store.getAll()
            all.onsuccess = () => {
              for (const record of all.result as object[]) store.put({ ...record, data: new ArrayBuffer(64) })
              store.transaction.oncomplete = () => {
                opening.result.close()
                resolve()
              }
            }
          }
        }),
    )
    await page.reload()
    await expectSheet(page, name('ada'))
    await page.getByText(/^A draft kept at \d\d:\d\d could not be read and was set aside\.$/).waitFor()
    expect(await wordsOf(page).inputValue()).toBe('')
    await typeAndKeep(page, 'anew')
    expect(await stored(page)).toMatchObject({ drafts: 1, aside: 1 })
  })
})

it('one draft in two tabs: the second says so, cannot write, and taking over loses nothing', async () => {
  const journey = await stage.begin()
  const first = await open(journey, 'ada')
  await typeAndKeep(first)
  const second = await journey.context.newPage()
  await openFromChart({ page: second }, stage.site(), 'ada')
  await expectSheet(second, name('ada'))
  await second.getByText(/This draft is open in another window, and can only be read here/).waitFor()
  expect(await wordsOf(second).getAttribute('readonly')).not.toBeNull()
  await wordsOf(first).fill(`${words} And diet.`)
  await second.getByRole('button', { name: 'Take over' }).click()
  await first.getByText(/This draft is open in another window, and can only be read here/).waitFor()
  await second.waitForFunction(() => document.querySelector('textarea')?.readOnly === false)
  expect(await wordsOf(second).inputValue()).toBe(`${words} And diet.`)
  await typeAndKeep(second, `${words} And diet. And more.`)
  await first.reload()
  await expectSheet(first, name('ada'))
  await first.getByText(/This draft is open in another window, and can only be read here/).waitFor()
})

describe('a draft is gone from the disk', () => {
  it('once it is filed', async () => {
    const journey = await stage.begin()
    const { page } = journey
    await openFromChart(journey, stage.site(), 'ada', visitToday('ada'))
    await expectSheet(page, name('ada'))
    await typeAndKeep(page)
    expect(await stored(page)).toMatchObject({ drafts: 1, keys: 1 })
    await page.getByRole('button', { name: /^Review, then file to/ }).click()
    await page.getByRole('button', { name: /^File to/ }).click()
    await page.getByText(/^Filed at/).waitFor()
    await expect.poll(() => stored(page)).toMatchObject({ drafts: 0, aside: 0 })
  })

  it('after signing out, with its key', async () => {
    const page = await open(await stage.begin(), 'ada')
    await typeAndKeep(page)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign out and delete' }).click()
    await page.getByRole('heading', { name: 'Signed out' }).waitFor()
    await expect.poll(() => stored(page)).toEqual({ drafts: 0, keys: 0, aside: 0 })
  })

  it('when its time is over, on whatever page of the app', async () => {
    const journey = await stage.begin()
    const { page } = journey
    await page.clock.install({ time: Date.now() })
    await openFromChart(journey, stage.site(), 'ada')
    await expectSheet(page, name('ada'))
    await wordsOf(page).fill(words)
    await page.clock.runFor(3000)
    await expect.poll(() => stored(page)).toMatchObject({ drafts: 1 })
    await page.goto(stage.site().app)
    await page.getByRole('button', { name: /Sign in with Epic/ }).waitFor()
    await page.clock.fastForward(8 * 60 * 60_000 + 6 * 60_000)
    await expect.poll(() => stored(page)).toEqual({ drafts: 0, keys: 0, aside: 0 })
  })
})

const ONLY_HERE =
  /^This draft could not be kept on this computer\. If this window is closed before Epic answers, nobody can look from here/

describe('where the browser keeps no drafts', () => {
  it.each([
    ['refuses the database', 'refused'],
    ['opens none, as when its disk fails', 'failing'],
    ['has none', 'absent'],
  ])('that %s: the note is written in memory, which is said, and can be filed', async (_, how) => {
    const journey = await stage.begin()
    const { page } = journey
    await journey.context.addInitScript((kind) => {
      if (kind === 'failing')
        IDBFactory.prototype.open = () => {
          throw new DOMException('Internal error', 'UnknownError')
        }
      else
        Object.defineProperty(globalThis, 'indexedDB', {
          get: () => {
            if (kind === 'refused') throw new DOMException('The operation is insecure.', 'SecurityError')
            return undefined
          },
        })
    }, how)
    await openFromChart(journey, stage.site(), 'ada', visitToday('ada'))
    await expectSheet(page, name('ada'))
    await wordsOf(page).fill(words)
    await page.getByText(/this draft lives in this window only, and is lost/).waitFor()
    expect(await page.getByText(/^draft kept/).count()).toBe(0)
    await page.getByRole('button', { name: /^Review, then file to/ }).click()
    await page.getByText(ONLY_HERE).waitFor()
    await page.getByRole('button', { name: /^File (a second note )?to/ }).click()
    await page.getByText(/^Filed at/).waitFor()
  })
})
