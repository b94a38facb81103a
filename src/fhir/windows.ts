import type { SignIn } from '#auth/session.ts'
import type { PartialDate } from '#lib/dates.ts'
import { HealthPrepError } from '#lib/errors.ts'
import { underBase } from './base-guard.ts'
import { glance, readPage } from './bundle.ts'
import { addGap, addUnreadable, nothingYet, type Collected } from './collected.ts'
import { effectiveDate } from './read/effective-date.ts'
import { RefusedError } from './request.ts'
import { askPage, continueSearch, followSearch, isExpired, mustStop, type Search } from './search.ts'

/** How full a window is meant to be, of what a page holds: a little less than a page, so that it rarely takes two. */
const FILL = 0.95
/** Windows asked for at once, the open one at the far end included. */
const AT_ONCE = 5
/** Beyond so many years back a chart is seldom dense; used to guess how many windows are worth asking for. */
const HORIZON_YEARS = 16
const DAY = 86_400_000

/** The first page of a long search, which is still being read. */
type FirstPage<T> = { readonly body: unknown; readonly read: Promise<Collected<T>>; readonly next: string }

/**
 * Goes on with a long dated search, whose first page has come, in windows of time side by side: Epic's `next`
 * links can only be followed one after another. The windows tile all of time (`ge` and `lt` of the same day) and undated
 * resources have a search of their own, so nothing falls between; what two windows both hold is kept once.
 * What to ask next is judged from the dates of a page at a glance, while its thousand resources are being read.
 * Where that is not worth it the links are followed; also if the server refuses to search for the undated
 * (`date:missing`) or proves not to sort: slower, and just as complete.
 */
export async function followInWindows<T>(
  search: Search<T>,
  { body, read, next }: FirstPage<T>,
  dateOf: (item: T) => PartialDate | undefined,
): Promise<Collected<T>> {
  const days = daysOf(body, search)
  const width = windowWidth(days)
  if (width !== undefined && !CANNOT_ASK_UNDATED.has(search.session)) {
    try {
      return await inWindows(search, days, width, read, dateOf)
    } catch (error) {
      if (error instanceof RefusedError && error.status === 400) CANNOT_ASK_UNDATED.add(search.session)
      else if (error !== NOT_SORTED && !isExpired(error)) throw error
    }
  }
  const page = await read
  search.progress(page)
  return continueSearch(search, page, next)
}

/** Sign-ins whose server has refused `date:missing`: only one search of each pays for finding out. */
const CANNOT_ASK_UNDATED = new WeakSet<SignIn>()
const NOT_SORTED = Symbol('the server does not sort by date')

async function inWindows<T>(
  search: Search<T>,
  days: readonly number[],
  width: number,
  read: Promise<Collected<T>>,
  dateOf: (item: T) => PartialDate | undefined,
): Promise<Collected<T>> {
  const into = nothingYet<T>()
  const first = underBase(search.session.issuer.fhirBase, search.first).href
  const top = (days.at(-1) ?? 0) + DAY
  const windowed = (...dates: readonly (readonly [string, string])[]): Promise<Collected<T>> =>
    followSearch({ ...quiet(search), first: withDates(first, ...dates) })
  const show = (part: Collected<T>): Collected<T> => {
    absorb(into, part)
    search.progress(into)
    return part
  }
  const [page, undated, above, below] = await Promise.all([
    read.then(show),
    windowed(['date:missing', 'true']),
    orGap(search, windowed(['date', `ge${iso(top)}`])),
    goBack(search, first, top, width, show),
  ])
  if (!isSorted(page, above, dateOf, top)) throw NOT_SORTED
  for (const part of [undated, above, below]) absorb(into, part)
  return into
}

