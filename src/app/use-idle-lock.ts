import { useEffect, useEffectEvent, useState } from 'react'
import { readActivity, writeActivity } from '#auth/records.ts'
import { openChannel } from '#lib/channel.ts'
import { createIdleClock, momentNow } from './idle-clock.ts'

const SECOND = 1000
/** Storage and the other documents of the sign-in are told at most this often. */
const TELL_EVERY = 5 * SECOND

const EVENTS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'click'] as const

const clockOf = (key: string, minutes: number) => createIdleClock(minutes * 60 * SECOND, momentNow, readActivity(key))

/** Whether nobody had used the sign-in for so long when this page was loaded anew. */
export const wasIdleTooLong = (key: string, minutes: number): boolean => clockOf(key, minutes).phase() === 'over'

/** The wall time at which the sheet will be locked, in the last minute before; `onOver` when it is. Draws nothing else. */
export function useIdleLock(key: string, minutes: number, onOver: () => void): number | undefined {
  const [endsAt, setEndsAt] = useState<number>()
  const over = useEffectEvent(onOver)
  useEffect(() => {
    const clock = clockOf(key, minutes)
    const others = openChannel(`healthprep active ${key}`)
    let told = -Infinity
    let ended = false
    let left = false
    let lastPlace = ''

    const look = (): void => {
      const phase = clock.phase()
      setEndsAt(phase === 'ending' ? clock.endsAt() : undefined)
      if (phase !== 'over' || ended || left) return
      ended = true
      over()
    }
    const tell = (): void => {
      const at = clock.lastActive()
      if (at - told < TELL_EVERY) return
      told = at
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
      others?.postMessage(at)
      try {
        writeActivity(key, at)
      } catch {
        // A page loaded anew then counts from its beginning.
      }
    }
    const act = (event: Event): void => {
      // A browser may report a pointer that lies still, when the page moves beneath it.
      if (event.type === 'pointermove' && event instanceof MouseEvent) {
        const place = `${event.screenX} ${event.screenY}`
        if (place === lastPlace) return
        lastPlace = place
      }
      // A warning that went away on the way to its button would let the press fall onto the sheet beneath.
      if (clock.phase() === 'ending' && (event.type === 'pointermove' || isPressOnWarning(event))) return
      clock.touch()
      if (clock.phase() === 'active') tell()
      look()
    }
    const hear = ({ data }: MessageEvent<unknown>): void => {
      if (typeof data === 'number') clock.heard(data)
      look()
    }

    others?.addEventListener('message', hear)
    const timer = setInterval(look, SECOND)
    const options = { capture: true, passive: true }
    for (const name of EVENTS) globalThis.addEventListener(name, act, options)
    for (const name of ['pageshow', 'focus'] as const) globalThis.addEventListener(name, look)
    document.addEventListener('visibilitychange', look)
    tell()
    // Not within the effect: what is over leaves the screen at once, which React does only outside of its own work.
    queueMicrotask(look)
    return () => {
      left = true
      others?.close()
      clearInterval(timer)
      for (const name of EVENTS) globalThis.removeEventListener(name, act, options)
      for (const name of ['pageshow', 'focus'] as const) globalThis.removeEventListener(name, look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [key, minutes])
  return endsAt
}

const isPressOnWarning = ({ type, target }: Event): boolean =>
  type === 'pointerdown' && target instanceof Element && target.closest('.idle-warning') !== null
