import { startsWith } from '#clinical/screening/chart-index.ts'
import type { Chart } from '#clinical/screening/chart.ts'
import { SOURCES, type SourceName } from '#clinical/screening/rule.ts'
import type { Reading } from '#lib/reading.ts'
import type { Extents, Told } from './judge-messages.ts'

/** So many entries are copied for a worker in about a millisecond. */
const PIECE = 100

/** What of a chart was handed over: of a list that only grew, the rest is. */
export class HandOver {
  readonly #told = new Map<SourceName, readonly unknown[]>();

  *pieces(chart: Chart): Generator<Told, void> {
    for (const from of SOURCES) {
      const items = chart[from]?.items ?? []
      const told = this.#told.get(from) ?? []
      if (told === items) continue
      for (let at = startsWith(items, told) ? told.length : 0; at < items.length; at += PIECE) {
        yield { kind: 'entries', from, at, entries: items.slice(at, at + PIECE).map(withoutContents) }
      }
      this.#told.set(from, items)
    }
  }
}

/** Documents may hold their whole text, which no rule reads. */
const withoutContents = (item: object): object => ('attachments' in item ? { ...item, attachments: [] } : item)

/** Nor does any rule read what could not be read: it counts. */
export const extentsOf = (chart: Chart): Extents =>
  Object.fromEntries(
    SOURCES.flatMap((from) => {
      const reading: Reading<unknown> | undefined = chart[from]
      if (!reading) return []
      const unreadable = reading.unreadable.map((each) => ({ ...each, raw: undefined }))
      return [[from, { reading: { ...reading, items: [], unreadable }, count: reading.items.length }]]
    }),
  )
