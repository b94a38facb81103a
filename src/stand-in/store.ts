import type { Chart, Resource } from './chart.ts'
import { practitioners } from './patients/ordinary/practitioners.ts'

type Shelf = { readonly byType: Map<string, Resource[]>; readonly byId: Map<string, Resource> }

type Found = { readonly resource: Resource; readonly chart?: Chart }

export type Store = {
  readonly charts: readonly Chart[]
  /** By slug or by the FHIR id of its Patient. */
  chart(key: string): Chart | undefined
  all(chart: Chart, type: string): readonly Resource[]
  find(type: string, id: string, first?: Chart): Found | undefined
  /** In this chart, or of the staff; where it is in neither, no other chart is built to look. */
  within(chart: Chart | undefined, type: string, id: string): Resource | undefined
  add(chart: Chart, ...resources: readonly Resource[]): void
}

/** Charts are built when first asked for, and once: the same server always shows the same record. */
export function createStore(charts: readonly Chart[], now: () => number): Store {
  const shelves = new Map<Chart, Shelf>()
  const byKey = new Map(charts.flatMap((chart) => [chart.patientId, chart.slug].map((key) => [key, chart])))
  const shared = new Map(practitioners.map((one) => [one.id, one]))

  const put = (shelf: Shelf, resource: Resource): void => {
    const row = shelf.byType.get(resource.resourceType)
    if (row) row.push(resource)
    else shelf.byType.set(resource.resourceType, [resource])
    shelf.byId.set(`${resource.resourceType}/${resource.id}`, resource)
  }

  const shelf = (chart: Chart): Shelf => {
    const known = shelves.get(chart)
    if (known) return known
    const made: Shelf = { byType: new Map(), byId: new Map() }
    for (const resource of chart.resources(new Date(now()))) put(made, resource)
    shelves.set(chart, made)
    return made
  }

  const staff = (type: string, id: string): Resource | undefined =>
    type === 'Practitioner' ? shared.get(id) : undefined
  const held = (chart: Chart, type: string, id: string): Resource | undefined => shelf(chart).byId.get(`${type}/${id}`)

  return {
    charts,
    chart: (key) => byKey.get(key),
    all: (chart, type) => shelf(chart).byType.get(type) ?? [],
    within: (chart, type, id) => staff(type, id) ?? (chart && held(chart, type, id)),
    find(type, id, first) {
      const shown = staff(type, id)
      if (shown) return { resource: shown }
      for (const chart of first ? [first, ...charts.filter((one) => one !== first)] : charts) {
        const resource = held(chart, type, id)
        if (resource) return { resource, chart }
      }
      return undefined
    },
    add(chart, ...resources) {
      for (const resource of resources) put(shelf(chart), resource)
    },
  }
}
