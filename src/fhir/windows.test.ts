import { beforeEach, describe, expect, it, vi } from 'vitest'
import { parseDate } from '#lib/dates.ts'
import { FHIR_BASE, testSession } from '../../tests/session.ts'
import type { PageContext } from './bundle.ts'
import { merge } from './collected.ts'
import { field } from './read/json.ts'
import type { Search } from './search.ts'
import { followLong } from './long-search.ts'

type Row = { id: string; day: string | undefined }
type Habits = {
  takesPost?: 'no' | 'cut off'
  ignoresDates?: true
  order: 'newest first' | 'oldest first' | 'none'
  knowsMissing: boolean
  failing?: (asked: URL) => boolean
}

const PAGE = 100
let test = 0
let asked: URL[]
let byPost: number
let most: number

/** A server with Epic's ways: pages by opaque `next` links, dates as filters, no promise of order. */
function serve(rows: readonly Row[], habits: Habits): void {
  const sorted =
    habits.order === 'none'
      ? rows
      : rows.toSorted((a, b) => (habits.order === 'newest first' ? 1 : -1) * (b.day ?? '').localeCompare(a.day ?? ''))
  let running = 0
  vi.stubGlobal('fetch', async (sent: URL, { method, body }: RequestInit) => {
    if (method === 'POST' && habits.takesPost === 'cut off') throw new TypeError('Failed to fetch')
    if (method === 'POST' && habits.takesPost === 'no') return new Response('<html>', { status: 404 })
    const url = new URL(sent.href.replace('/_search', ''))
    if (body instanceof URLSearchParams) url.search = body.toString()
    // A list that was given up may still ask, when the next test has begun.
    if (url.searchParams.get('test') !== String(test)) return new Response('', { status: 410 })
    asked.push(url)
    if (method === 'POST') byPost += 1
    most = Math.max(most, (running += 1))
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
    return answer(url, sorted, habits)
  })
}

function answer(url: URL, rows: readonly Row[], { knowsMissing, failing, ignoresDates }: Habits): Response {
  const params = url.searchParams
  if (failing?.(url)) return new Response('', { status: 403 })
  if (params.has('date:missing') && !knowsMissing) return new Response('{}', { status: 400 })
  const matching = rows.filter(({ day }) =>
    ignoresDates === true
      ? true
      : params.has('date:missing')
        ? day === undefined
        : params.getAll('date').every((bound) => day !== undefined && holds(bound, day)),
  )
  const start = Number(params.get('start') ?? 0)
  const next = new URL(url)
  next.searchParams.set('start', String(start + PAGE))
  const entry = matching.slice(start, start + PAGE).map(({ id, day }) => ({
    resource: { resourceType: 'Observation', id, subject: { reference: 'Patient/p1' }, effectiveDateTime: day },
  }))
  const link = start + PAGE < matching.length ? [{ relation: 'next', url: next.href }] : []
  return new Response(JSON.stringify({ resourceType: 'Bundle', link, entry }), {
    headers: { 'content-type': 'application/fhir+json' },
  })
}

const holds = (bound: string, day: string): boolean =>
  bound.startsWith('ge') ? day >= bound.slice(2) : day < bound.slice(2)

const DAY = 86_400_000
const newest = Date.UTC(2026, 10, 20)
const chart = (count: number, everyDays: number, undated = 0): Row[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `o${index}`,
    day:
      index < undated ? undefined : new Date(newest - Math.floor(index * everyDays) * DAY).toISOString().slice(0, 10),
  }))

const context: PageContext<{ when: ReturnType<typeof parseDate> }> = {
  resourceType: 'Observation',
  query: 'Observation?category=laboratory',
  read: Promise.resolve((resource) => ({ when: parseDate(field(resource, 'effectiveDateTime')) })),
  keep: () => true,
  patientId: 'p1',
  fhirBase: FHIR_BASE,
}

async function read(reader = context.read) {
  const search: Search<{ when: ReturnType<typeof parseDate> }> = {
    session: testSession(),
    context: { ...context, read: reader },
    first: `Observation?category=laboratory&patient=p1&test=${test}`,
    signal: new AbortController().signal,
    progress: () => undefined,
  }
  return merge([await followLong(search, (item) => item.when)], [], 0)
}

beforeEach(() => {
  test += 1
  asked = []
  byPost = 0
  most = 0
})

