import type { Resource } from './chart.ts'
import { page, redirect } from './http.ts'
import { each, texts } from './json.ts'
import type { LaunchOptions } from './options.ts'
import { chartPage, choosePage, visitPage } from './pages/simulator.ts'
import { findUser, users } from './users.ts'
import type { World } from './world.ts'

const launchLifetime = 300

export function launchToken(world: World, options: LaunchOptions): Promise<string> {
  const chart = world.store.chart(options.patient)
  if (!chart) throw new Error(`No patient ${options.patient}`)
  const contents = {
    id: crypto.randomUUID(),
    patient: chart.patientId,
    user: options.user ?? 'attending',
    fhirBase: options.fhirBase ?? world.home.fhirBase,
    banner: options.banner ?? true,
    style: options.style ?? false,
    encounter: options.encounter,
  }
  return world.seal.close('launch', contents, world.now() / 1000 + launchLifetime)
}

/** Epic's side of an EHR launch: a chart, a visit, and the app in a frame of it or in a window of its own. */
export async function simulator(world: World, query: URLSearchParams): Promise<Response> {
  const action = world.simulatorUrl
  const chart = world.store.chart(query.get('patient') ?? '')
  if (!chart) return page(choosePage(action, world.store.charts))
  const visits = newestFirst(world.store.all(chart, 'Encounter'), world.now())
  const window = query.get('window')
  if (window === null) return page(visitPage({ action, chart, visits, clients: world.clients, users }))

  const client = world.client(query.get('client') ?? undefined) ?? world.clients[0]
  const encounter = query.get('visit') ?? ''
  if (!client) return page(choosePage(action, world.store.charts))
  const launch = await launchToken(world, {
    patient: chart.slug,
    user: findUser(query.get('user') ?? undefined)?.slug ?? 'attending',
    banner: query.get('banner') !== 'no',
    style: query.get('style') === 'yes',
    ...(encounter === '' ? {} : { encounter }),
  })
  const address = new URL(client.launchUrl)
  address.searchParams.set('iss', world.home.fhirBase)
  address.searchParams.set('launch', launch)
  if (window === 'full') return redirect(address.href)
  const again = new URL(action)
  for (const [name, value] of query) again.searchParams.set(name, value)
  return page(
    chartPage({
      action,
      again: again.href,
      chart,
      app: client.name,
      frame: query.get('closed') === 'yes' ? undefined : address.href,
    }),
  )
}

/** Today's visit first, then the others from the latest on. */
function newestFirst(visits: readonly Resource[], now: number): readonly Resource[] {
  const today = new Date(now).toISOString().slice(0, 10)
  const rank = (visit: Resource): string => {
    const start = texts(each(visit, 'period', 'start'))[0] ?? ''
    return start.startsWith(today) || visit['status'] === 'in-progress' ? '9' : start
  }
  return visits.toSorted((a, b) => (rank(a) < rank(b) ? 1 : -1))
}
