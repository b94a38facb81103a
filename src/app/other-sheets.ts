import { openChannel } from '#lib/channel.ts'

/** What one window tells the others: a random name of its own, and a hash that stands for issuer and patient. */
type Message = { readonly kind: 'here' | 'who' | 'gone'; readonly from: string; readonly about: string }

const CHANNEL = 'healthprep sheets'
const ASK_AGAIN_MS = 60_000

function toMessage(value: unknown): Message | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { kind, from, about } = { kind: undefined, from: undefined, about: undefined, ...value }
  const known = (['here', 'who', 'gone'] as const).find((each) => each === kind)
  return known && typeof from === 'string' && typeof about === 'string' ? { kind: known, from, about } : undefined
}

async function aboutOf(fhirBase: string, patientId: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify([fhirBase, patientId])))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Tells the other windows of this browser that a sheet is open, and is told of theirs. Who the patients are is never
 * said: a window learns only how many others there are. Windows asked again and silent are taken as closed.
 * @param onChange called with the number of other patients whose sheets are open
 * @returns what ends it
 */
export function watchOtherSheets(
  { fhirBase, patientId }: { readonly fhirBase: string; readonly patientId: string },
  onChange: (others: number) => void,
): () => void {
  const channel = openChannel(CHANNEL)
  if (!channel) return () => undefined
  const from = crypto.randomUUID()
  const heard = new Map<string, string>()
  let about: string | undefined
  let ended = false

  const say = (kind: Message['kind']): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
    if (about !== undefined && !ended) channel.postMessage({ kind, from, about } satisfies Message)
  }
  const tell = (): void => onChange(new Set([...heard.values()].filter((each) => each !== about)).size)
  const ask = (): void => {
    const before = new Set(heard.keys())
    say('who')
    // Whoever does not answer until the next question is closed, frozen or put away.
    silent = before
  }
  let silent = new Set<string>()
  const askAgain = (): void => {
    for (const each of silent) heard.delete(each)
    tell()
    ask()
  }
  const onMessage = ({ data }: MessageEvent): void => {
    const message = toMessage(data)
    if (!message || message.from === from) return
    if (message.kind === 'gone') heard.delete(message.from)
    else heard.set(message.from, message.about)
    silent.delete(message.from)
    if (message.kind === 'who') say('here')
    tell()
  }
  const onVisible = (): void => {
    if (document.visibilityState === 'visible') askAgain()
  }
  const leave = (): void => say('gone')
  const back = (event: PageTransitionEvent): void => {
    if (event.persisted) ask()
  }

  channel.addEventListener('message', onMessage)
  document.addEventListener('visibilitychange', onVisible)
  globalThis.addEventListener('pagehide', leave)
  globalThis.addEventListener('pageshow', back)
  const timer = setInterval(askAgain, ASK_AGAIN_MS)
  const begin = async (): Promise<void> => {
    about = await aboutOf(fhirBase, patientId)
    ask()
  }
  void begin()
  return () => {
    leave()
    ended = true
    clearInterval(timer)
    document.removeEventListener('visibilitychange', onVisible)
    globalThis.removeEventListener('pagehide', leave)
    globalThis.removeEventListener('pageshow', back)
    channel.close()
  }
}
