import type { Chart, Resource } from './chart.ts'
import { faultsOf } from './faults/all.ts'
import type { Fault } from './faults/fault.ts'
import type { Client, EhrOptions, LoggedRequest } from './options.ts'
import { createSeal, type Seal } from './seal.ts'
import { createStore, type Store } from './store.ts'

/** One FHIR base of the server; a troubled one has a name. */
export type Site = { readonly fhirBase: string; readonly trouble?: string }

/** What every part of the stand-in shares. */
export type World = {
  readonly base: string
  readonly issuer: string
  readonly authorizeUrl: string
  readonly tokenUrl: string
  readonly simulatorUrl: string
  readonly home: Site
  readonly sites: readonly Site[]
  readonly clients: readonly Client[]
  readonly pageSize: number
  readonly store: Store
  readonly seal: Seal
  readonly log: LoggedRequest[]
  readonly stored: Resource[]
  readonly remembers: boolean
  now(): number
  sleep(milliseconds: number): Promise<void>
  /** True the first time only, where memory is allowed; always true where it is not. */
  once(name: string): boolean
  /** Whether a once-name was already used. */
  isSpent(name: string): boolean
  client(id: string | undefined): Client | undefined
  faults(chart: Chart | undefined): readonly Fault[]
}

const troubles = [
  'discovery-down',
  'discovery-slow',
  'discovery-not-json',
  'discovery-without-s256',
  'discovery-http-endpoint',
  'discovery-foreign-endpoint',
  'discovery-without-endpoints',
  'discovery-relative',
  'discovery-redirected',
  'metadata-down',
  'no-preflight',
  'notes-not-taken',
  'token-no-cors',
  'jwks-down',
  'no-cors',
  'dstu2',
] as const

export function createWorld(options: EhrOptions): World {
  const base = options.base.replace(/\/+$/, '')
  const path = options.fhirPath ?? '/api/FHIR/R4'
  const now = options.now ?? Date.now
  const home: Site = { fhirBase: `${base}${path}` }
  const troubled = (options.troubles ?? troubles).map((trouble) => ({
    trouble,
    fhirBase: `${base}/trouble/${trouble}${trouble === 'dstu2' ? path.replace('R4', 'DSTU2') : path}`,
  }))
  const spent = new Set<string>()
  const remembers = options.memory !== false
  return {
    base,
    issuer: `${base}/oauth2`,
    authorizeUrl: options.pages?.authorize ?? `${base}/oauth2/authorize`,
    tokenUrl: `${base}/oauth2/token`,
    simulatorUrl: options.pages?.simulator ?? `${base}/simulator`,
    home,
    sites: [home, ...troubled],
    clients: options.clients,
    pageSize: options.pageSize ?? 1000,
    store: createStore(options.charts, now),
    seal: createSeal(),
    log: [],
    stored: [],
    remembers,
    now,
    sleep: options.sleep ?? ((milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds))),
    once(name) {
      if (!remembers) return true
      if (spent.has(name)) return false
      spent.add(name)
      return true
    },
    isSpent: (name) => spent.has(name),
    client: (id) => options.clients.find((client) => client.clientId === id),
    faults: (chart) => faultsOf(chart?.faults ?? []),
  }
}
