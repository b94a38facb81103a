import { vi } from 'vitest'
import { isQuestion, isTold, type Answer } from '#features/screenings/judge-messages.ts'
import { RulesDesk } from '#features/screenings/rules-desk.ts'

/** What was posted to each worker, and how many of them were ended. */
export type Posted = { readonly workers: unknown[][]; ended: number }

/** Stands for the browser's worker: what is posted is copied as a browser copies it, and read in a later turn. */
export function stubWorker(answerOf: (answer: Answer) => Answer | undefined = (answer) => answer): Posted {
  const posted: Posted = { workers: [], ended: 0 }
  class CopyingWorker extends EventTarget {
    readonly #desk = new RulesDesk()
    readonly #posted: unknown[] = []

    constructor() {
      super()
      posted.workers.push(this.#posted)
    }

    postMessage(message: unknown) {
      const data: unknown = structuredClone(message)
      this.#posted.push(data)
      setTimeout(() => {
        if (isTold(data)) this.#desk.take(data)
        else if (isQuestion(data)) this.#answer(answerOf(this.#desk.answer(data)))
      })
    }

    #answer(answer: Answer | undefined) {
      this.dispatchEvent(answer ? new MessageEvent('message', { data: structuredClone(answer) }) : new Event('error'))
    }

    terminate() {
      posted.ended += 1
    }
  }
  vi.stubGlobal('Worker', CopyingWorker)
  return posted
}
