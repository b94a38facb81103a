import { describe, expect, it, vi } from 'vitest'
import { createQueryClient } from '#app/query-client.ts'
import { HealthPrepError } from '#lib/errors.ts'
import type { Reading } from '#lib/reading.ts'
import { testSession } from '../../tests/session.ts'
import { nothingYet, type Collected } from './collected.ts'
import { readingQuery } from './reading-query.ts'
import { READINGS, type ReadingName } from './readings.ts'
import type { Search } from './search.ts'

const collected = (...ids: string[]): Collected<string> => ({
  ...nothingYet<string>(),
  items: new Map(ids.map((id) => [id, id])),
})
const reader = () => Promise.resolve((): string => 'row')

/** Planned visits are asked for in two searches: answers the first, and the one for surgery, each in its own way. */
function read(visits: () => Promise<Collected<string>>, surgery: () => Promise<Collected<string>>) {
  const follow = ({ first }: Search<string>) => (first.includes('surgery') ? surgery() : visits())
  const query = readingQuery(testSession(), 'appointments', reader, follow, ['visits', 'surgery'])
  return createQueryClient().fetchQuery(query)
}
const fails = (error: HealthPrepError) => async (): Promise<never> => {
  throw error
}
const server = new HealthPrepError('server', 'http-500')

it('every search names the patient, and none but this one', async () => {
  const asked: string[] = []
  const follow = async ({ first }: Search<string>) => {
    asked.push(first)
    return collected()
  }
  const names = Object.keys(READINGS) as ReadingName[]
  const session = testSession({ patientId: 'p7' })
  await Promise.all(names.map((name) => createQueryClient().fetchQuery(readingQuery(session, name, reader, follow))))
  expect(asked).toHaveLength(Object.values(READINGS).flatMap(({ searches }) => searches).length)
  expect(asked.map((first) => new URLSearchParams(first.split('?')[1]).getAll('patient'))).toEqual(
    asked.map(() => ['p7']),
  )
})

describe('a reading of several searches', () => {
  it('of which one failed shows the others, says which is missing, and is never complete', async () => {
    const reading = await read(async () => collected('a'), fails(server))
    expect(reading).toMatchObject({ complete: false, items: ['a'] })
    expect(reading.gaps).toEqual([{ kind: 'part-failed', code: 'server', part: 'surgery' }])
  })

  it('of which one failed and the other found nothing is not "none"', async () => {
    expect(await read(fails(server), async () => collected())).toMatchObject({ complete: false, items: [] })
  })

  it('that all failed is a failure, not an empty list', async () => {
    await expect(read(fails(server), fails(server))).rejects.toMatchObject({ code: 'http-500' })
  })

  it('is a failure as a whole when the sign-in has ended during one of them', async () => {
    const ended = new HealthPrepError('signed-out', 'http-401')
    await expect(read(async () => collected('a'), fails(ended))).rejects.toMatchObject({ kind: 'signed-out' })
  })
})

describe('while pages are still coming', () => {
  const query = (follow: (search: Search<string>) => Promise<Collected<string>>) =>
    readingQuery(testSession(), 'immunizations', reader, follow)

  it('what is there is shown as incomplete', async () => {
    const client = createQueryClient()
    let shown: Reading<string> | undefined
    const options = query(async ({ progress }) => {
      progress(collected('a'))
      shown = client.getQueryData(options.queryKey)
      return collected('a', 'b')
    })
    expect(await client.fetchQuery(options)).toMatchObject({ complete: true, items: ['a', 'b'] })
    expect(shown).toMatchObject({ complete: false, items: ['a'], gaps: [{ kind: 'still-reading' }] })
  })

  it('the list of a refresh does not take the place of the whole one before it', async () => {
    const client = createQueryClient()
    await client.fetchQuery(query(async () => collected('a', 'b')))
    let shown: Reading<string> | undefined
    const options = query(async ({ progress }) => {
      progress(collected('a'))
      shown = client.getQueryData(options.queryKey)
      return collected('a', 'b')
    })
    await client.fetchQuery({ ...options, staleTime: 0 })
    expect(shown).toMatchObject({ complete: true, items: ['a', 'b'] })
  })
})

describe('a server that takes no notice of the category it was asked for', () => {
  const observation = (id: string, ...codes: string[]) => ({
    resourceType: 'Observation',
    id,
    category: codes.map((code) => ({ coding: [{ code }] })),
  })
  const kept = async (resource: unknown): Promise<boolean | undefined> => {
    const keep = vi.fn<(search: Search<string>) => boolean>(({ context }) => context.keep(resource))
    const options = readingQuery(testSession(), 'vitals', reader, (search) => {
      keep(search)
      return Promise.resolve(collected())
    })
    await createQueryClient().fetchQuery(options)
    return keep.mock.results[0]?.value as boolean | undefined
  }

  it.each([
    ['what was asked for', ['vital-signs'], true],
    ['what another list asks for', ['laboratory'], false],
    ['both', ['laboratory', 'vital-signs'], true],
    ['no category at all', [], true],
    ['a category that no list asks for', ['exam'], true],
  ])('%s: in the list of vital signs or not, and nothing is lost', async (_, codes, expected) => {
    expect(await kept(observation('o1', ...codes))).toBe(expected)
  })
})
