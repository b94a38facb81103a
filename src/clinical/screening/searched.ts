import type { PartialDate } from '#lib/dates.ts'
import type { Reading } from '#lib/reading.ts'
import { type Chart, missingWords } from './chart.ts'
import { type Day, firstDay } from './day.ts'
import type { Searched } from './result.ts'
import type { SourceName } from './rule.ts'

/** How much was searched and how far back, reckoned once for each reading although many rules ask. */
export function searchedIn(chart: Chart): (from: SourceName, decides: boolean) => Searched {
  const known = new Map<SourceName, Searched>()
  return (from, decides) => {
    const held = known.get(from) ?? look(chart, from)
    known.set(from, held)
    return held.decides === decides ? held : { ...held, decides }
  }
}

function look(chart: Chart, from: SourceName): Searched {
  const reading = chart[from]
  return {
    from,
    count: reading?.items.length,
    oldest: reading && knownOldest(reading),
    complete: reading?.complete === true,
    why: reading?.complete === true ? undefined : missingWords(chart, from),
    decides: true,
  }
}

type Dated = Reading<{ readonly source: { readonly date: PartialDate | undefined } }>
const oldest = new WeakMap<Dated, { readonly day: Day | undefined }>()

function knownOldest(reading: Dated): Day | undefined {
  const known = oldest.get(reading) ?? { day: oldestOf(reading) }
  oldest.set(reading, known)
  return known.day
}

function oldestOf({ items }: Dated): Day | undefined {
  let oldest: PartialDate | undefined
  // As text a year comes before its months, and these before their days: the order of their first days.
  for (const { source } of items) {
    if (source.date && (oldest === undefined || source.date.text < oldest.text)) oldest = source.date
  }
  return oldest && firstDay(oldest)
}
