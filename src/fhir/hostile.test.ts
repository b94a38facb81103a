import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGzip } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { testSession } from '../../tests/session.ts'
import { merge } from './collected.ts'
import { unreadable, type Reader } from './read/reader.ts'
import { readProblem } from './read/problem.ts'
import { requestFhir } from './request.ts'
import { followSearch } from './search.ts'

const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

/** A real server, so that redirects, compression and broken connections are those of the platform. */
async function serve(handler: RequestListener) {
  const log: IncomingMessage[] = []
  const server = createServer((request, response) => {
    log.push(request)
    handler(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, log }
}
const sessionAt = (origin: string) =>
  testSession({ issuer: { ...testSession().issuer, fhirBase: `${origin}/api/FHIR/R4` }, patientId: 'p1' })
const json = (response: ServerResponse, body: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body))
}
const bundle = (entry: readonly unknown[], next?: string) => ({
  resourceType: 'Bundle',
  entry,
  ...(next === undefined ? {} : { link: [{ relation: 'next', url: next }] }),
})
const problem = (id: string, more: object = {}) => ({
  resource: { resourceType: 'Condition', id, subject: { reference: 'Patient/p1' }, code: { text: 'Asthma' }, ...more },
})

/** Sends `megabytes` of blanks, as far as anybody takes them. */
function flood(into: NodeJS.WritableStream, megabytes: number): { readonly sent: () => number } {
  const piece = Buffer.alloc(1024 * 1024, ' ')
  let sent = 0
  const more = (): void => {
    while (sent < megabytes) {
      sent += 1
      if (!into.write(piece)) return void into.once('drain', more)
    }
    into.end()
  }
  more()
  return { sent: () => sent }
}

describe('a redirect', () => {
  it('to another server does not carry the token, and its answer is refused', async () => {
    const other = await serve((_, response) => json(response, problem('x').resource))
    const epic = await serve((_, response) =>
      response.writeHead(307, { location: `${other.origin}/api/FHIR/R4/x` }).end(),
    )
    await expect(requestFhir(sessionAt(epic.origin), 'Condition/x')).rejects.toMatchObject({
      code: 'outside-fhir-base',
    })
    expect(other.log.map(({ headers }) => headers.authorization)).toEqual([undefined])
  })

  it('of a search is not followed at all, not even on the same server', async () => {
    const epic = await serve((request, response) =>
      request.url?.startsWith('/api/') === true
        ? response.writeHead(307, { location: '/elsewhere' }).end()
        : json(response, bundle([])),
    )
    await expect(requestFhir(sessionAt(epic.origin), 'Condition?patient=p1')).rejects.toMatchObject({ code: 'network' })
    expect(epic.log.map(({ url }) => url)).toEqual(['/api/FHIR/R4/Condition?patient=p1'])
  })

  it('of a note is not followed, so that it is not sent to two places', async () => {
    const epic = await serve((_, response) => response.writeHead(308, { location: '/api/FHIR/R4/other' }).end())
    const send = requestFhir(sessionAt(epic.origin), 'DocumentReference', { method: 'POST', body: {} })
    await expect(send).rejects.toMatchObject({ code: 'network' })
    expect(epic.log).toHaveLength(1)
  })

  it('of a merged record to another place under the base is followed', async () => {
    const epic = await serve((request, response) =>
      request.url?.endsWith('/old') === true
        ? response.writeHead(307, { location: '/api/FHIR/R4/Patient/new' }).end()
        : json(response, { resourceType: 'Patient', id: 'new' }),
    )
    expect((await requestFhir(sessionAt(epic.origin), 'Patient/old')).body).toMatchObject({ id: 'new' })
  })
})

