import { type Chart, missingWords } from './chart.ts'
import type { ChartIndex } from './chart-index.ts'
import type { Searched } from './result.ts'
import type { SourceName } from './rule.ts'

/** How much was searched and how far back, reckoned once for each reading although many rules ask. */
export function searchedIn(chart: Chart, index: ChartIndex): (from: SourceName, decides: boolean) => Searched {
  const known = new Map<SourceName, Searched>()
  return (from, decides) => {
    const held = known.get(from) ?? look(chart, index, from)
    known.set(from, held)
    return held.decides === decides ? held : { ...held, decides }
  }
}

function look(chart: Chart, index: ChartIndex, from: SourceName): Searched {
  const reading = chart[from]
  return {
    from,
    count: reading?.items.length,
    oldest: index.oldest(from),
    complete: reading?.complete === true,
    why: reading?.complete === true ? undefined : missingWords(chart, from),
    decides: true,
  }
}
