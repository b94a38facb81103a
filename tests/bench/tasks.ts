import type { Browser } from 'playwright-core'

/** A task of a page's main thread, in milliseconds: how long it computed, and how long it stood on the clock. */
export type Task = { readonly cpu: number; readonly wall: number }

type TraceEvent = {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly beginData?: { readonly url?: string } }
}

/**
 * The tasks of the threads that parsed a page of `origin` while `act` ran: Chromium's own pages have threads of their own.
 * By thread time (performance.md §9): where two cores are shared with the stand-in, half of a task's time on the clock is
 * waiting for one.
 */
export async function tasksWhile(browser: Browser, origin: string, act: () => Promise<void>): Promise<Task[]> {
  await browser.startTracing(undefined, { categories: ['toplevel', 'devtools.timeline'] })
  await act()
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] }
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}:${tid}`
  const isPage = ({ name, args }: TraceEvent): boolean =>
    name === 'ParseHTML' && args?.beginData?.url?.startsWith(origin) === true
  const pages = new Set(traceEvents.filter(isPage).map(threadOf))
  return traceEvents
    .filter((event) => event.name === 'ThreadControllerImpl::RunTask' && pages.has(threadOf(event)))
    .map(({ dur = 0, tdur = dur }) => ({ cpu: tdur / 1000, wall: dur / 1000 }))
}
