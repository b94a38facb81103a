import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { securityHeaders } from '#hosting/policy.ts'
import { toSite } from '#hosting/read-site.ts'
import { openStage } from './harness/journey.ts'
import { expectProblem, expectSheet, expectWholeSheet, nameOf } from './harness/pages.ts'
import { launchFromEhr } from './harness/walk.ts'

const stage = openStage()
const bare = openStage({ headers: false })

/** A page of somebody else, on an origin of its own: it frames what its query names, and counts what it is asked for. */
let stranger: Server
const asked: string[] = []
const strange = (): string => `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`
beforeAll(async () => {
  stranger = createServer((request, response) => {
    asked.push(request.url ?? '')
    const framed = new URL(request.url ?? '', 'http://x').searchParams.get('frame')
    response.setHeader('content-type', 'text/html')
    response.end(framed === null ? '' : `<iframe src="${framed}"></iframe>`)
  })
  await new Promise<void>((done) => stranger.listen(4950, '127.0.0.1', done))
})
afterAll(() => void stranger.close())

describe('the headers', () => {
  it.each(['', 'index.html', 'launch.html', 'callback.html', 'config.json', 'no-such-page', 'assets/no-such-file.js'])(
    '/%s comes with each of them, made from the config.json beside it',
    async (path) => {
      const { app } = stage.site()
      const config: unknown = await (await fetch(`${app}config.json`)).json()
      const answer = await fetch(`${app}${path}`)
      const wanted = securityHeaders(toSite(config))
      expect(wanted.map(([name]) => [name, answer.headers.get(name)])).toEqual(wanted)
    },
  )

  it('are all understood by the browser', async () => {
    const { page } = await stage.begin()
    const said: string[] = []
    page.on('console', (message) => {
      // A busy computer uses late what was preloaded.
      if (!message.text().includes('was preloaded')) said.push(message.text())
    })
    await page.goto(stage.site().app)
    await page.getByRole('button', { name: /Sign in with Epic/ }).waitFor()
    expect(said).toEqual([])
  })
})

describe('under the policy', () => {
  it('a whole sheet, its documents of every kind, its note and its vaccines: nothing is stopped', async () => {
    const journey = await stage.begin()
    const { page } = journey
    // DOMPurify parses what is hostile before it cleans it; the browser reports what it stops in that dead copy.
    journey.watch.allow(
      /script-src-attr stopped inline|style-src-elem stopped inline|(event handler|inline style) violates/,
    )
    await launchFromEhr(page, stage.site(), { patient: 'documents-of-every-kind' })
    await expectWholeSheet(page, nameOf(stage.site(), 'documents-of-every-kind'))
    for (const title of ['Plain text', 'RTF', 'C-CDA', 'Image', 'PDF']) {
      await page.getByRole('button', { name: title, exact: true }).click()
      const dialog = page.getByRole('dialog', { name: title })
      await dialog.getByRole('button', { name: 'Save to this computer' }).waitFor()
      await dialog.getByRole('button', { name: 'Close' }).click()
    }
    const title = 'HTML with scripts and remote images'
    await page.getByRole('button', { name: title, exact: true }).click()
    const frame = await (await page.getByRole('dialog').locator('iframe').elementHandle())?.contentFrame()
    await expect.poll(async () => (await frame?.locator('body').innerText()) ?? '').toMatch(/\w/)
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByLabel('Your words').fill('Ask about sleep.')
    await page.getByRole('button', { name: /^Review, then file to/ }).click()
    await page.getByRole('dialog').waitFor()
    const started = (name: string) => page.workers().some((worker) => worker.url().includes(`/${name}-worker-`))
    await expect.poll(() => ['forecast', 'rules'].map(started), { message: 'both workers run' }).toEqual([true, true])
  })

  it.each([
    ['HTML made of text', 'html', 'require-trusted-types-for'],
    ['a script in the page', 'script', 'require-trusted-types-for'],
    ['text run as code', 'eval', 'require-trusted-types-for'],
    ['a worker of any address', 'worker', 'require-trusted-types-for'],
    ['a Trusted Types policy of another name', 'policy', 'trusted-types'],
    ['a style in the page', 'style', 'style-src-elem'],
    ['a style of an element', 'attribute', 'style-src-attr'],
    ['a request to a stranger', 'fetch', 'connect-src'],
    ['a beacon to a stranger', 'beacon', 'connect-src'],
    ['a socket to a stranger', 'socket', 'connect-src'],
    ['a picture of a stranger', 'image', 'img-src'],
    ['a font of a stranger', 'font', 'font-src'],
    ['a frame of a stranger', 'frame', 'frame-src'],
    ['a form sent to a stranger', 'form', 'form-action'],
    ['another base for every address', 'base', 'base-uri'],
  ])('%s is stopped', async (_, name, directive) => {
    const { page, watch } = await stage.begin()
    watch.allow(/./)
    await page.goto(stage.site().app)
    await page.getByRole('button', { name: /Sign in with Epic/ }).waitFor()
    asked.length = 0
    expect(await page.evaluate(attempt, { name, address: `${strange()}/x` })).toBe(directive)
    expect(asked).toEqual([])
  })
})

