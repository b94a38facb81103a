import type { Boot, SheetRoute } from '#app/boot.ts'
import { sections } from '#app/sections.ts'
import { finishLaunch } from '#auth/callback.ts'
import { loadConfig, type SiteConfig } from '#auth/config.ts'
import { beginLaunch, beginStandalone } from '#auth/launch.ts'
import { hasPatient, openSession } from '#auth/session.ts'
import { READINGS } from '#fhir/readings.ts'
import { asHealthPrepError } from '#lib/errors.ts'

/** As it was when the document opened: what it held is blanked before anything else happens. */
const address = location.href
const page = location.pathname.split('/').at(-1)
const resourceTypes = [
  ...new Set(
    sections.flatMap(({ reads, offered = [] }) =>
      [...reads, ...offered].flatMap((name) => [...READINGS[name].resourceTypes]),
    ),
  ),
]

/** Launch and callback are settled here, before React exists: a code is exchanged once, whatever React renders twice. */
async function start(): Promise<void> {
  if (import.meta.env.MODE === 'demo') {
    const { mountDemo } = await import('#stand-in/mount/browser.ts')
    if (await mountDemo()) return undefined
  }
  if (page === 'launch.html') {
    blankAddress()
    return location.replace(await beginLaunch({ address, config: await loadConfig(), resourceTypes }))
  }
  if (page === 'callback.html') {
    blankAddress()
    const finishing = finishLaunch({ address })
    // In the next task, when the token request has left, and evaluated while it is on its way.
    setTimeout(prepare)
    const { key, route } = await finishing
    history.replaceState(null, '', new URL(`index.html#/s/${key}${route}`, address))
  }
  return openApp()
}

async function openApp(): Promise<void> {
  const config = (configAhead ??= loadAhead())
  fetchAhead('app')
  const { beginReading } = await loadReading()
  const key = /^#\/s\/([^/]+)/.exec(location.hash)?.[1]
  const signIn = key === undefined ? undefined : openSession(key)
  const session = signIn && hasPatient(signIn) ? signIn : undefined
  const { queryClient, onDrawn, firstToShow } = beginReading(session)
  const drawn = (): void => {
    onDrawn()
    // Once what has come is on the page: fetched and compiled earlier, it would take its time from that.
    if (session) setTimeout(() => fetchAhead('sheet'))
  }
  const boot = { kind: 'app', config: await config, queryClient, onDrawn: drawn, onSignIn, onSignInAgain } as const
  await draw(boot, firstToShow)
}

let configAhead: Promise<SiteConfig> | undefined

function loadAhead(): Promise<SiteConfig> {
  const config = loadConfig()
  // Its failure is met where it is awaited.
  config.catch(() => undefined)
  return config
}

function prepare(): void {
  fetchAhead('app')
  configAhead = loadAhead()
  // A failure is told where it is awaited.
  loadReading().catch(() => undefined)
}

const loadReading = () => import('#app/begin-reading.ts')

/**
 * Fetches what will be needed, without running it: React is evaluated only after the first FHIR request has left. The
 * build names these files in the document (vite.config.ts).
 */
function fetchAhead(what: 'app' | 'sheet'): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>(`link[rel="ahead-${what}"]`)) {
    link.rel = link.as === 'style' ? 'preload' : 'modulepreload'
  }
}

const onSignIn: Extract<Boot, { kind: 'app' }>['onSignIn'] = async (issuer) =>
  location.assign(await beginStandalone({ issuer, address: location.href, resourceTypes }))

async function onSignInAgain(key: string, route: SheetRoute): Promise<void> {
  const signIn = openSession(key)
  if (!signIn) return location.replace('index.html')
  const resume = { signIn, route }
  return location.assign(
    await beginStandalone({ issuer: signIn.issuer, address: location.href, resourceTypes, resume }),
  )
}

/** Nothing of a launch or a callback stays in the address bar, the history or a bookmark. */
function blankAddress(): void {
  history.replaceState(null, '', location.pathname)
}

async function draw(boot: Boot, ready?: () => Promise<void>): Promise<void> {
  // Chromium and Firefox have Temporal; others get it here, once somebody is signed in.
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
  await import('#app/react-first.ts')
  const { mountApp } = await import('#app/App.tsx')
  await ready?.()
  const root = document.querySelector<HTMLElement>('#root')
  if (root) mountApp(root, boot)
}

start().catch((thrown: unknown) => draw({ kind: 'problem', error: asHealthPrepError(thrown) }))
