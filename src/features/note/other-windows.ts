import { openChannel } from '#lib/channel.ts'

const KINDS = ['hello', 'held', 'take', 'yielded'] as const
type Kind = (typeof KINDS)[number]
type Message = { readonly kind: Kind; readonly from: string; readonly since: number }

function toMessage(value: unknown): Message | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { kind, from, since } = { kind: undefined, from: undefined, since: undefined, ...value }
  const known = KINDS.find((each) => each === kind)
  return known && typeof from === 'string' && typeof since === 'number' ? { kind: known, from, since } : undefined
}

export type OtherWindows = {
  /** Asks the window that has the draft to give it up; resolves once it has, or does not answer. */
  readonly takeOver: () => Promise<void>
  readonly close: () => void
}

export type Handlers = {
  /** Another window has this draft: this one must not write. */
  readonly onHeld: () => void
  /** Another window takes it: save what is unsaved, then write no more. */
  readonly onTaken: () => Promise<void>
}

const PATIENCE_MS = 500

/**
 * Which window has a draft, agreed on by messages that hold no patient data. Only a courtesy: what keeps one window from
 * overwriting another is the revision of the stored record.
 */
export function watchOtherWindows(name: string, { onHeld, onTaken }: Handlers): OtherWindows {
  const channel = openChannel(name)
  if (!channel) return { takeOver: () => Promise.resolve(), close: () => undefined }
  const from = crypto.randomUUID()
  let since = Date.now()
  let holds = true
  let yielded: (() => void) | undefined
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
  const say = (kind: Kind): void => channel.postMessage({ kind, from, since } satisfies Message)

  channel.addEventListener('message', ({ data }) => {
    const message = toMessage(data)
    if (!message || message.from === from) return
    const isOlder = message.since < since || (message.since === since && message.from < from)
    if (message.kind === 'hello' && holds && !isOlder) say('held')
    if (message.kind === 'held' && holds && isOlder) {
      holds = false
      onHeld()
    }
    if (message.kind === 'take' && holds) {
      holds = false
      void onTaken().finally(() => say('yielded'))
    }
    if (message.kind === 'yielded') yielded?.()
  })
  say('hello')

  return {
    takeOver: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => yielded?.(), PATIENCE_MS)
        yielded = () => {
          clearTimeout(timer)
          yielded = undefined
          resolve()
        }
        holds = true
        since = 0
        say('take')
      }),
    close: () => channel.close(),
  }
}
