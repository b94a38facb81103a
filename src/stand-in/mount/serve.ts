import type { Chart } from '../chart.ts'
import { demoClient, demoConfig } from '../demo-client.ts'
import { createEhr, type Ehr, type EhrOptions } from '../ehr.ts'
import { allCharts } from '../patients/all.ts'
import { chartsFrom, type Skipped } from './disk.ts'
import { listen, type Handler } from './node.ts'
import { staticFiles } from './static.ts'

export type ServeOptions = {
  /** The built app. */
  readonly folder: string
  /** The app's port; the stand-in takes one ten higher. Both move on where taken. */
  readonly port?: number
  /** A folder of charts to serve besides the invented patients. */
  readonly charts?: string
  readonly ehr?: Partial<EhrOptions>
  /** What the app's host sends besides, by the config.json that is served. */
  readonly headersFor?: (config: unknown) => Readonly<Record<string, string>>
}

export type Served = {
  readonly app: string
  readonly ehr: Ehr
  readonly fromDisk: readonly Chart[]
  readonly skipped: readonly Skipped[]
  readonly close: () => Promise<void>
}

/** The app on one loopback origin and the stand-in on another, as in a hospital: real redirects, real preflights. */
export async function serve({ folder, port = 4000, charts, ehr: options, headersFor }: ServeOptions): Promise<Served> {
  const { charts: fromDisk, skipped } = charts === undefined ? { charts: [], skipped: [] } : await chartsFrom(charts)
  let config = '{}'
  let headers: Readonly<Record<string, string>> = {}
  const app = await listen(
    () => staticFiles({ folder, made: { 'config.json': () => config }, headers: () => headers }),
    port,
  )
  // Whoever types `localhost` gets in as well.
  const client = demoClient(`${app.origin}/`, `${app.origin.replace('127.0.0.1', 'localhost')}/`)
  let made: Ehr | undefined
  const epic = await listen((base) => {
    made = createEhr({ base, clients: [client], charts: [...fromDisk, ...allCharts], ...options })
    return made
  }, port + 10)
  if (!made) throw new Error('The stand-in was not made')
  config = JSON.stringify(demoConfig(made), null, 2)
  headers = headersFor?.(demoConfig(made)) ?? {}
  return {
    app: app.origin,
    ehr: made,
    fromDisk,
    skipped,
    close: async () => {
      await Promise.all([app.close(), epic.close()])
    },
  }
}

export type DevEhr = { readonly handler: Handler; readonly config: unknown }

/** For the dev server: the stand-in under `/epic` of the app's own origin. */
export function devEhr(origin: string): DevEhr {
  const ehr = createEhr({ base: `${origin}/epic`, clients: [demoClient(`${origin}/`)], charts: allCharts })
  return { handler: ehr, config: demoConfig(ehr) }
}
