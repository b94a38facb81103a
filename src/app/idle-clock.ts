const MINUTE = 60_000

export type IdlePhase = 'active' | 'ending' | 'over'

/**
 * `wall` goes on while a computer sleeps, and jumps when somebody sets the clock; `steady` never jumps, and may stand
 * still in a sleep. Whichever says that more time has passed is believed. Milliseconds.
 */
export type Moment = { readonly wall: number; readonly steady: number }

export const momentNow = (): Moment => ({ wall: Date.now(), steady: performance.now() })

/** The warning comes a minute before the end, or at half time where that is shorter. */
const warningFor = (limit: number): number => Math.min(MINUTE, limit / 2)

export function idlePhase(idleFor: number, limit: number): IdlePhase {
  if (idleFor >= limit) return 'over'
  return idleFor >= limit - warningFor(limit) ? 'ending' : 'active'
}

export type IdleClock = {
  /** Somebody did something, here. Once the time is over it changes nothing any more. */
  readonly touch: () => void
  /** Somebody did something at this wall time, in another document of the same sign-in. */
  readonly heard: (wall: number) => void
  readonly phase: () => IdlePhase
  /** Wall times. */
  readonly lastActive: () => number
  readonly endsAt: () => number
}

/** How long nobody has done anything. `since`: the wall time of the last activity, where it is known. */
export function createIdleClock(limit: number, now: () => Moment, since: number | undefined): IdleClock {
  let last = now()
  let over = false
  const heard = (wall: number): void => {
    const moment = now()
    // A time to come is a clock that was set back meanwhile.
    const ago = Math.max(0, moment.wall - wall)
    if (ago < idleFor(moment)) last = { wall: moment.wall - ago, steady: moment.steady - ago }
  }
  const idleFor = (moment: Moment): number => Math.max(moment.wall - last.wall, moment.steady - last.steady)
  const phase = (): IdlePhase => {
    over ||= idleFor(now()) >= limit
    return over ? 'over' : idlePhase(idleFor(now()), limit)
  }
  if (since !== undefined) {
    const ago = Math.max(0, last.wall - since)
    last = { wall: last.wall - ago, steady: last.steady - ago }
  }
  return {
    // Looked at first: what wakes a computer from its sleep must not count as having been there all the time.
    touch: () => {
      if (phase() !== 'over') last = now()
    },
    heard: (wall) => {
      if (phase() !== 'over') heard(wall)
    },
    phase,
    lastActive: () => last.wall,
    endsAt: () => last.wall + limit,
  }
}
