import { openChannel } from '#lib/channel.ts'

/** What this browser, in this window, gives the page. */
export type BrowserFacts = {
  readonly secure: boolean
  /** PKCE and drafts need it. */
  readonly subtle: boolean
  readonly keepsDrafts: boolean
  readonly windowsTalk: boolean
  readonly framed: boolean
  /** Whose page frames it, from the inside out; undefined where the browser does not say. */
  readonly framedBy: readonly string[] | undefined
  /** In a frame of another site: its storage is kept apart from that of a window. */
  readonly keptApart: boolean | undefined
  readonly knowsTrustedTypes: boolean
  readonly inlineScript: 'ran' | 'stopped' | 'stopped-as-text'
  /** Policies the document itself states. */
  readonly metaPolicies: readonly string[]
  readonly browser: string
}

const PATIENCE_MS = 3000

export async function lookAtBrowser(): Promise<BrowserFacts> {
  const framed = globalThis.self !== globalThis.top
  return {
    secure: globalThis.isSecureContext,
    subtle: globalThis.crypto?.subtle !== undefined,
    keepsDrafts: await opensDatabase(),
    windowsTalk: opensChannel(),
    framed,
    framedBy: framed && 'ancestorOrigins' in location ? [...location.ancestorOrigins] : undefined,
    keptApart: framed && 'hasStorageAccess' in document ? !(await hasAccess()) : undefined,
    knowsTrustedTypes: 'trustedTypes' in globalThis,
    inlineScript: tryInlineScript(),
    metaPolicies: [...document.querySelectorAll('meta[http-equiv="Content-Security-Policy" i]')].map(
      (meta) => meta.getAttribute('content') ?? '',
    ),
    browser: navigator.userAgent,
  }
}

const hasAccess = (): Promise<boolean> => document.hasStorageAccess().catch(() => false)

function opensChannel(): boolean {
  const channel = openChannel('healthprep doctor')
  channel?.close()
  return channel !== undefined
}

/** A database of its own, opened and removed: that of the drafts is left alone. */
function opensDatabase(): Promise<boolean> {
  return new Promise((resolve) => {
    // Where storage is forbidden some browsers never answer instead of refusing.
    setTimeout(() => resolve(false), PATIENCE_MS)
    try {
      const request = indexedDB.open('healthprep-doctor')
      request.addEventListener('error', () => resolve(false))
      request.addEventListener('success', () => {
        request.result.close()
        indexedDB.deleteDatabase('healthprep-doctor')
        resolve(true)
      })
    } catch {
      resolve(false)
    }
  })
}

/**
 * Whether text becomes code here: a script that marks itself. A policy that stops it writes a line to the browser's
 * console, which is the one trace the Launch Doctor leaves.
 */
function tryInlineScript(): BrowserFacts['inlineScript'] {
  const script = document.createElement('script')
  try {
    script.text = 'document.currentScript.dataset.ran = "yes"'
  } catch {
    return 'stopped-as-text'
  }
  document.head.append(script)
  script.remove()
  return script.dataset['ran'] === 'yes' ? 'ran' : 'stopped'
}
