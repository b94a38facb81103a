import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { chromeMissing, findChrome } from '../../chrome.mjs'

// Playwright's own launch switches off the back/forward cache and storage partitioning, so that Back and a framed launch
// would be tested in a browser nobody has. We start the browser ourselves and connect to it.
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-search-engine-choice-screen',
  // The browser's own pages behind its address bar: a second of processor time for each window.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup',
  '--password-store=basic',
  '--use-mock-keychain',
  '--force-color-profile=srgb',
  '--window-size=1280,900',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  '--remote-debugging-port=0',
]

export type Chrome = {
  readonly browser: Browser
  /** What it keeps on disk, until `close`. */
  readonly profile: string
  /** Ends it by its process id, and leaves the profile to be looked at. */
  readonly quit: () => Promise<void>
  readonly close: () => Promise<void>
}

export type ChromeOptions = {
  readonly flags?: readonly string[]
  /** What a person has set in the browser's settings, as its profile keeps it; every context of it goes by that. */
  readonly preferences?: object
}

/** A browser of its own, with a profile that holds nothing else; `close` ends it by its process id and removes the profile. */
export async function openChrome({ flags: more = [], preferences }: ChromeOptions = {}): Promise<Chrome> {
  const path = findChrome()
  if (path === undefined) throw new Error(chromeMissing)
  const profile = await mkdtemp(join(tmpdir(), 'healthprep-chrome-'))
  if (preferences !== undefined) {
    await mkdir(join(profile, 'Default'))
    await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences))
  }
  const child = spawn(path, [...flags, ...more, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const endpoint = await new Promise<string>((resolve, reject) => {
    let said = ''
    const late = setTimeout(() => reject(new Error(`The browser did not start: ${said.slice(-500)}`)), 60_000)
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`The browser ended at once: ${said.slice(-500)}`)))
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000)
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (found === undefined) return
      clearTimeout(late)
      resolve(found)
    })
  })
  const browser = await chromium.connectOverCDP(endpoint)
  const quit = async (): Promise<void> => {
    await browser.close().catch(() => undefined)
    child.kill('SIGTERM')
    const stubborn = setTimeout(() => child.kill('SIGKILL'), 5_000)
    await gone
    clearTimeout(stubborn)
  }
  return {
    browser,
    profile,
    quit,
    close: async () => {
      await quit()
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}