describe('an answer', () => {
  it('of 100 MB is cut at the limit, and the rest is not taken', async () => {
    let flow = { sent: () => 0 }
    const epic = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/fhir+json' })
      flow = flood(response, 200)
    })
    await expect(requestFhir(sessionAt(epic.origin), 'Condition')).rejects.toMatchObject({
      kind: 'unreadable',
      code: 'too-large',
    })
    expect(flow.sent()).toBeLessThan(200)
  })

  it('of 300 kB that unpacks to 300 MB is cut at the limit', async () => {
    const epic = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/fhir+json', 'content-encoding': 'gzip' })
      const packed = createGzip()
      packed.pipe(response)
      packed.on('error', () => undefined)
      flood(packed, 300)
    })
    await expect(requestFhir(sessionAt(epic.origin), 'Condition')).rejects.toMatchObject({ code: 'too-large' })
  })

  it('that breaks off is no answer', async () => {
    const epic = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/fhir+json', 'content-length': '1000' })
      response.write('{"resourceType":"Bundle"', () => response.destroy())
    })
    await expect(requestFhir(sessionAt(epic.origin), 'Condition')).rejects.toMatchObject({ kind: 'unreachable' })
  })

  it.each([
    ['not at all', () => undefined],
    ['with a head and no more', (response: ServerResponse) => response.writeHead(200).flushHeaders()],
    ['and falls silent in the middle', (response: ServerResponse) => response.writeHead(200).write('{"resourceType":')],
    [
      'letter by letter and never ends',
      (response: ServerResponse) => {
        const drip = setInterval(() => response.write(' '), 1)
        response.writeHead(200).on('close', () => clearInterval(drip))
      },
    ],
  ])('that comes %s is given up after 30 seconds', async (_, begin) => {
    const late = new AbortController()
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(late.signal)
    const epic = await serve((_request, response) => {
      begin(response)
      setTimeout(() => late.abort(new DOMException('late', 'TimeoutError')), 20)
    })
    await expect(requestFhir(sessionAt(epic.origin), 'Condition')).rejects.toMatchObject({ code: 'timeout' })
    expect(timeout).toHaveBeenCalledWith(30_000)
  })
})

describe('a list', () => {
  const search = async (handler: RequestListener, read: Reader<unknown> = readProblem) => {
    const epic = await serve(handler)
    const session = sessionAt(epic.origin)
    const context = {
      resourceType: 'Condition',
      query: 'Condition',
      read: Promise.resolve(read),
      keep: () => true,
      patientId: 'p1',
      fhirBase: session.issuer.fhirBase,
    }
    const signal = new AbortController().signal
    const found = followSearch({ session, context, first: 'Condition?patient=p1', signal, progress: () => undefined })
    return { epic, reading: merge([await found], [], 0) }
  }

  it('of 10,000 pages is cut at 500, and is never complete', async () => {
    let page = 0
    const { epic, reading } = await search((_, response) => {
      page += 1
      json(response, bundle([problem(`c${page}`)], page < 10_000 ? `?page=${page}` : undefined))
    })
    expect(epic.log).toHaveLength(500)
    expect(reading).toMatchObject({ complete: false, gaps: [{ kind: 'cut' }] })
    expect(reading.items).toHaveLength(500)
  })

  it.each([
    ['that are understood', () => 'row'],
    ['that are not', () => unreadable('condition')],
  ])('of endless entries %s is cut at 50,000', async (_name, reader) => {
    let page = 0
    const { epic, reading } = await search((_, response) => {
      page += 1
      const at = page
      json(
        response,
        bundle(
          Array.from({ length: 10_000 }, (_each, n) => problem(`c${at}-${n}`)),
          `?page=${at}`,
        ),
      )
    }, reader)
    expect(epic.log).toHaveLength(5)
    expect(reading).toMatchObject({ complete: false, gaps: [{ kind: 'cut' }] })
  })

  it('whose entries nest 100,000 deep is read or counted, entry by entry', async () => {
    const deep = '{"extension":['.repeat(100_000) + ']}'.repeat(100_000)
    const body = JSON.stringify(bundle([problem('good'), problem('deep', { extension: 'HERE' })])).replace(
      '"HERE"',
      `[${deep}]`,
    )
    const { reading } = await search((_, response) => {
      response.writeHead(200, { 'content-type': 'application/fhir+json' }).end(body)
    })
    expect(reading.items.length + reading.unreadable.length).toBe(2)
    expect(reading.items.length).toBeGreaterThan(0)
  })

  it('with __proto__, constructor and prototype among its keys changes nothing of ours', async () => {
    const evil = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"prototype":{"polluted":1},'
    const { reading } = await search((_, response) => {
      const body = JSON.stringify(bundle([problem('a', { stage: 'HERE' })])).replace(
        '"stage":"HERE"',
        evil.slice(1, -1),
      )
      response.writeHead(200, { 'content-type': 'application/fhir+json' }).end(`${evil}${body.slice(1)}`)
    })
    expect(reading.items).toHaveLength(1)
    expect('polluted' in {}).toBe(false)
  })

  it('of another kind of content than FHIR JSON is not read, whatever it holds', async () => {
    await expect(
      search((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(JSON.stringify(bundle([])))),
    ).rejects.toMatchObject({ code: 'content-type' })
  })
})
