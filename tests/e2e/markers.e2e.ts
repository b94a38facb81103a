import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toChart } from '#stand-in/patients/base-record.ts'
import { document as addDocument } from '#stand-in/patients/ordinary/build-document.ts'
import { openChrome, type Chrome } from './harness/browser.ts'
import { expectProblem, expectWholeSheet } from './harness/pages.ts'
import { openSite, type Site } from './harness/site.ts'
import { collect, found, foundOnDisk, takeStock, type Traces } from './harness/traces.ts'
import { goBack } from './harness/walk.ts'

/** Words that stand nowhere else: what is found of them has come from the record. */
const family = 'Zqfamilymark'
const record = {
  given: 'Zqgivenmark',
  mrn: 'ZQMRN55871',
  street: 'Zqstreetmark 7',
  problem: 'Zqproblemmark',
  document: 'Zqdocumentmark',
}
/** Of a launch and of a callback that are refused. Their addresses are opened as they are, and blanked at once. */
const refusal = 'Zqrefusalmark'
const opened = /^(requests to the host of the app|addresses of pages|history as typed)/
const typed = 'Zqtypedmark: ask about sleep'
const birth = /1931-02-17|19310217|1931\/02\/17|02\/17\/1931|17 Feb(ruary)? 1931|Feb(ruary)? 17,? 1931/
const words = [family, ...Object.values(record), 'Zqtypedmark']

const chart = (slug: string, faults: readonly string[]) =>
  toChart({
    slug,
    line: 'Markers in every place',
    faults,
    person: { family, given: [record.given], mrn: record.mrn },
    also: (book) => {
      book.add('Condition', 'marked', {
        clinicalStatus: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
        },
        category: [
          {
            coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item' }],
          },
        ],
        code: { text: record.problem },
        subject: book.subject,
      })
      addDocument(book, 'Consults', '-2m', record.document)
    },
    change: (resource) =>
      resource.resourceType === 'Patient'
        ? { ...resource, birthDate: '1931-02-17', address: [{ line: [record.street] }] }
        : resource,
  })

let chrome: Chrome
let site: Site
beforeAll(async () => {
  const charts = [chart('zqmarked', ['allergies-503', 'labs-unreachable']), chart('zqbroken', ['note-500-but-stored'])]
  ;[chrome, site] = await Promise.all([openChrome(), openSite({ charts, keepable: true })])
})
afterAll(async () => {
  await chrome.close()
  await site.close()
})

async function open(page: Page, slug: string): Promise<void> {
  const visit = site.charts
    .find((one) => one.slug === slug)
    ?.resources(new Date())
    .findLast((one) => one.resourceType === 'Encounter' && /in-progress|arrived|planned/.test(String(one['status'])))
  const address = new URL('launch.html', site.app)
  address.searchParams.set('iss', site.ehr.fhirBase)
  address.searchParams.set(
    'launch',
    await site.ehr.launchToken({ patient: slug, ...(visit ? { encounter: visit.id } : {}) }),
  )
  await page.goto(address.href)
  await expectWholeSheet(page, new RegExp(family))
}

async function write(page: Page): Promise<void> {
  await page.locator('#problems input[type=checkbox]').first().check()
  await page.getByLabel('Your words').fill(typed)
  await page
    .getByText(/^draft kept/)
    .first()
    .waitFor()
}

async function file(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Review, then file to/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^File to/ })
    .click()
}

