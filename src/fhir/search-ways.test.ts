import { beforeEach, describe, expect, it } from 'vitest'
import { FHIR_BASE, testSession } from '../../tests/session.ts'
import { followLong } from './long-search.ts'
import { answers, expired, match, openServer, page, read, problem, server } from '../../tests/search-samples.ts'

beforeEach(openServer)

describe('a search by POST', () => {
  it('asks for the first page so, and follows the links as they are', async () => {
    server.pages = {
      'Condition/_search': answers(page([match('a')], `${FHIR_BASE}/Condition?sessionID=1`)),
      'Condition?sessionID=1': answers(page([match('b')])),
    }
    expect((await read({ byPost: true })).items).toHaveLength(2)
    expect(server.asked).toEqual(['Condition/_search', 'Condition?sessionID=1'])
  })

  it('is server.asked by GET where the server does not take it, and from then on', async () => {
    server.pages = { 'Condition/_search': answers(404), 'Condition?patient=p1': answers(page([match('a')])) }
    const session = testSession()
    for (const _ of [1, 2]) expect((await read({ byPost: true, session })).items).toHaveLength(1)
    expect(server.asked).toEqual(['Condition/_search', 'Condition?patient=p1', 'Condition?patient=p1'])
  })

  it('is server.asked by POST again of a server that is busy', async () => {
    server.pages = { 'Condition/_search': answers(503, page([match('a')])) }
    expect((await read({ byPost: true })).items).toHaveLength(1)
    expect(server.asked).toEqual(['Condition/_search', 'Condition/_search'])
  })

  it('is not server.asked in another way once the sign-in has ended', async () => {
    server.pages = { 'Condition/_search': answers(401), 'Condition?patient=p1': answers(page([match('a')])) }
    await expect(read({ byPost: true })).rejects.toMatchObject({ kind: 'signed-out' })
    expect(server.asked).toEqual(['Condition/_search'])
  })
})

describe('a long list without dates, whose links are followed after its first page', () => {
  const readLong = () => read({}, (search) => followLong(search, () => undefined))

  it('starts again when the paging session has expired meanwhile', async () => {
    server.pages = {
      'Condition?patient=p1': answers(page([match('a')], '?sessionID=1')),
      'Condition?sessionID=1': answers(expired, page([match('b')])),
    }
    expect(await readLong()).toMatchObject({ complete: true, items: ['read', 'read'] })
  })

  it('keeps the first page when the second fails, marked', async () => {
    server.pages = {
      'Condition?patient=p1': answers(page([match('a')], '?sessionID=1')),
      'Condition?sessionID=1': answers(500),
    }
    const reading = await readLong()
    expect(reading).toMatchObject({ complete: false, items: ['read'], gaps: [{ kind: 'part-failed', code: 'server' }] })
  })

  it('is cut where a link leads to another host', async () => {
    server.pages = { 'Condition?patient=p1': answers(page([match('a')], 'https://evil.example/api/FHIR/R4/Condition')) }
    expect(await readLong()).toMatchObject({ complete: false, items: ['read'], gaps: [{ kind: 'cut' }] })
    expect(server.asked).toEqual(['Condition?patient=p1'])
  })

  it('fails whole when its second page is another patient’s', async () => {
    server.pages = {
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
    server.pages = { 'Condition?patient=p1': answers(page([match('a'), entry])) }
    await expect(read()).rejects.toMatchObject({ code: 'wrong-patient' })
  })

  it('also on a later page', async () => {
    server.pages = {
      'Condition?patient=p1': answers(page([match('a')], '?sessionID=1')),
      'Condition?sessionID=1': answers(page([match('b', 'p2')])),
    }
    await expect(read()).rejects.toMatchObject({ code: 'wrong-patient' })
  })

  it('a resource that names no patient is unreadable, not a row', async () => {
    server.pages = { 'Condition?patient=p1': answers(page([{ resource: { resourceType: 'Condition', id: 'n' } }])) }
    const reading = await read()
    expect(reading.items).toHaveLength(0)
    expect(reading.unreadable).toHaveLength(1)
  })
})