describe('a long list is read whole, however the server orders it', () => {
  it.each([
    ['newest first', true],
    ['newest first', false],
    ['oldest first', true],
    ['none', true],
  ] as const)('order: %s; a search for the undated is understood: %s', async (order, knowsMissing) => {
    const rows = chart(1234, 4, 13)
    const shuffled = order === 'none' ? rows.toSorted((a, b) => a.id.localeCompare(b.id)) : rows
    serve(shuffled, { order, knowsMissing })
    const reading = await read()
    expect(reading.complete).toBe(true)
    expect(reading.items).toHaveLength(rows.length)
  })

  it('a server that sorts each page but not the whole search loses nothing', async () => {
    const rows = chart(900, 4)
    const pages = [rows.slice(300, 400), rows.slice(0, 300), rows.slice(400)].flat()
    serve(pages, { order: 'none', knowsMissing: true })
    expect((await read()).items).toHaveLength(900)
  })

  it.each([
    ['everything on one day', chart(450, 0)],
    ['dense now, sparse before', [...chart(400, 0.5), ...chart(60, 90).map((row) => ({ ...row, id: `s${row.id}` }))]],
    [
      'a gap of years',
      [...chart(300, 1), ...chart(300, 1).map(({ id }, i) => ({ id: `a${id}`, day: `20${10 + (i % 3)}-05-01` }))],
    ],
    ['years and months only', chart(350, 3).map((row, i) => (i % 5 ? row : { ...row, day: row.day?.slice(0, 7) }))],
  ])('%s', async (_name, rows) => {
    serve(rows, { order: 'newest first', knowsMissing: true })
    expect((await read()).items).toHaveLength(rows.length)
  })
})

it('what to ask next is known at a glance: every window has been asked for before a single result is read', async () => {
  const rows = chart(1050, 5, 4)
  serve(rows, { order: 'newest first', knowsMissing: true })
  let begin = (): void => undefined
  const reading = read(new Promise((resolve) => (begin = () => void context.read.then(resolve))))
  await expect.poll(() => asked.length).toBeGreaterThan(8)
  begin()
  const { items, complete } = await reading
  expect([items.length, complete]).toEqual([rows.length, true])
})

describe('the rest of a list is asked by POST, so that one preflight serves all its windows', () => {
  const rows = chart(1050, 5, 4)

  it('of a server that takes it', async () => {
    serve(rows, { order: 'newest first', knowsMissing: true })
    expect((await read()).items).toHaveLength(1050)
    // The first page, before anything is known of the list, is a GET.
    expect(byPost).toBeGreaterThan(8)
    expect(asked.length - byPost).toBeLessThan(asked.length / 2)
  })

  it.each(['no', 'cut off'] as const)('and by GET where a POST is answered: %s', async (takesPost) => {
    serve(rows, { order: 'newest first', knowsMissing: true, takesPost })
    const reading = await read()
    expect(reading.items).toHaveLength(1050)
    expect(reading.complete).toBe(true)
    expect(byPost).toBe(0)
  })
})

it('a server that takes no notice of dates is not asked for ever: its next links are followed', async () => {
  serve(chart(1050, 5), { order: 'newest first', knowsMissing: true, ignoresDates: true })
  const reading = await read()
  expect(reading.items).toHaveLength(1050)
  expect(reading.complete).toBe(true)
  expect(asked.length).toBeLessThan(100)
})

it('a list of one page takes one request', async () => {
  serve(chart(100, 3), { order: 'newest first', knowsMissing: true })
  await read()
  expect(asked).toHaveLength(1)
})

it('a long list is read side by side, in hardly more requests than it has pages', async () => {
  serve(chart(1050, 5, 4), { order: 'newest first', knowsMissing: true })
  expect((await read()).items).toHaveLength(1050)
  expect(most).toBeGreaterThan(4)
  expect(most).toBeLessThanOrEqual(6)
  expect(asked.length).toBeLessThanOrEqual(18)
})

describe('what comes for a window of time alone', () => {
  const rows = chart(1050, 5, 4)
  const instead = (change: (body: string) => string): void => {
    serve(rows, { order: 'newest first', knowsMissing: true })
    const before = globalThis.fetch
    vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
      const answered = await before(url, init)
      const dated = init.body instanceof URLSearchParams && init.body.getAll('date').length > 1
      return dated ? new Response(change(await answered.text()), answered) : answered
    })
  }

  it('and is another patient’s fails the whole list', async () => {
    instead((body) => body.replaceAll('Patient/p1', 'Patient/p2'))
    await expect(read()).rejects.toMatchObject({ code: 'wrong-patient' })
  })

  it('and says that its paging session has expired, each time, has the links followed instead', async () => {
    const issue = [{ severity: 'fatal', details: { coding: [{ code: '4113' }] } }]
    const entry = [{ resource: { resourceType: 'OperationOutcome', issue }, search: { mode: 'outcome' } }]
    instead(() => JSON.stringify({ resourceType: 'Bundle', entry }))
    const { items, complete } = await read()
    expect([items.length, complete]).toEqual([rows.length, true])
  })
})

it('a window that fails leaves the others, and the reading incomplete', async () => {
  const failing = (url: URL) =>
    url.searchParams.getAll('date').some((bound) => bound.startsWith('lt')) &&
    url.searchParams.getAll('date').length === 2
  serve(chart(1050, 5), { order: 'newest first', knowsMissing: true, failing })
  const reading = await read()
  expect(reading.items.length).toBeGreaterThan(100)
  expect(reading).toMatchObject({ complete: false, gaps: [{ kind: 'part-failed', code: 'forbidden' }] })
})
