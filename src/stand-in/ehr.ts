import { authorize } from './authorize.ts'
import { jwks, jwksPath, openidConfiguration, style, stylePath } from './discovery.ts'
import { answerFhir } from './fhir.ts'
import { empty, lost, preflight, redirect, refusedByPreflight, withCors } from './http.ts'
import type { Ehr, EhrOptions, LoggedRequest } from './options.ts'
import { launchToken, simulator } from './simulator.ts'
import { mint, token } from './token.ts'
import { createWorld, type World } from './world.ts'

export type { Client, Ehr, EhrOptions, MintOptions } from './options.ts'

/**
 * Epic's double: a request in, the answer Epic would give out. It knows no transport, no page and none of the app;
 * codes and tokens carry their own contents, so it may be made anew on every page load.
 */
export function createEhr(options: EhrOptions): Ehr {
  const world = createWorld(options)
  let inFlight = 0

  const answer = async (request: Request): Promise<Response | undefined> => {
    const address = request.url.replace(/[?#].*$/, '')
    const isPage = address === world.authorizeUrl || address === world.simulatorUrl
    if (!isPage && address !== world.base && !address.startsWith(`${world.base}/`)) return undefined

    inFlight += 1
    const entry = await toLog(request, address, inFlight, world.now())
    world.log.push(entry)
    try {
      const response = isPage ? await pages(world, request, address) : await machine(world, request, address)
      entry.status = response.status
      return response
    } finally {
      inFlight -= 1
    }
  }

  return Object.assign(answer, {
    base: world.base,
    fhirBase: world.home.fhirBase,
    authorizeUrl: world.authorizeUrl,
    tokenUrl: world.tokenUrl,
    simulatorUrl: world.simulatorUrl,
    log: world.log,
    stored: world.stored,
    mint: (wanted?: Parameters<Ehr['mint']>[0]) => mint(world, wanted),
    launchToken: (wanted: Parameters<Ehr['launchToken']>[0]) => launchToken(world, wanted),
  })
}

/** In the static demo one document is both pages; a request for a sign-in is known by its parameters. */
async function pages(world: World, request: Request, address: string): Promise<Response> {
  const query = new URL(request.url).searchParams
  const asksToSignIn = query.has('flow') || query.has('client_id') || request.method === 'POST'
  if (address === world.authorizeUrl && (asksToSignIn || world.authorizeUrl !== world.simulatorUrl))
    return authorize(world, request)
  return simulator(world, query)
}

/** What scripts ask: every answer has Epic's CORS headers. */
async function machine(world: World, request: Request, address: string): Promise<Response> {
  const path = address.slice(world.base.length)
  if (path === '' || path === '/') return redirect(world.simulatorUrl)
  const site = world.sites.find((one) => address.startsWith(`${one.fhirBase}/`))
  if (site?.trouble === 'no-cors') {
    if (request.method === 'OPTIONS') return empty(405)
    return answerFhir(world, site, request, address.slice(site.fhirBase.length))
  }
  if (request.method === 'OPTIONS' && site?.trouble === 'no-preflight') return empty(403)
  if (request.method === 'OPTIONS') return preflight()
  if (refusedByPreflight(request)) return Response.error()
  if (site) return withCors(await answerFhir(world, site, request, address.slice(site.fhirBase.length)))
  switch (path) {
    case '/oauth2/token':
      return withCors(await token(world, request))
    case '/trouble/token-no-cors/oauth2/token':
      return token(world, request)
    case '/oauth2/.well-known/openid-configuration':
      return withCors(openidConfiguration(world, world.home))
    case jwksPath:
      return withCors(jwks())
    case stylePath:
      return withCors(style())
    case '/trouble/jwks-down/keys':
      return withCors(empty(503))
    default:
      return lost()
  }
}

async function toLog(request: Request, address: string, inFlight: number, at: number): Promise<LoggedRequest> {
  const body = request.method === 'POST' ? await request.clone().text() : undefined
  return {
    method: request.method,
    url: request.url,
    path: new URL(address).pathname,
    headers: Object.fromEntries(request.headers),
    at,
    inFlight,
    ...(body === undefined ? {} : { body }),
  }
}
