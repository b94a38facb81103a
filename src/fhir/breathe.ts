/** How long a task may keep the browser from drawing and answering keys, in milliseconds. */
const BUDGET = 8

/**
 * To be awaited between the pieces of long work: gives the browser a turn once the current task has used up its time.
 * A page of a thousand resources takes far longer than a frame the first time its readers run.
 */
export function breather(): () => Promise<void> | undefined {
  let began = performance.now()
  const rest = async (): Promise<void> => {
    await turn()
    began = performance.now()
  }
  return () => (performance.now() - began < BUDGET ? undefined : rest())
}

function turn(): Promise<void> {
  const scheduler: unknown = Reflect.get(globalThis, 'scheduler')
  if (isYielding(scheduler)) return scheduler.yield()
  return new Promise((resume) => setTimeout(resume))
}

const isYielding = (value: unknown): value is { yield: () => Promise<void> } =>
  typeof value === 'object' && value !== null && 'yield' in value && typeof value.yield === 'function'
