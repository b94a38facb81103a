import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FHIR_BASE, testSession } from '../../tests/session.ts'
import type { PageContext } from './bundle.ts'
import { merge } from './collected.ts'
import { unreadable } from './read/reader.ts'
import { followLong } from './long-search.ts'
import { followSearch, type Search } from './search.ts'

type Entry = { resource?: unknown; search?: { mode: string } }
const problem = (id: string, patient = 'p1') => ({
  resourceType: 'Condition',
  id,
  subject: { reference: `Patient/${patient}` },
})
const outcome = (code: string, severity = 'warning') => ({
  resource: { resourceType: 'OperationOutcome', issue: [{ severity, details: { coding: [{ code }] } }] },
  search: { mode: 'outcome' },
})
const page = (entries: Entry[], next?: string) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: entries.length,
  link: [{ relation: 'self', url: 'x' }, ...(next ? [{ relation: 'next', url: next }] : [])],
  entry: entries,
})
const match = (id: string, patient?: string): Entry => ({ resource: problem(id, patient), search: { mode: 'match' } })

const expired = page([outcome('4113', 'fatal')])

/** Answers by the address asked for; a list is answered one after another. */
let pages: Record<string, (() => Response)[]>
let asked: string[]
const answers = (...bodies: unknown[]) =>
  bodies.map(
    (body) => () =>
      typeof body === 'number'
        ? new Response('', { status: body })
        : new Response(JSON.stringify(body), { headers: { 'content-type': 'application/fhir+json' } }),
  )

beforeEach(() => {
  asked = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal('fetch', async (url: URL) => {
    const path = url.href.replace(`${FHIR_BASE}/`, '')
    asked.push(path)
    const queue = pages[path] ?? []
    const answer = (queue.length > 1 ? queue.shift() : queue[0]) ?? (() => new Response('', { status: 404 }))
    return answer()
  })
  return () => vi.useRealTimers()
})

const context: PageContext<string> = {
  resourceType: 'Condition',
  query: 'Condition',
  read: Promise.resolve((resource) =>
    JSON.stringify(resource).includes('garbled') ? unreadable('condition') : 'read',
  ),
  keep: () => true,
  patientId: 'p1',
  fhirBase: FHIR_BASE,
}

async function read(search: Partial<Search<string>> = {}, follow: typeof followSearch<string> = followSearch) {
  const reading = follow({
    session: testSession(),
    context,
    first: 'Condition?patient=p1',
    signal: new AbortController().signal,
    progress: () => undefined,
    ...search,
  }).then((collected) => merge([collected], [], 0))
  reading.catch(() => undefined)
  await vi.runAllTimersAsync()
  return reading
}

describe('a search is read to its end', () => {
  it('follows every next link, absolute or relative, and never believes Bundle.total', async () => {
    pages = {
      'Condition?patient=p1': answers(page([match('a')], `${FHIR_BASE}/Condition?sessionID=1`)),
      'Condition?sessionID=1': answers(page([match('b')], '/api/FHIR/R4/Condition?sessionID=2')),
      'Condition?sessionID=2': answers(page([match('c')], '?sessionID=3')),
      'Condition?sessionID=3': answers(page([match('d')])),
    }
    const reading = await read()
    expect(reading).toMatchObject({ complete: true, gaps: [], unreadable: [] })
    expect(reading.items).toHaveLength(4)
  })

  it('the same resource on two pages counts once', async () => {
    pages = {
      'Condition?patient=p1': answers(page([match('a')], '?sessionID=1')),
      'Condition?sessionID=1': answers(page([match('a'), match('b')])),
    }
    expect((await read()).items).toHaveLength(2)
  })

  it('starts again when the paging session has expired, and counts nothing twice', async () => {
    pages = {
      'Condition?patient=p1': answers(page([match('a'), { resource: { garbled: 1 } }], '?sessionID=1')),
      'Condition?sessionID=1': answers(expired, page([match('b')])),
    }
    const reading = await read()
    expect(asked.filter((path) => path === 'Condition?patient=p1')).toHaveLength(2)
    expect(reading.items).toHaveLength(2)
    expect(reading.unreadable).toHaveLength(1)
  })

  it('starts again twice and no more: a paging session that is always expired is a failure, never a shorter list', async () => {
    pages = {
      'Condition?patient=p1': answers(page([match('a')], '?sessionID=1')),
      'Condition?sessionID=1': answers(expired, expired, page([match('b')])),
    }
    expect((await read()).items).toHaveLength(2)
    asked = []
    pages['Condition?sessionID=1'] = answers(expired, expired, expired, page([match('b')]))
    await expect(read()).rejects.toMatchObject({ code: '4113' })
    expect(asked.filter((path) => path === 'Condition?patient=p1')).toHaveLength(3)
  })

  it('an empty search is one outcome entry, complete and without items', async () => {
    pages = { 'Condition?patient=p1': answers(page([outcome('4101')])) }
    expect(await read()).toMatchObject({ items: [], complete: true, gaps: [] })
  })

  it('a busy server is asked again, twice at most', async () => {
    pages = { 'Condition?patient=p1': answers(503, 503, page([match('a')])) }
    expect((await read()).items).toHaveLength(1)
    pages = { 'Condition?patient=p1': answers(503) }
    asked = []
    await expect(read()).rejects.toMatchObject({ kind: 'busy' })
    expect(asked).toHaveLength(3)
  })

  it('a refusal is not asked again', async () => {
    pages = { 'Condition?patient=p1': answers(403) }
    await expect(read()).rejects.toMatchObject({ kind: 'forbidden' })
    expect(asked).toHaveLength(1)
  })
})