describe('after a whole journey, nothing of the patient, the note or the token is left or told', () => {
  it('in the console, addresses, history, titles, storages, databases, caches, errors, file names or on the disk', async () => {
    const context = chrome.browser.contexts()[0]
    if (context === undefined) throw new Error('The browser has no context of its own')
    const traces = collect(context, new URL(site.app).origin, site.ehr.base)
    const tokens: string[] = []
    context.on('response', (response) => {
      if (response.url() !== site.ehr.tokenUrl || response.status() !== 200) return
      response.json().then(
        (answer: { access_token: string }) => tokens.push(answer.access_token),
        () => undefined,
      )
    })
    const page = await context.newPage()

    await page.goto(`${site.app}launch.html?iss=https://${refusal}.example&launch=${refusal}`)
    await expectProblem(page, 'iss-unknown')
    await page.goto(`${site.app}callback.html?error=access_denied&error_description=${refusal}&state=none`)
    await expectProblem(page, 'state-unknown')
    await takeStock(page, traces, 'before')

    await open(page, 'zqmarked')
    await page.getByText(record.problem).first().waitFor()
    const failed = await page.locator('section .note-warn, section [role=alert]').allInnerTexts()
    expect(failed.length, 'two readings failed and say so').toBeGreaterThanOrEqual(2)
    traces.set('words of failures', failed)
    await page.getByRole('button', { name: 'Consults', exact: true }).click()
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save to this computer' }).click()
    await saving
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await write(page)
    await takeStock(page, traces, 'during')
    await page.reload()
    await page.getByText(/Your draft of .* was brought back/).waitFor()
    await page.emulateMedia({ media: 'print' })
    await takeStock(page, traces, 'during')
    await page.emulateMedia({ media: null })
    await file(page)
    await page.getByText(/^Filed at/).waitFor()
    await takeStock(page, traces, 'during')

    const other = await context.newPage()
    await open(other, 'zqbroken')
    await write(other)
    await file(other)
    await other.getByText(/It is not known whether the note/).waitFor()
    await other.getByRole('button', { name: 'Look for it in the chart' }).click()
    await other.getByText(/^Found in the chart/).waitFor()
    await takeStock(other, traces, 'during')

    for (const view of [page, other]) {
      await view.reload()
      await view.getByRole('button', { name: 'Sign out' }).click()
      const sure = view.getByRole('button', { name: 'Sign out and delete' })
      const out = view.getByRole('heading', { name: 'Signed out' })
      await sure.or(out).first().waitFor()
      if (await sure.isVisible()) await sure.click()
      await out.waitFor()
      await takeStock(view, traces, 'after')
    }
    await goBack(page)
    await page.waitForLoadState()
    await expect
      .poll(() =>
        page
          .getByText(new RegExp(words.join('|')))
          .filter({ visible: true })
          .count(),
      )
      .toBe(0)

    expect(site.ehr.stored).toHaveLength(2)
    expect(tokens).toHaveLength(2)
    const ids = site.charts.map(({ patientId }) => patientId)
    // Where it must be for the journey to be one: the search finds it, so it would find it elsewhere.
    expect(found(traces, tokens), 'the token is kept while signed in').toEqual(
      tokens.map((token) => `sessionStorage during: ${token}`),
    )
    expect(found(traces, ids).map((one) => one.split(':')[0])).toEqual(
      expect.arrayContaining(['addresses asked of the server', 'sessionStorage during']),
    )
    expect(found(traces, [/drafts .*revision/s]), 'a draft was there to be searched').toEqual([
      'IndexedDB: /drafts .*revision/s',
    ])

    expect(found(traces, [...words, birth])).toEqual([])
    expect(found(traces, [refusal], opened)).toEqual([])
    expect(found(traces, ids, /^addresses asked of the server|^sessionStorage during/)).toEqual([])
    expect(traces.get('sessionStorage after')).toEqual([])
    expect(found(traces, [/extractable true/])).toEqual([])
    expect(['Cache Storage', 'service workers', 'errors'].flatMap((place) => traces.get(place) ?? [])).toEqual([])
    expect(new Set([...(traces.get('cookies') ?? []), ...(traces.get('name of the window') ?? [])])).toEqual(
      new Set(['']),
    )
    expect(new Set(traces.get('titles'))).toEqual(new Set(['HealthPrep']))
    expect(traces.get('names of saved files')).toEqual([expect.stringMatching(/^document\.\w+$/)])

    await chrome.quit()
    const disk = foundOnDisk(chrome.profile, words)
    expect(disk.files).toBeGreaterThan(20)
    expect(disk.found).toEqual([])
  })
})

describe('the search itself', () => {
  it('finds what is planted, on disk as bytes and as UTF-16', () => {
    const folder = mkdtempSync(join(tmpdir(), 'healthprep-planted-'))
    try {
      writeFileSync(join(folder, 'a'), `x${family}x`)
      writeFileSync(join(folder, 'b'), Buffer.from(`x${family}x`, 'utf16le'))
      writeFileSync(join(folder, 'c'), 'nothing')
      expect(foundOnDisk(folder, words)).toEqual({ files: 3, found: [`/a: ${family}`, `/b: ${family}`] })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('finds what is planted in every place that a page can keep something', async () => {
    const own = await openChrome()
    try {
      const context = await own.browser.newContext()
      const traces: Traces = collect(context, new URL(site.app).origin, site.ehr.base)
      const page = await context.newPage()
      await page.goto(`${site.app}index.html?${family}`)
      await page.getByRole('button', { name: /Sign in with Epic/ }).waitFor()
      await page.evaluate(async (planted) => {
        console.info(planted)
        document.title = planted
        window.name = planted
        document.cookie = `a=${planted}`
        history.replaceState({ planted }, '', `#${planted}`)
        sessionStorage.setItem('a', planted)
        localStorage.setItem(planted, 'a')
        await (await caches.open('a')).put('/x', new Response(planted))
        const link = document.createElement('a')
        link.href = URL.createObjectURL(new Blob(['x']))
        link.download = `${planted}.txt`
        link.click()
        await new Promise<void>((done, failed) => {
          const request = indexedDB.open('planted', 1)
          request.addEventListener('upgradeneeded', () => {
            request.result.createObjectStore('s').put({ data: new TextEncoder().encode(planted) }, 1)
          })
          request.addEventListener('success', () => {
            request.result.close()
            done()
          })
          request.addEventListener('error', () => failed(new Error('no database')))
        })
        setTimeout(() => {
          throw new Error(planted)
        })
      }, family)
      await page.evaluate(() => fetch('config.json', { headers: { 'x-planted': document.title } }))
      await takeStock(page, traces, 'during')
      const places = () => new Set(found(traces, [family]).map((one) => one.split(':')[0]))
      await expect
        .poll(places)
        .toEqual(
          new Set([
            'Cache Storage',
            'IndexedDB',
            'addresses of pages',
            'console',
            'cookies',
            'errors',
            'history as typed',
            'history entries',
            'history state',
            'localStorage',
            'name of the window',
            'names of saved files',
            'requests to the host of the app',
            'sessionStorage during',
            'titles',
          ]),
        )
    } finally {
      await own.close()
    }
  })
})
