export type Autosave<T> = {
  /** Tells of a change; the value is saved soon after. */
  readonly change: (value: T) => void
  /** Saves what is still unsaved now; resolves when it is. */
  readonly flush: () => Promise<void>
  /** Nothing is saved from here on. Resolves when a save under way has ended. */
  readonly stop: () => Promise<void>
}

/** One save at a time, at most one in `every` milliseconds; a change made during a save is saved next. */
export function createAutosave<T>(save: (value: T) => Promise<void>, every: number): Autosave<T> {
  let latest: { readonly value: T } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  let stopped = false

  const saveAll = async (): Promise<void> => {
    while (latest) {
      const { value } = latest
      latest = undefined
      await save(value)
    }
  }
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    running ??= saveAll().finally(() => {
      running = undefined
    })
    return running
  }
  return {
    change: (value) => {
      if (stopped) return
      latest = { value }
      // Not put off by further typing: a text that grows without a pause is saved all the same.
      if (!running) timer ??= setTimeout(() => void flush(), every)
    },
    flush,
    stop: async () => {
      stopped = true
      latest = undefined
      clearTimeout(timer)
      await running
    },
  }
}
