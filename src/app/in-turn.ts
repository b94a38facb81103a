let last: Promise<unknown> = Promise.resolve()

/**
 * Runs parts of the sheet one by one when the browser has nothing better to do, so that keys, paint and what has been
 * read get their turn between them. They were fetched before (main.ts).
 */
export function inTurn<T>(load: () => Promise<T>): Promise<T> {
  const mine = last.then(idle).then(load)
  last = mine.catch(() => undefined)
  return mine
}

/** Safari has no idle time to ask for. */
const idle = (): Promise<unknown> =>
  new Promise((resume) =>
    'requestIdleCallback' in globalThis ? requestIdleCallback(resume, { timeout: 200 }) : setTimeout(resume),
  )
