import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { begunOf } from '../http.ts'

export type Handler = (request: Request) => Promise<Response | undefined>

export type Listening = { readonly origin: string; readonly port: number; close(): Promise<void> }

/** A Node request as the platform's; `origin` is where the browser thinks it is. */
export async function toRequest(incoming: IncomingMessage, origin: string): Promise<Request> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers))
    for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value]) headers.append(name, one)
  const method = incoming.method ?? 'GET'
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) if (chunk instanceof Uint8Array) chunks.push(chunk)
  const body = chunks.length === 0 || method === 'GET' || method === 'HEAD' ? null : Buffer.concat(chunks)
  return new Request(new URL(incoming.url ?? '/', origin), { method, headers, body })
}

/**
 * `Response.error()` is a connection that died: the socket is torn down, so that the browser sees just that. Chromium then sends
 * again by itself, a POST as well, what it had sent on a kept connection; not where an answer had begun.
 */
export async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  if (response.type === 'error') {
    const begun = begunOf(response)
    if (!begun) {
      outgoing.destroy()
      return
    }
    const whole = Buffer.from(await begun.arrayBuffer())
    outgoing.writeHead(begun.status, { ...Object.fromEntries(begun.headers), 'content-length': whole.length + 1 })
    outgoing.write(whole.subarray(0, whole.length / 2), () => outgoing.destroy())
    return
  }
  const body = Buffer.from(await response.arrayBuffer())
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.end(body)
}

const answer =
  (handler: Handler, origin: () => string) => async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    try {
      const response = await handler(await toRequest(incoming, origin()))
      await send(response ?? new Response('Not found', { status: 404 }), outgoing)
    } catch (error) {
      console.error(error)
      if (!outgoing.headersSent) outgoing.writeHead(500)
      outgoing.end()
    }
  }

function open(server: Server, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off('listening', ready)
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined)
      else reject(error)
    }
    const ready = (): void => {
      server.off('error', failed)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    }
    server.once('error', failed)
    server.once('listening', ready)
    server.listen(port, '127.0.0.1')
  })
}

/**
 * Serves on loopback at `port`, or at the next one that is free. The handler is made once the origin is known, because
 * the stand-in's own address is part of what it answers.
 */
export async function listen(make: (origin: string) => Handler, port: number): Promise<Listening> {
  let handler: Handler | undefined
  let origin = ''
  const server = createServer((incoming, outgoing) => {
    void answer(
      async (request) => handler?.(request),
      () => origin,
    )(incoming, outgoing)
  })
  let got: number | undefined
  for (let at = port; got === undefined && at < port + 200; at += 1) got = await open(server, at)
  if (got === undefined) throw new Error(`No free port from ${port} on`)
  origin = `http://127.0.0.1:${got}`
  handler = make(origin)
  return {
    origin,
    port: got,
    close: () =>
      new Promise((done, failed) => {
        server.close((error) => (error ? failed(error) : done()))
        server.closeAllConnections()
      }),
  }
}
