import { HealthPrepError } from '#lib/errors.ts'

/** Before the second and third try, in milliseconds; Epic's `Retry-After` cannot be read from a browser. */
const WAITS = [500, 1500] as const

/**
 * Reads again what failed in a way that may pass (busy, unreachable, server fault), at most twice. For reads only: a write
 * is never repeated by anyone but a person.
 */
export async function withRetry<T>(read: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (const wait of WAITS) {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof HealthPrepError) || !error.retryable) throw error
    }
    await pause(wait, signal)
  }
  return read()
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal.reason instanceof Error ? signal.reason : new DOMException('Aborted', 'AbortError'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
