/** How long a task may keep the browser from drawing and answering keys, in milliseconds. */
const BUDGET = 5

/** How long reading waits at most for answers that are coming in. */
const PATIENCE = 40

let arriving = 0
const somethingArrives = (): boolean => arriving > 0

/**
 * An answer on its way in goes before the reading of those that are there: it comes in many pieces, each of which would wait
 * for a piece of reading, and the place in the queue of requests is not free until the last.
 */
export async function withPriority<T>(answer: Promise<T>): Promise<T> {
  arriving += 1
  try {
    return await answer
  } finally {
    arriving -= 1
  }
}

/**
 * To be awaited between the pieces of long work: gives the browser a turn once the current task has used up its time.
 * A page of a thousand resources takes far longer than a frame the first time its readers run.
 */
export function breather(): () => Promise<void> | undefined {
  let began = performance.now()
  const rest = async (): Promise<void> => {
    const paused = performance.now()
    do await turn()
    while (somethingArrives() && performance.now() - paused < PATIENCE)
    began = performance.now()
  }
  return () => (performance.now() - began < BUDGET ? undefined : rest())
}

/**
 * A turn among equals. Not `scheduler.yield`, which comes back before answers of the network are looked at, and so keeps
 * the next requests from leaving; nor a timer, which waits 4 ms each time.
 */
export function turn(): Promise<void> {
  return new Promise((resume) => {
    const { port1, port2 } = new MessageChannel()
    const heard = (): void => {
      port1.close()
      resume()
    }
    port1.addEventListener('message', heard, { once: true })
    port1.start()
    port2.postMessage(undefined)
  })
}