/** Tries it from a task of its own, since what the debugger runs is not bound by the policy; gives what stopped it. */
function attempt({ name, address }: { readonly name: string; readonly address: string }): Promise<string> {
  const add = (tag: string, attributes: object): void =>
    document.body.append(Object.assign(document.createElement(tag), attributes))
  const tries: Record<string, () => unknown> = {
    html: () => (document.body.innerHTML = '<p>x'),
    script: () => {
      const own = document.createElement('script')
      own.append('1')
      document.body.append(own)
    },
    // oxlint-disable-next-line typescript/no-implied-eval -- this is what must not work
    eval: () => new Function('return 1'),
    worker: () => new Worker('./assets/x.js'),
    policy: () =>
      (
        globalThis as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => void } }
      ).trustedTypes.createPolicy('mine', {}),
    style: () => add('style', { textContent: 'p { color: red }' }),
    attribute: () => document.body.setAttribute('style', 'color: red'),
    fetch: () => fetch(address).catch(() => undefined),
    beacon: () => navigator.sendBeacon(address, 'x'),
    socket: () => new WebSocket(address.replace('http', 'ws')),
    image: () => add('img', { src: address }),
    font: () => new FontFace('x', `url(${address})`).load().catch(() => undefined),
    frame: () => add('iframe', { src: address }),
    form: () => {
      const form = Object.assign(document.createElement('form'), { action: address, method: 'post' })
      document.body.append(form)
      form.submit()
    },
    base: () => document.head.append(Object.assign(document.createElement('base'), { href: address })),
  }
  return new Promise((stopped) => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective }) => stopped(effectiveDirective))
    setTimeout(() => {
      try {
        tries[name]?.()
      } catch {
        // A throw is how the browser stops some of them; the event says which rule it was.
      }
    })
  })
}

describe('framed', () => {
  it.each(['index.html', 'launch.html', 'callback.html'])('by a stranger, %s is not drawn', async (path) => {
    const { page, watch } = await stage.begin()
    watch.allow(/frame-ancestors|^unknown host/)
    await page.goto(`${strange()}/?frame=${encodeURIComponent(stage.site().app + path)}`)
    await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/)
    expect(watch.to(stage.site().ehr.base)).toEqual([])
  })

  it.each(['index.html', 'launch.html'])(
    'by a stranger, where the host sends no headers, %s says that it will not',
    async (path) => {
      const { page, watch } = await bare.begin()
      watch.allow(/^unknown host/)
      await page.goto(`${strange()}/?frame=${encodeURIComponent(bare.site().app + path)}`)
      await expect.poll(() => page.frames().length).toBe(2)
      const frame = page.frames()[1]
      if (frame === undefined) throw new Error('The page has no frame')
      await expectProblem(frame, 'frame-unknown')
      expect(watch.to(bare.site().ehr.base)).toEqual([])
    },
  )

  it('by the chart that config.json names, the sheet stands, with headers and without', async () => {
    for (const { begin, site } of [stage, bare]) {
      const { page } = await begin()
      const frame = await launchFromEhr(page, site(), { patient: 'bruno', framed: true })
      await expectSheet(frame, nameOf(site(), 'bruno'))
    }
  })
})
