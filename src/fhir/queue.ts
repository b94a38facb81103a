/** How many requests may be under way at once towards one server; browsers give HTTP/1.1 six connections. */
const MOST = 6

/**
 * Lets at most six tasks run at once, in the order they came, but for those that go ahead: the further pages of a list, of
 * which the longest decides when the sheet is whole. A server that says it is busy halves the number; every
 * answer that is not busy gives one back (additive increase, multiplicative decrease).
 */
export class RequestQueue {
  #limit = MOST
  #running = 0
  readonly #waiting: (() => void)[] = []

  async run<T>(task: () => Promise<T>, isBusy: (error: unknown) => boolean, ahead = false): Promise<T> {
    const wait = (resume: () => void): unknown => (ahead ? this.#waiting.unshift(resume) : this.#waiting.push(resume))
    while (this.#running >= this.#limit) await new Promise<void>(wait)
    this.#running += 1
    try {
      const value = await task()
      this.#limit = Math.min(MOST, this.#limit + 1)
      return value
    } catch (error) {
      if (isBusy(error)) this.#limit = Math.max(1, Math.floor(this.#limit / 2))
      throw error
    } finally {
      this.#running -= 1
      for (let free = this.#limit - this.#running; free > 0; free -= 1) this.#waiting.shift()?.()
    }
  }
}

const queues = new Map<string, RequestQueue>()

/** One queue per server in this document. */
export function queueFor(fhirBase: string): RequestQueue {
  const known = queues.get(fhirBase)
  if (known) return known
  const made = new RequestQueue()
  queues.set(fhirBase, made)
  return made
}
