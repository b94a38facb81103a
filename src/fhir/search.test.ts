import { beforeEach, describe, expect, it } from 'vitest'
import { FHIR_BASE } from '../../tests/session.ts'
import {
  answers,
  expired,
  match,
  openServer,
  outcome,
  page,
  problem,
  read,
  server,
} from '../../tests/search-samples.ts'

beforeEach(openServer)

describe('a search is read to its end', () => {
  it('follows every next link, absolute or relative, and never believes Bundle.total', async () => {
    server.pages = {
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
    server.pages = {
      'Condition?patient=p1': answers(page([match('a')], '?sessionID=1')),
      'Condition?sessionID=1': answers(page([match('a'), match('b')])),
    }
    expect((await read()).items).toHaveLength(2)
  })

  it('starts again when the paging session has expired, and counts nothing twice', async () => {
    server.pages = {
      'Condition?patient=p1': answers(page([match('a'), { resource: { garbled: 1 } }], '?sessionID=1')),
      'Condition?sessionID=1': answers(expired, page([match('b')])),
    }
    const reading = await read()
    expect(server.asked.filter((path) => path === 'Condition?patient=p1')).toHaveLength(2)
    expect(reading.items).toHaveLength(2)
    expect(reading.unreadable).toHaveLength(1)
  })

  it('starts again twice and no more: a paging session that is always expired is a failure, never a shorter list', async () => {
    server.pages = {
      'Condition?patient=p1': answers(page([match('a')], '?sessionID=1')),
      'Condition?sessionID=1': answers(expired, expired, page([match('b')])),
    }
    expect((await read()).items).toHaveLength(2)
    server.asked = []
    server.pages['Condition?sessionID=1'] = answers(expired, expired, expired, page([match('b')]))
    await expect(read()).rejects.toMatchObject({ code: '4113' })
    expect(server.asked.filter((path) => path === 'Condition?patient=p1')).toHaveLength(3)
  })

  it('an empty search is one outcome entry, complete and without items', async () => {
    server.pages = { 'Condition?patient=p1': answers(page([outcome('4101')])) }
    expect(await read()).toMatchObject({ items: [], complete: true, gaps: [] })
  })

  it('a busy server is server.asked again, twice at most', async () => {
    server.pages = { 'Condition?patient=p1': answers(503, 503, page([match('a')])) }
    expect((await read()).items).toHaveLength(1)
    server.pages = { 'Condition?patient=p1': answers(503) }
    server.asked = []
    await expect(read()).rejects.toMatchObject({ kind: 'busy' })
    expect(server.asked).toHaveLength(3)
  })

  it('a refusal is not server.asked again', async () => {
    server.pages = { 'Condition?patient=p1': answers(403) }
    await expect(read()).rejects.toMatchObject({ kind: 'forbidden' })
    expect(server.asked).toHaveLength(1)
  })
})

describe('what could not be read is never a shorter list', () => {
  it.each([
    ['another host', 'https://evil.example/api/FHIR/R4/Condition?sessionID=1'],
    ['another path', 'https://ehr.example/steal?sessionID=1'],
    ['the page itself', '?patient=p1'],
    ['no address', 'http://'],
  ])('a next link to %s ends the search as cut, and is not followed', async (_name, next) => {
    server.pages = { 'Condition?patient=p1': answers(page([match('a')], next)) }
    const reading = await read()
    expect(reading).toMatchObject({ complete: false, gaps: [{ kind: 'cut' }] })
    expect(reading.items).toHaveLength(1)
    expect(server.asked).toEqual(['Condition?patient=p1'])
  })

  it('a circle of pages ends as cut', async () => {
    server.pages = {
      'Condition?patient=p1': answers(page([match('a')], '?sessionID=1')),
      'Condition?sessionID=1': answers(page([match('b')], '?patient=p1')),
    }
    expect(await read()).toMatchObject({ complete: false, gaps: [{ kind: 'cut' }] })
  })

  it('a later page that fails leaves the first ones, marked', async () => {
    server.pages = {
      'Condition?patient=p1': answers(page([match('a')], '?sessionID=1')),
      'Condition?sessionID=1': answers(500),
    }
    const reading = await read()
    expect(reading).toMatchObject({ complete: false, gaps: [{ kind: 'part-failed', code: 'server' }] })
    expect(reading.items).toHaveLength(1)
  })

  it('nothing is shown of a search during which the sign-in ended, or which nobody waits for any more', async () => {
    server.pages = {
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
    server.pages = {
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
    server.pages = { 'Condition?patient=p1': answers(page([match('a'), outcome(code)])) }
    expect(await read()).toMatchObject({ complete: false, gaps: [{ kind, code }] })
  })

  it('Epic code 4119 is a footnote: the reading stays complete', async () => {
    server.pages = { 'Condition?patient=p1': answers(page([match('a'), outcome('4119')])) }
    expect(await read()).toMatchObject({ complete: true, gaps: [{ kind: 'record-may-be-partial' }] })
  })

  it('a fatal issue of any other code makes the reading incomplete', async () => {
    server.pages = { 'Condition?patient=p1': answers(page([outcome('99999', 'fatal')])) }
    expect(await read()).toMatchObject({ complete: false })
  })

  it.each([
    ['an OperationOutcome', { resourceType: 'OperationOutcome' }],
    ['a resource', problem('a')],
    ['a list', []],
    ['a bundle whose entries are no list', { resourceType: 'Bundle', entry: {} }],
  ])('%s in place of a bundle is unreadable', async (_name, body) => {
    server.pages = { 'Condition?patient=p1': answers(body) }
    await expect(read()).rejects.toMatchObject({ kind: 'unreadable' })
  })
})
