import type { TrustedTypes } from './trusted-types.ts'

/** A worker that is no more: it fell, or did not answer for so long that it must be stuck. */
export type Broken = { readonly kind: 'broken'; readonly why: 'fault' | 'slow' }

/** A question or an answer, by the number of the question. */
export type Numbered = { readonly id: number }

const types: TrustedTypes | undefined = globalThis.trustedTypes
const policy = types?.createPolicy('healthprep-worker', { createScriptURL: ofOurs })

/** The only script addresses ever made from text. */
function ofOurs(address: string): string {
  if (new URL(address, location.href).origin !== location.origin) throw new TypeError('Not a script of ours')
  return address
}

/** A worker of ours that is told things and asked questions. Whoever waits when it breaks or is ended hears of it. */
export class OwnWorker<Answer extends Numbered> {
  readonly #worker: Worker
  readonly #limit: number
  readonly #waiting = new Map<number, (answer: Answer | Broken) => void>()
  #broken: Broken | undefined

  constructor(address: string, isAnswer: (data: unknown) => data is Answer, limit: number) {
    this.#limit = limit
    this.#worker = new Worker(policy?.createScriptURL(address) ?? address, { type: 'module' })
    this.#worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isAnswer(data)) this.#waiting.get(data.id)?.(data)
    })
    this.#worker.addEventListener('error', () => this.end())
  }

  tell(message: object): void {
    this.#worker.postMessage(message, [])
  }

  async ask(question: Numbered): Promise<Answer | Broken> {
    if (this.#broken) return this.#broken
    const limit = setTimeout(() => this.end('slow'), this.#limit)
    try {
      return await new Promise((resolve) => {
        this.#waiting.set(question.id, resolve)
        this.tell(question)
      })
    } finally {
      clearTimeout(limit)
      this.#waiting.delete(question.id)
    }
  }

  end(why: Broken['why'] = 'fault'): void {
    const broken = (this.#broken ??= { kind: 'broken', why })
    this.#worker.terminate()
    for (const resolve of this.#waiting.values()) resolve(broken)
  }
}
