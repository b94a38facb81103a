import { describe, expect, it, vi } from 'vitest'
import { testSession } from '../../tests/session.ts'
import { requestFhir } from './request.ts'

const json = (body: unknown, status = 200, type = 'application/fhir+json'): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'content-type': type } })

function answer(response: () => Response | Promise<Response>) {
  const fetch = vi.fn((..._args: Parameters<typeof globalThis.fetch>) => Promise.resolve(response()))
  vi.stubGlobal('fetch', fetch)
  return fetch
}

const outcome = (code: string) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'fatal', code: 'forbidden', details: { coding: [{ system: 'urn:oid:1.2', code }] } }],
})

describe('a request asks for FHIR JSON with only headers that Epic lets a browser send', () => {
  it('sends Accept and the bearer token, stores nothing, sends no cookie and no referrer', async () => {
    const fetch = answer(() => json({ resourceType: 'Patient' }))
    await requestFhir(testSession(), 'Patient/p1')
    const init = fetch.mock.calls[0]?.[1]
    expect(init?.headers).toEqual({ Accept: 'application/fhir+json', Authorization: 'Bearer test-token' })
    expect(init).toMatchObject({ cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' })
  })

  it('adds Prefer and Content-Type only to a write', async () => {
    const fetch = answer(() => new Response('', { status: 201 }))
    const answered = await requestFhir(testSession(), 'DocumentReference', {
      method: 'POST',
      body: { a: 1 },
      prefer: 'return=representation',
    })
    expect(answered).toEqual({ status: 201, body: undefined })
    expect(fetch.mock.calls[0]?.[1]?.headers).toMatchObject({
      Prefer: 'return=representation',
      'Content-Type': 'application/fhir+json',
    })
  })
})

describe('what the server answers becomes one of our errors', () => {
  it.each([
    [401, '', 'signed-out', 'http-401', false],
    [403, '', 'forbidden', 'http-403', false],
    [403, outcome('4130'), 'forbidden', '4130', false],
    [404, '<html>not here</html>', 'not-found', 'http-404', false],
    [408, '', 'busy', 'http-408', false],
    [410, '', 'not-found', 'http-410', false],
    [400, outcome('59108'), 'server', '59108', false],
    [429, '', 'busy', 'http-429', true],
    [500, '', 'server', 'http-500', true],
    [503, 'down', 'busy', 'http-503', true],
  ])('%d %j is %s (%s), to be tried again: %s', async (status, body, kind, code, retryable) => {
    answer(() => json(body, status))
    await expect(requestFhir(testSession(), 'Condition')).rejects.toMatchObject({ kind, code, retryable })
  })

  it.each([
    ['an HTML page', () => json('<html></html>', 200, 'text/html'), 'content-type'],
    ['XML', () => json('<Bundle/>', 200, 'application/fhir+xml'), 'content-type'],
    ['half an answer', () => json('{"resourceType":"Bund'), 'not-json'],
  ])('%s is unreadable', async (_name, response, code) => {
    answer(response)
    await expect(requestFhir(testSession(), 'Condition')).rejects.toMatchObject({ kind: 'unreadable', code })
  })

  it.each(['application/json', 'application/fhir+json; charset=utf-8', 'Application/FHIR+JSON'])(
    'FHIR JSON is read whether it is called %s',
    async (type) => {
      answer(() => json({ resourceType: 'Bundle' }, 200, type))
      expect((await requestFhir(testSession(), 'Condition')).body).toEqual({ resourceType: 'Bundle' })
    },
  )

  it('letters that come in two pieces are the letters that were sent', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ text: 'Jiří, ≥ 7 mmol/L, 頭痛, 🙂' }))
    const body = new ReadableStream<Uint8Array>({
      start: (control) => {
        for (const byte of bytes) control.enqueue(Uint8Array.of(byte))
        control.close()
      },
    })
    answer(() => new Response(body, { headers: { 'content-type': 'application/fhir+json' } }))
    expect((await requestFhir(testSession(), 'Condition')).body).toEqual({ text: 'Jiří, ≥ 7 mmol/L, 頭痛, 🙂' })
  })

  it('what is too large is not taken to its end', async () => {
    const cancel = vi.fn()
    const piece = new Uint8Array(16 * 1024 * 1024)
    const body = new ReadableStream<Uint8Array>({ pull: (control) => control.enqueue(piece), cancel })
    answer(() => new Response(body, { headers: { 'content-type': 'application/fhir+json' } }))
    await expect(requestFhir(testSession(), 'Condition')).rejects.toMatchObject({ code: 'too-large' })
    expect(cancel).toHaveBeenCalledOnce()
  })

  it('what nobody waits for any more is given up, as an abort and not as a failure', async () => {
    const left = new AbortController()
    vi.stubGlobal('fetch', (_url: unknown, { signal }: RequestInit) => {
      const stopped = new Promise((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(new DOMException('x', 'AbortError'))),
      )
      left.abort()
      // At once: the answer of a page left behind must not hold a place in the queue.
      expect(signal?.aborted).toBe(true)
      return stopped
    })
    await expect(requestFhir(testSession(), 'Condition', { signal: left.signal })).rejects.toMatchObject({
      name: 'AbortError',
    })
  })

  it('a refusal tells a log nothing of what the server said', async () => {
    answer(() => json({ ...outcome('4130'), text: { div: 'Ada' }, id: 'Ada' }, 403))
    const error = await requestFhir(testSession(), 'Condition').catch((e: unknown) => e)
    expect(Object.keys(error as object)).not.toContain('issues')
    expect(JSON.stringify(error) + String(error)).not.toMatch(/Ada|issue/)
  })

  it('a redirect that left the FHIR base is refused', async () => {
    answer(() => Object.defineProperty(json({}), 'url', { value: 'https://evil.example/x' }))
    await expect(requestFhir(testSession(), 'Condition')).rejects.toMatchObject({ code: 'outside-fhir-base' })
  })

  it('no answer at all is unreachable', async () => {
    answer(() => Promise.reject(new TypeError('Failed to fetch https://ehr.example/secret')))
    const error = await requestFhir(testSession(), 'Condition').catch((e: unknown) => e)
    expect(error).toMatchObject({ kind: 'unreachable', code: 'network', retryable: true })
    expect(JSON.stringify(error) + String(error)).not.toContain('ehr.example')
  })

  it('silence is unreachable after the timeout', async () => {
    vi.stubGlobal('fetch', (_url: unknown, init: RequestInit) => {
      return new Promise((_resolve, reject) =>
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
      )
    })
    await expect(requestFhir(testSession(), 'Condition', { timeoutMs: 5 })).rejects.toMatchObject({ code: 'timeout' })
  })

  it('the end of a session ends what is under way, at the head and in the middle of the body', async () => {
    for (const part of ['head', 'body'] as const) {
      const ended = new AbortController()
      vi.stubGlobal('fetch', (_: URL, { signal }: RequestInit) => {
        const stopped = new Promise<never>((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(new DOMException('x', 'AbortError')))
        })
        const body = new ReadableStream({
          start: (control) => void stopped.catch((error: unknown) => control.error(error)),
        })
        return part === 'head' ? stopped : Promise.resolve(new Response(body, { status: 200 }))
      })
      const asked = requestFhir(testSession({ signal: ended.signal }), 'Condition')
      setTimeout(() => ended.abort())
      await expect(asked).rejects.toMatchObject({ kind: 'signed-out' })
    }
  })

  it('an ended session drops the answer', async () => {
    const ended = new AbortController()
    answer(() => {
      ended.abort()
      return Promise.reject(new DOMException('x', 'AbortError'))
    })
    await expect(requestFhir(testSession({ signal: ended.signal }), 'Condition')).rejects.toMatchObject({
      kind: 'signed-out',
    })
  })
})

it('no more than six requests are under way at once, and half as many once the server is busy', async () => {
  let running = 0
  let most = 0
  const gates: (() => void)[] = []
  let status = 200
  vi.stubGlobal('fetch', async () => {
    most = Math.max(most, (running += 1))
    await new Promise<void>((resolve) => gates.push(resolve))
    running -= 1
    return json({}, status)
  })
  const session = testSession({ issuer: { ...testSession().issuer, fhirBase: 'https://busy.example/R4' } })
  const drain = async (all: Promise<unknown>[]) => {
    const settled = Promise.allSettled(all)
    for (let turn = 0; turn < 100; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      gates.splice(0).forEach((open) => open())
    }
    await settled
  }
  await drain(Array.from({ length: 20 }, () => requestFhir(session, 'Condition')))
  expect(most).toBe(6)
  status = 503
  await drain([requestFhir(session, 'Condition')])
  status = 200
  most = 0
  await drain(Array.from({ length: 3 }, () => requestFhir(session, 'Condition')))
  expect(most).toBe(3)
})
