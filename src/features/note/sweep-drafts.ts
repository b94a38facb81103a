import { sweepStored } from './draft-store.ts'

const FIRST_MS = 10_000
const EVERY_MS = 5 * 60_000
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * While a page of the app is open, drafts whose time is over leave this computer, whoever's they are. Begun late, so that
 * it stands in nobody's way; begun once, however often it is asked for.
 * @returns what stops it
 */
export function keepSweeping(): () => void {
  timer ??= setTimeout(() => void sweep(), FIRST_MS)
  return () => {
    clearTimeout(timer)
    timer = undefined
  }
}

async function sweep(): Promise<void> {
  // Where there is no storage there is nothing to sweep.
  await sweepStored(Date.now()).catch(() => undefined)
  if (timer !== undefined) timer = setTimeout(() => void sweep(), EVERY_MS)
}
