import { useState } from 'react'

export type Leaving = {
  /** True from the press until the document is left or leaving failed. */
  readonly leaving: boolean
  /** What a failed attempt threw. */
  readonly problem: unknown
  readonly leave: (go: () => Promise<void>) => void
}

/** Runs what leaves this document once, however often the button is pressed. */
export function useLeaving(): Leaving {
  const [leaving, setLeaving] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const leave = (go: () => Promise<void>): void => {
    if (leaving) return
    setLeaving(true)
    setProblem(undefined)
    go().catch((thrown: unknown) => {
      setProblem(thrown)
      setLeaving(false)
    })
  }
  return { leaving, problem, leave }
}
