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
    oldest: reading && oldestOf(reading),
    complete: reading?.complete === true,
    why: reading?.complete === true ? undefined : missingWords(chart, from),
    decides: true,
  }
}

function oldestOf({
  items,
}: Reading<{ readonly source: { readonly date: PartialDate | undefined } }>): Day | undefined {
  let oldest: Day | undefined
  for (const { source } of items) {
    if (!source.date) continue
    const day = firstDay(source.date)
    if (oldest === undefined || day < oldest) oldest = day
  }
  return oldest
}
