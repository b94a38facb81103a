import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import type { Asked, Site } from './site.ts'

const sizes = new Map<string, number>()

/** What a file of the build weighs as a host sends it: brotli 11. */
export function weightOf(site: Site, url: string): number {
  const file = join(site.folder, new URL(url).pathname.slice(new URL(site.app).pathname.length) || 'index.html')
  const known = sizes.get(file) ?? brotliCompressSync(readFileSync(file)).length
  sizes.set(file, known)
  return known
}

export const isScript = (url: string): boolean => new URL(url).pathname.endsWith('.js')
export const isFhir = ({ to, url, method }: Asked): boolean =>
  to === 'ehr' && /\/FHIR\/R4\/[A-Z]/.test(url) && method !== 'OPTIONS'

/** The longest chain that led to `last`: each began after the one before it had ended. */
export function chainTo(last: Asked, timeline: readonly Asked[]): Asked[] {
  const before = timeline.filter((asked) => asked.end <= last.start).toSorted((a, b) => b.end - a.end)[0]
  return before === undefined ? [last] : [...chainTo(before, timeline), last]
}

export function mostInFlight(asked: readonly Asked[]): number {
  const at = (moment: number): number => asked.filter((one) => one.start <= moment && one.end > moment).length
  return Math.max(0, ...asked.map((one) => at(one.start)))
}

type Kept = { readonly name: string; readonly complete: boolean; readonly ids: readonly string[] }

/**
 * What the app holds of every reading, read out of React itself, because the sheet shows a long list only in part: so
 * that "every resource is there" is held against the server's own list.
 */
export function readingsOf(page: Page): Promise<Kept[]> {
  return page.evaluate(() => {
    type Fiber = { child: Fiber | null; sibling: Fiber | null; memoizedProps: { client?: unknown } | null }
    type Cache = {
      getAll: () => { queryKey: unknown[]; state: { data?: { items?: { id: string }[]; complete?: boolean } } }[]
    }
    type Client = { getQueryCache: () => Cache }
    const isClient = (value: unknown): value is Client =>
      typeof value === 'object' && value !== null && 'getQueryCache' in value
    const root = document.querySelector('#root') as unknown as Record<string, Fiber>
    const top = root[Object.keys(root).find((name) => name.startsWith('__reactContainer')) ?? '']
    const queue: (Fiber | null | undefined)[] = [top]
    while (queue.length > 0) {
      const fiber = queue.shift()
      if (!fiber) continue
      const client = fiber.memoizedProps?.client
      if (isClient(client))
        return client
          .getQueryCache()
          .getAll()
          .map(({ queryKey, state }) => ({
            name: queryKey.slice(2).join(' '),
            complete: state.data?.complete === true,
            ids: (state.data?.items ?? []).map((item) => item.id),
          }))
      queue.push(fiber.child, fiber.sibling)
    }
    throw new Error('The page has no query client')
  })
}
