import { readFile } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import type { Handler } from './node.ts'

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
  map: 'application/json',
}

type StaticOptions = {
  /** The folder of the build. */
  readonly folder: string
  /** Where it lies on its host: `/` or `/sub/path/`. */
  readonly under?: string
  /** Files made at run time, such as `config.json`; they win over those of the folder. */
  readonly made?: Readonly<Record<string, () => string>>
  /** Of every answer, a 404 as well; asked for anew each time, because they may depend on what is made. */
  readonly headers?: () => Readonly<Record<string, string>>
}

/** A plain static host: no rewrite rule, an unknown path is a 404, and only what has a hash in its name is kept. */
export function staticFiles({ folder, under = '/', made = {}, headers = () => ({}) }: StaticOptions): Handler {
  const answer = (body: string | Uint8Array<ArrayBuffer>, path: string, status = 200): Response => {
    const response = new Response(body, {
      status,
      headers: {
        'content-type': types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
        'cache-control': path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      },
    })
    for (const [name, value] of Object.entries(headers())) response.headers.set(name, value)
    return response
  }
  const missing = (): Response => answer('Not found', 'missing.txt', 404)

  return async (request) => {
    const { pathname } = new URL(request.url)
    if (!pathname.startsWith(under) || (request.method !== 'GET' && request.method !== 'HEAD')) return missing()
    const path = decode(pathname.slice(under.length)) || 'index.html'
    const write = made[path]
    if (write) return answer(write(), path)
    const file = normalize(join(folder, path))
    if (path.includes('\0') || !file.startsWith(normalize(folder + sep))) return missing()
    try {
      return answer(new Uint8Array(await readFile(file)), path)
    } catch {
      return missing()
    }
  }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return '\0'
  }
}