describe('what could not be read is never a shorter list', () => {
  it.each([
    ['another host', 'https://evil.example/api/FHIR/R4/Condition?sessionID=1'],
    ['another path', 'https://ehr.example/steal?sessionID=1'],
    ['the page itself', '?patient=p1'],
    ['no address', 'http://'],
  ])('a next link to %s ends the search as cut, and is not followed', async (_name, next) => {
    pages = { 'Condition?patient=p1': answers(page([match('a')], next)) }
    const reading = await read()
    expect(reading).toMatchObject({ complete: false, gaps: [{ kind: 'cut' }] })
    expect(reading.items).toHaveLength(1)
    expect(asked).toEqual(['Condition?patient=p1'])
  })

  it('a circle of pages ends as cut', async () => {
    pages = {
      'Condition?patient=p1': answers(page([match('a')], '?sessionID=1')),
      'Condition?sessionID=1': answers(page([match('b')], '?patient=p1')),
    }
    expect(await read()).toMatchObject({ complete: false, gaps: [{ kind: 'cut' }] })
  })

  it('a later page that fails leaves the first ones, marked', async () => {
    pages = {
      'Condition?patient=p1': answers(page([match('a')], '?sessionID=1')),
      'Condition?sessionID=1': answers(500),
    }
    const reading = await read()
    expect(reading).toMatchObject({ complete: false, gaps: [{ kind: 'part-failed', code: 'server' }] })
    expect(reading.items).toHaveLength(1)
  })

  it('nothing is shown of a search during which the sign-in ended, or which nobody waits for any more', async () => {
    pages = {
      'Condition?patient=p1': answers(page([match('a')], '?sessionID=1')),
      'Condition?sessionID=1': answers(401),
    }
    await expect(read()).rejects.toMatchObject({ kind: 'signed-out' })
    const left = new AbortController()
    await expect(read({ signal: left.signal, progress: () => left.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    })
  })

  it('an entry that cannot be understood is counted with what was sent', async () => {
    pages = {
      'Condition?patient=p1': answers(
        page([
          match('a'),
          { resource: { ...problem('g'), garbled: true } },
          {},
          { resource: { resourceType: 'Goal', id: 'x' } },
        ]),
      ),
    }
    const reading = await read()
    expect(reading.complete).toBe(false)
    expect(reading.unreadable.map(({ reason }) => reason)).toEqual([
      'it has no name of the condition',
      'the entry holds no resource',
      'it is of another kind than was asked for',
    ])
  })

  it.each([
    ['59204', 'withheld-from-app'],
    ['59205', 'withheld-from-user'],
    ['4130', 'break-the-glass'],
    ['4131', 'break-the-glass'],
    ['4127', 'too-many'],
    ['4135', 'too-many'],
  ])('Epic code %s means %s: the reading is incomplete', async (code, kind) => {
    pages = { 'Condition?patient=p1': answers(page([match('a'), outcome(code)])) }
    expect(await read()).toMatchObject({ complete: false, gaps: [{ kind, code }] })
  })

  it('Epic code 4119 is a footnote: the reading stays complete', async () => {
    pages = { 'Condition?patient=p1': answers(page([match('a'), outcome('4119')])) }
    expect(await read()).toMatchObject({ complete: true, gaps: [{ kind: 'record-may-be-partial' }] })
  })

  it('a fatal issue of any other code makes the reading incomplete', async () => {
    pages = { 'Condition?patient=p1': answers(page([outcome('99999', 'fatal')])) }
    expect(await read()).toMatchObject({ complete: false })
  })

  it.each([
    ['an OperationOutcome', { resourceType: 'OperationOutcome' }],
    ['a resource', problem('a')],
    ['a list', []],
    ['a bundle whose entries are no list', { resourceType: 'Bundle', entry: {} }],
  ])('%s in place of a bundle is unreadable', async (_name, body) => {
    pages = { 'Condition?patient=p1': answers(body) }
    await expect(read()).rejects.toMatchObject({ kind: 'unreadable' })
  })
})

describe('a search by POST', () => {
  it('asks for the first page so, and follows the links as they are', async () => {
    pages = {
      'Condition/_search': answers(page([match('a')], `${FHIR_BASE}/Condition?sessionID=1`)),
      'Condition?sessionID=1': answers(page([match('b')])),
    }
    expect((await read({ byPost: true })).items).toHaveLength(2)
    expect(asked).toEqual(['Condition/_search', 'Condition?sessionID=1'])
  })

  it('is asked by GET where the server does not take it, and from then on', async () => {
    pages = { 'Condition/_search': answers(404), 'Condition?patient=p1': answers(page([match('a')])) }
    const session = testSession()
    for (const _ of [1, 2]) expect((await read({ byPost: true, session })).items).toHaveLength(1)
    expect(asked).toEqual(['Condition/_search', 'Condition?patient=p1', 'Condition?patient=p1'])
  })

  it('is asked by POST again of a server that is busy', async () => {
    pages = { 'Condition/_search': answers(503, page([match('a')])) }
    expect((await read({ byPost: true })).items).toHaveLength(1)
    expect(asked).toEqual(['Condition/_search', 'Condition/_search'])
  })

  it('is not asked in another way once the sign-in has ended', async () => {
    pages = { 'Condition/_search': answers(401), 'Condition?patient=p1': answers(page([match('a')])) }
    await expect(read({ byPost: true })).rejects.toMatchObject({ kind: 'signed-out' })
    expect(asked).toEqual(['Condition/_search'])
  })
})

describe('a long list without dates, whose links are followed after its first page', () => {
  const readLong = () => read({}, (search) => followLong(search, () => undefined))

  it('starts again when the paging session has expired meanwhile', async () => {
    pages = {
      'Condition?patient=p1': answers(page([match('a')], '?sessionID=1')),
      'Condition?sessionID=1': answers(expired, page([match('b')])),
    }
    expect(await readLong()).toMatchObject({ complete: true, items: ['read', 'read'] })
  })

  it('keeps the first page when the second fails, marked', async () => {
    pages = {
      'Condition?patient=p1': answers(page([match('a')], '?sessionID=1')),
      'Condition?sessionID=1': answers(500),
    }
    const reading = await readLong()
    expect(reading).toMatchObject({ complete: false, items: ['read'], gaps: [{ kind: 'part-failed', code: 'server' }] })
  })

  it('is cut where a link leads to another host', async () => {
    pages = { 'Condition?patient=p1': answers(page([match('a')], 'https://evil.example/api/FHIR/R4/Condition')) }
    expect(await readLong()).toMatchObject({ complete: false, items: ['read'], gaps: [{ kind: 'cut' }] })
    expect(asked).toEqual(['Condition?patient=p1'])
  })

  it('fails whole when its second page is another patient’s', async () => {
    pages = {
      'Condition?patient=p1': answers(page([match('a')], '?sessionID=1')),
      'Condition?sessionID=1': answers(page([match('b', 'p2')])),
    }
    await expect(readLong()).rejects.toMatchObject({ code: 'wrong-patient' })
  })
})

describe('never the wrong patient', () => {
  it.each([
    ['among the matches', match('b', 'p2')],
    [
      'among the included',
      { resource: { ...problem('b', 'p2'), resourceType: 'Encounter' }, search: { mode: 'include' } },
    ],
    ['as an included Patient', { resource: { resourceType: 'Patient', id: 'p2' }, search: { mode: 'include' } }],
    [
      'with our id on another server',
      { resource: { ...problem('b'), subject: { reference: 'https://other.example/Patient/p1' } } },
    ],
  ])("another patient's resource %s fails the whole reading", async (_name, entry) => {
    pages = { 'Condition?patient=p1': answers(page([match('a'), entry])) }
    await expect(read()).rejects.toMatchObject({ code: 'wrong-patient' })
  })

  it('also on a later page', async () => {
    pages = {
      'Condition?patient=p1': answers(page([match('a')], '?sessionID=1')),
      'Condition?sessionID=1': answers(page([match('b', 'p2')])),
    }
    await expect(read()).rejects.toMatchObject({ code: 'wrong-patient' })
  })

  it('a resource that names no patient is unreadable, not a row', async () => {
    pages = { 'Condition?patient=p1': answers(page([{ resource: { resourceType: 'Condition', id: 'n' } }])) }
    const reading = await read()
    expect(reading.items).toHaveLength(0)
    expect(reading.unreadable).toHaveLength(1)
  })
})
