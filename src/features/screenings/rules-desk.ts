import { Indexer } from '#clinical/screening/chart-index.ts'
import type { Chart } from '#clinical/screening/chart.ts'
import { screenBy, type ScreeningOf } from '#clinical/screening/evaluate.ts'
import { SOURCES, type SourceName } from '#clinical/screening/rule.ts'
import { invariant } from '#lib/invariant.ts'
import type { Answer, Extents, Question, Told } from './judge-messages.ts'

/** Keeps what it is told of one chart and answers by the rules. In a worker it is all there is; see `rules-worker.ts`. */
export class RulesDesk {
  #indexer: Indexer | undefined
  readonly #entries = new Map<SourceName, readonly unknown[]>()
  #screeningOf: ScreeningOf | undefined

  take(message: Told): this {
    if (message.kind === 'rules') this.#indexer = new Indexer(message.pack, message.today)
    else this.#add(message)
    return this
  }

  #add({ from, at, entries }: Told & { readonly kind: 'entries' }): void {
    const before = this.#entries.get(from)?.slice(0, at) ?? []
    this.#entries.set(from, [...before, ...entries])
  }

  answer({ id, chart, says, unmapped }: Question): Answer {
    if (chart) {
      invariant(this.#indexer, 'the-rules-come-first')
      this.#screeningOf = screenBy(this.#indexer, chart.patient, this.#chartOf(chart.extents))
    }
    invariant(this.#screeningOf, 'the-chart-comes-first')
    const screening = this.#screeningOf(says)
    return {
      kind: 'judged',
      id,
      verdicts: screening.results.map((result) => ({ ...result, rule: result.rule.id })),
      flags: screening.flags,
      unmapped: unmapped ? screening.unmapped() : undefined,
    }
  }

  /** A list that did not change stays the very same: the index asks no more than that. */
  #chartOf(extents: Extents): Chart {
    const readings = SOURCES.flatMap((from) => {
      const extent = extents[from]
      if (!extent) return []
      const told = this.#entries.get(from) ?? []
      invariant(told.length >= extent.count, 'entries-missing')
      const items = told.length === extent.count ? told : told.slice(0, extent.count)
      this.#entries.set(from, items)
      return [[from, { ...extent.reading, items }]]
    })
    return Object.fromEntries(readings)
  }
}