/** Rounds of windows from `edge` back, until the open one at the far end has no further page. */
async function goBack<T>(
  search: Search<T>,
  first: string,
  edge: number,
  width: number,
  show: (part: Collected<T>) => void,
): Promise<Collected<T>> {
  const all = nothingYet<T>()
  const parts: Promise<unknown>[] = []
  const add = (part: Promise<Collected<T>>): void => {
    const absorbed = async (): Promise<void> => {
      const read = await orGap(search, part)
      absorb(all, read)
      show(read)
    }
    const added = absorbed()
    // Awaited at the end; until then nobody else hears of a failure.
    added.catch(() => undefined)
    parts.push(added)
  }
  for (let upper = edge; ;) {
    const bounds = Array.from({ length: AT_ONCE }, (_, index) => upper - index * width)
    const far = bounds.at(-1) ?? upper
    for (const [index, from] of bounds.slice(1).entries()) {
      const dates = [
        ['date', `ge${iso(from)}`],
        ['date', `lt${iso(bounds[index] ?? upper)}`],
      ] as const
      add(followSearch({ ...quiet(search), first: withDates(first, ...dates) }))
    }
    const open = { ...quiet(search), first: withDates(first, ['date', `lt${iso(far)}`]) }
    const page = askPage(open, underBase(open.session.issuer.fhirBase, open.first).href)
    add(page.then(({ body }) => readAlone(open, body)))
    // That it could not be asked is a gap already.
    const { body, next } = await page.catch(() => ({ body: undefined, next: undefined }))
    if (next === undefined) break
    const days = daysOf(body, search)
    // Newer than was asked for: this server takes no notice of dates, and would be asked for ever.
    if (days.some((day) => day > far + DAY)) throw NOT_SORTED
    const further = windowWidth(days)
    if (further === undefined) {
      add(followSearch(open))
      break
    }
    // The oldest day of the page may be cut in two, and our day may not be the server's: the next window ends after it.
    upper = Math.min((days.at(-1) ?? 0) + 2 * DAY, far)
    width = further
  }
  await Promise.all(parts)
  return all
}

async function readAlone<T>({ context }: Search<T>, body: unknown): Promise<Collected<T>> {
  const into = nothingYet<T>()
  await readPage(body, context, into)
  return into
}

/** One window that could not be read is a gap in the list, not the end of it; unless nothing more may be shown at all. */
async function orGap<T>(search: Search<T>, part: Promise<Collected<T>>): Promise<Collected<T>> {
  try {
    return await part
  } catch (error) {
    if (mustStop(error, search.signal)) throw error
    const failed = nothingYet<T>()
    addGap(failed, { kind: 'part-failed', code: error instanceof HealthPrepError ? error.kind : 'bug' })
    return failed
  }
}

/**
 * How wide a window of about a page should be, judged from a page sorted newest first; undefined where windows would not
 * help: the page is not sorted, spans a single day, or what may be left is less than two windows.
 */
function windowWidth(days: readonly number[]): number | undefined {
  const [newest] = days
  const oldest = days.at(-1)
  if (newest === undefined || oldest === undefined) return undefined
  if (days.some((day, index) => index > 0 && day > (days[index - 1] ?? 0))) return undefined
  const width = Math.floor(((newest - oldest) * FILL) / DAY) * DAY
  const left = HORIZON_YEARS * 365 * DAY - (newest - oldest)
  return width >= DAY && left / width >= 2 ? width : undefined
}

/**
 * Whether the first page really held the newest, as its own order suggested: everything an independent search finds after
 * its last day must be on it. Only then may the pages at the far end be taken to be newest first too.
 */
function isSorted<T>(
  page: Collected<T>,
  above: Collected<T>,
  dateOf: (item: T) => PartialDate | undefined,
  top: number,
): boolean {
  return [...above.items].every(([id, item]) => {
    const date = dateOf(item)
    return page.items.has(id) || date?.precision !== 'day' || Date.parse(date.text) <= top + DAY
  })
}

const daysOf = <T>(body: unknown, { context }: Search<T>): number[] =>
  glance(body, context).flatMap((resource) => {
    const date = effectiveDate(resource)
    return date?.precision === 'day' ? [Date.parse(date.text)] : []
  })

const quiet = <T>(search: Search<T>): Search<T> => ({ ...search, progress: () => undefined, byPost: true, ahead: true })
const iso = (day: number): string => new Date(day).toISOString().slice(0, 10)

function withDates(first: string, ...dates: readonly (readonly [string, string])[]): string {
  const url = new URL(first)
  for (const [name, value] of dates) url.searchParams.append(name, value)
  return url.href
}

function absorb<T>(into: Collected<T>, part: Collected<T>): void {
  for (const [id, item] of part.items) into.items.set(id, item)
  for (const entry of part.unreadable.values()) addUnreadable(into, entry)
  for (const gap of part.gaps.values()) addGap(into, gap)
}
