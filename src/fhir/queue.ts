/** How many requests may be under way at once towards one server; browsers give HTTP/1.1 six connections. */
const MOST = 6
/**
 * How many of them may be further pages of a list while lists that have not begun wait. The page reads a thousand results
 * no faster than three connections bring them, and a short list is two round trips that cost it nothing: left to the
 * end, they would be all that the sheet waits for.
 */
const MOST_AHEAD = 3

/** When a request leaves: `ahead` of the others (a further page), `in-turn`, or `last`, when nothing else waits. */
export type Order = 'ahead' | 'in-turn' | 'last'

/**
 * Lets at most six tasks run at once, in the order they came, but for those that go ahead: the further pages of a list, of
 * which the longest decides when the sheet is whole. Of those the last to come goes first: it tells what to ask next
 * (windows.ts). What the sheet does not wait for goes last. A server that says it is busy halves the number; every answer
 * that is not busy gives one back (additive increase, multiplicative decrease).
 */
export class RequestQueue {
  #limit = MOST
  #running = 0
  #runningAhead = 0
  readonly #waiting: Record<Order, (() => void)[]> = { ahead: [], 'in-turn': [], last: [] }

  async run<T>(task: () => Promise<T>, isBusy: (error: unknown) => boolean, order: Order = 'in-turn'): Promise<T> {
    await new Promise<void>((resume) => {
      this.#waiting[order].push(resume)
      this.#admit()
    })
    try {
      const value = await task()
      this.#limit = Math.min(MOST, this.#limit + 1)
      return value
    } catch (error) {
      if (isBusy(error)) this.#limit = Math.max(1, Math.floor(this.#limit / 2))
      throw error
    } finally {
      this.#running -= 1
      if (order === 'ahead') this.#runningAhead -= 1
      this.#admit()
    }
  }

  #admit(): void {
    while (this.#running < this.#limit) {
      const { ahead: pages, 'in-turn': lists, last } = this.#waiting
      const isFull = this.#runningAhead >= MOST_AHEAD && lists.length > 0
      const ahead = isFull ? undefined : pages.pop()
      const resume = ahead ?? lists.shift() ?? last.shift()
      if (!resume) return
      this.#running += 1
      if (ahead) this.#runningAhead += 1
      resume()
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
