import type { Browser } from 'playwright-core'

/** A task of a page's main thread, in milliseconds: how long it computed, and how long it stood on the clock. */
export type Task = { readonly cpu: number; readonly wall: number }

type TraceEvent = {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/**
 * The tasks of every page that lived while `act` ran, the launch's and the stand-in's own pages with them. By thread time
 * (performance.md §9): where two cores are shared with the stand-in, half of a task's time on the clock is waiting for one.
 */
export async function tasksWhile(browser: Browser, act: () => Promise<void>): Promise<Task[]> {
  await browser.startTracing(undefined, { categories: ['toplevel'] })
  await act()
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] }
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}:${tid}`
  const pages = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadOf),
  )
  return traceEvents
    .filter((event) => event.name === 'ThreadControllerImpl::RunTask' && pages.has(threadOf(event)))
    .map(({ dur = 0, tdur = dur }) => ({ cpu: tdur / 1000, wall: dur / 1000 }))
}
