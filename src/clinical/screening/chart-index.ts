import type { Reading } from '#lib/reading.ts'
import type { Chart } from './chart.ts'
import type { Day } from './day.ts'
import type { Entry } from './entry.ts'
import { ListIndex, type Titled, type Unmapped } from './list-index.ts'
import type { Visit } from '../visit.ts'
import type { RulePack, SourceName } from './rule.ts'
import { Terms } from './terms.ts'
import { hasWords, wordsOf } from './title-match.ts'

type Place = 'hospital' | 'office' | 'unsaid'

/** The chart, found by what it means to the rules. */
export type ChartIndex = {
  /** Entries of a code set, only from the readings that the set is looked for in. */
  entriesOf(set: string): readonly Entry[]
  /** Diagnoses with one of these codes that say an examination was meant. */
  meant(intent: readonly string[]): readonly Entry[]
  /** Results of these readings that no rule knows by a code, with a name that matches one of the patterns. */
  named(patterns: readonly string[], from: readonly SourceName[]): readonly Entry[]
  /** Where a visit was; `unsaid`: its kind is not told, undefined: it is not among those read. */
  placeOf(visit: string): Place | undefined
  /** Procedures, reports and documents with a title that matches one of the patterns, and that may be a hint. */
  titled(patterns: readonly string[]): readonly Entry[]
  /** Also those with a title that says it was only meant, or broken off: what they found is there all the same. */
  titledAtAll(patterns: readonly string[]): readonly Entry[]
  find(id: string): Entry | undefined
  /** The first day that anything of this reading can be of. */
  oldest(from: SourceName): Day | undefined
  unmapped(): readonly Unmapped[]
}

type Held = { readonly items: readonly unknown[]; readonly lists: readonly ListIndex[] }
const NONE: Held = { items: [], lists: [] }

/**
 * Takes in a chart reading by reading. Long lists come page by page and the rules are asked again and again meanwhile, so
 * what was taken in is kept, and of a list that only grew the rest is taken in. What was made once is never changed.
 */
export class Indexer {
  readonly pack: RulePack
  readonly today: Day
  readonly #terms: Terms
  readonly #held = new Map<SourceName, Held>()

  constructor(pack: RulePack, today: Day) {
    this.pack = pack
    this.today = today
    this.#terms = new Terms(pack)
  }

  take(chart: Chart): ChartIndex {
    for (const from of ['problems', 'diagnoses', 'concerns'] as const)
      this.#list(from, chart[from], (list, items) => items.forEach((item) => list.problem(item)))
    for (const from of ['laboratory', 'vitals', 'socialHistory', 'assessments'] as const)
      this.#list(from, chart[from], (list, items) => list.results(items))
    this.#list('procedures', chart.procedures, (list, items) => items.forEach((item) => list.procedure(item)))
    for (const from of ['reports', 'documents'] as const)
      this.#list(from, chart[from], (list, items) => items.forEach((item) => list.document(item)))
    this.#list('encounters', chart.encounters, (list, items) => items.forEach((item) => list.visit(item)))
    this.#list('medications', chart.medications, (list, items) => items.forEach((item) => list.medication(item)))
    this.#list('allergies', chart.allergies, (list, items) => items.forEach((item) => list.allergy(item)))
    return indexOf(
      [...this.#held.values()].flatMap(({ lists }) => lists),
      chart.encounters?.items ?? [],
    )
  }

  #list<T>(
    from: SourceName,
    reading: Reading<T> | undefined,
    put: (list: ListIndex, items: readonly T[]) => void,
  ): void {
    const items = reading?.items ?? []
    const held = this.#held.get(from) ?? NONE
    if (held.items === items) return
    const before = startsWith(items, held.items) ? held : NONE
    const list = new ListIndex(from, this.#terms, this.today)
    put(list, items.slice(before.items.length))
    this.#held.set(from, { items, lists: [...before.lists, list] })
  }
}

/** Whether a list only grew. */
export const startsWith = (items: readonly unknown[], start: readonly unknown[]): boolean =>
  start.length <= items.length && start.every((item, at) => item === items[at])

function indexOf(lists: readonly ListIndex[], visits: readonly Visit[]): ChartIndex {
  const known = new Map<string, readonly Entry[]>()
  const titles = new Map<readonly string[], readonly Titled[]>()
  const titledBy = (patterns: readonly string[]): readonly Titled[] => {
    const found = titles.get(patterns) ?? titledIn(lists, patterns)
    titles.set(patterns, found)
    return found
  }
  let places: ReadonlyMap<string, Place> | undefined
  return {
    entriesOf: (set) => {
      const entries = known.get(set) ?? lists.flatMap((list) => list.entriesOf(set))
      known.set(set, entries)
      return entries
    },
    meant: (intent) => [...new Set(intent.flatMap((code) => lists.flatMap(({ aims }) => aims.get(code) ?? [])))],
    titled: (patterns) => titledBy(patterns).flatMap(({ entry, isHint }) => (isHint ? entry : [])),
    titledAtAll: (patterns) => titledBy(patterns).map(({ entry }) => entry),
    named: (patterns, from) =>
      patterns.length === 0 ? [] : lists.flatMap((list) => (from.includes(list.from) ? list.named(patterns) : [])),
    placeOf: (visit) => {
      places ??= new Map(visits.map((each) => [each.bareId, placeOf(each)]))
      return places.get(visit)
    },
    find: (id) => {
      for (const list of lists) {
        const found = list.find(id)
        if (found) return found
      }
      return undefined
    },
    oldest: (from) =>
      lists.flatMap((list) => (list.from === from ? (list.oldest ?? []) : [])).toSorted((a, b) => (a < b ? -1 : 1))[0],
    unmapped: () => unmappedOf(lists),
  }
}

function titledIn(lists: readonly ListIndex[], patterns: readonly string[]): readonly Titled[] {
  const found = new Set<Titled>()
  for (const pattern of patterns) {
    const [start = ''] = pattern.split(' ')
    for (const word of start.split('|').flatMap((each) => [...wordsOf(each)])) {
      for (const { byWord } of lists)
        for (const titled of byWord.get(word) ?? []) if (hasWords(titled.words, pattern)) found.add(titled)
    }
  }
  return [...found]
}

const placeOf = ({ inHospital }: Visit): Place =>
  inHospital === undefined ? 'unsaid' : inHospital ? 'hospital' : 'office'

function unmappedOf(lists: readonly ListIndex[]): readonly Unmapped[] {
  const all = new Map<string, Unmapped>()
  for (const { unmapped } of lists) {
    for (const [key, each] of unmapped) {
      const held = all.get(key)
      all.set(key, held ? { ...held, count: held.count + each.count } : each)
    }
  }
  return [...all.values()].sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
}
