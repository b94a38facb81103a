import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { securityHeaders } from '#hosting/policy.ts'
import { toSite } from '#hosting/read-site.ts'
import type { Chart } from '#stand-in/chart.ts'
import { createEhr, type Client, type Ehr } from '#stand-in/ehr.ts'
import { listen, type Handler } from '#stand-in/mount/node.ts'
import { staticFiles } from '#stand-in/mount/static.ts'
import { allCharts } from '#stand-in/patients/all.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

export type SiteOptions = {
  /** The folder to serve as the app; `dist` unless said. */
  readonly folder?: string
  /** The path under which it is served, `/` unless said. */
  readonly path?: string
  readonly charts?: readonly Chart[]
  readonly client?: Partial<Client>
  /** Pin the endpoints in config.json, so that no discovery is read; on unless said. */
  readonly pinned?: boolean
  /** Further issuers of config.json, by the troubled FHIR base of the stand-in. */
  readonly troubles?: readonly string[]
  /** What the site asks for besides, as its config.json says it. */
  readonly extraScopes?: readonly string[]
  /** In place of the whole config.json; null: the one that lies in the folder. */
  readonly config?: unknown
  /** Whether the host sends the headers that its config.json makes; on unless said. */
  readonly headers?: boolean
  /** A site's own file of screening rules, named by its config.json. */
  readonly rules?: unknown
  readonly latency?: { readonly app?: number; readonly ehr?: number }
  readonly pageSize?: number
  /** The stand-in's answers say that they may be kept, as no EHR should: what is not kept then is our own doing. */
  readonly keepable?: boolean
  /** The host lets browsers keep its pages, as one that sends no headers of ours does: then Back may bring a sheet back. */
  readonly keptPages?: boolean
  /** Stands between the browser and the stand-in: may answer in its place, or change what it answers. */
  readonly between?: (request: Request, ehr: Handler) => Promise<Response | undefined>
  /** What was read once is answered from memory afterwards, so that a second launch measures the asking alone. */
  readonly replay?: boolean
}

export type Asked = {
  readonly to: 'app' | 'ehr'
  readonly method: string
  readonly url: string
  start: number
  end: number
}

export type Site = {
  /** With a slash at the end. On `localhost` while the stand-in is on 127.0.0.1: two sites, as in real life. */
  readonly app: string
  readonly folder: string
  readonly ehr: Ehr
  readonly charts: readonly Chart[]
  /** What was asked of both hosts, preflights included, on one clock: latency counts as part of the answer. */
  readonly timeline: Asked[]
  /** Milliseconds by which the stand-in's clock runs ahead. */
  readonly clock: { ahead: number }
  readonly close: () => Promise<void>
}

const sleep = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms))

function timed(to: Asked['to'], latency: number | undefined, timeline: Asked[], handler: Handler): Handler {
  return async (request) => {
    const asked: Asked = { to, method: request.method, url: request.url, start: performance.now(), end: Infinity }
    timeline.push(asked)
    try {
      if (latency !== undefined) await sleep(latency)
      return await handler(request)
    } finally {
      asked.end = performance.now()
    }
  }
}

function replaying(handler: Handler): Handler {
  const kept = new Map<string, { readonly headers: Headers; readonly body: ArrayBuffer }>()
  return async (request) => {
    const isSearch = request.method === 'GET' || request.url.endsWith('/_search')
    if (!isSearch || !/\/FHIR\/R4\/[A-Z]/.test(request.url)) return handler(request)
    const asked = request.method === 'GET' ? request.url : `${request.url}?${await request.clone().text()}`
    const known = kept.get(asked)
    if (known !== undefined) return new Response(known.body, { headers: known.headers })
    const response = await handler(request)
    if (response?.status !== 200) return response
    const body = await response.arrayBuffer()
    kept.set(asked, { headers: response.headers, body })
    return new Response(body, { headers: response.headers })
  }
}

export async function openSite(options: SiteOptions = {}): Promise<Site> {
  const folder = resolve(root, options.folder ?? 'dist')
  if (!existsSync(folder)) throw new Error(`${folder} is not there: run npm run build first.`)
  const path = options.path ?? '/'
  const charts = options.charts ?? allCharts
  const timeline: Asked[] = []
  const clock = { ahead: 0 }
  let config = '{}'
  let headers: Readonly<Record<string, string>> = {}

  const written = {
    ...(options.config === null ? {} : { 'config.json': () => config }),
    ...(options.rules === undefined ? {} : { 'rules.json': () => JSON.stringify(options.rules) }),
  }
  const files = staticFiles({ folder, under: path, made: written, headers: () => headers })
  const kept: Handler = async (request) => {
    const response = await files(request)
    response?.headers.set('cache-control', 'max-age=600')
    return response
  }
  const host = options.keptPages === true ? kept : files
  const pages = await listen(() => timed('app', options.latency?.app, timeline, host), 4400)
  const app = `http://localhost:${pages.port}${path}`
  const client: Client = {
    clientId: 'healthprep-e2e',
    name: 'HealthPrep',
    redirectUris: [`${app}callback.html`],
    launchUrl: `${app}launch.html`,
    ...options.client,
  }

  let made: Ehr | undefined
  const epic = await listen((base) => {
    const ehr = createEhr({
      base,
      clients: [client],
      charts,
      now: () => Date.now() + clock.ahead,
      ...(options.pageSize === undefined ? {} : { pageSize: options.pageSize }),
    })
    made = ehr
    const { between } = options
    const usual = options.replay === true ? replaying(ehr) : ehr
    const answering: Handler = between ? (request) => between(request, ehr) : usual
    const keeping: Handler = async (request) => {
      const response = await answering(request)
      if (response !== undefined && response.type !== 'error')
        response.headers.set('cache-control', 'private, max-age=3600')
      return response
    }
    return timed('ehr', options.latency?.ehr, timeline, options.keepable === true ? keeping : answering)
  }, 4700)
  const ehr = made
  if (ehr === undefined) throw new Error('The stand-in was not made')

  const issuer = (name: string, fhirBase: string, pinned: boolean) => ({
    name,
    fhirBase,
    clientId: client.clientId,
    ...(pinned ? { endpoints: { authorize: ehr.authorizeUrl, token: ehr.tokenUrl } } : {}),
    ...(options.rules === undefined ? {} : { screening: 'rules.json' }),
    ...(options.extraScopes === undefined ? {} : { extraScopes: options.extraScopes }),
  })
  const usual = {
    issuers: [
      issuer('Stand-in for Epic', ehr.fhirBase, options.pinned !== false),
      ...(options.troubles ?? []).map((trouble) =>
        issuer(trouble, ehr.fhirBase.replace(ehr.base, `${ehr.base}/trouble/${trouble}`), false),
      ),
    ],
    framedBy: [new URL(ehr.base).origin],
  }
  config = JSON.stringify(options.config ?? usual)
  // A host that knows its site sends its policy; one with a config.json of its own (the demo) sends nothing.
  if (options.config !== null && options.headers !== false) headers = Object.fromEntries(securityHeaders(toSite(usual)))
  return {
    app,
    folder,
    ehr,
    charts,
    timeline,
    clock,
    close: async () => {
      await Promise.all([pages.close(), epic.close()])
    },
  }
}
