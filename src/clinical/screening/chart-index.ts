import type { Reading } from '#lib/reading.ts'
import type { Result } from '../result.ts'
import type { Coding, Concept } from '../source.ts'
import type { Chart } from './chart.ts'
import { CodeMap, keyOf } from './code-key.ts'
import type { Day } from './day.ts'
import { sidesOf } from './body-side.ts'
import {
  type Entry,
  entryOfAllergy,
  entryOfDocument,
  entryOfMedication,
  entryOfProblem,
  entryOfProcedure,
  entryOfResult,
} from './entry.ts'
import type { CodeSet, RulePack, SourceName } from './rule.ts'
import { isNegated, hasWords, wordsOf } from './title-match.ts'

/** A code or a title of this chart that no rule understood, for the site to map. */
export type Unmapped = {
  readonly from: SourceName
  readonly text: string
  readonly codes: readonly Coding[]
  readonly count: number
}

/** The chart, found by what it means to the rules. Built once per evaluation, in one pass over every list. */
export type ChartIndex = {
  readonly today: Day
  /** Entries of a code set, only from the readings that the set is looked for in. */
  entriesOf(set: string): readonly Entry[]
  /** Diagnoses with one of these codes that say an examination was meant. */
  meant(intent: readonly string[]): readonly Entry[]
  /** Procedures, reports and documents with a title that matches one of the patterns. */
  titled(patterns: readonly string[]): readonly Entry[]
  find(id: string): Entry | undefined
  unmapped(): readonly Unmapped[]
}

type Titled = { readonly entry: Entry; readonly words: ReadonlySet<string> }

export function indexChart(chart: Chart, pack: RulePack, today: Day): ChartIndex {
  const map = codeMapOf(pack)
  const intents = intentsOf(pack.rules)
  const byIntent = new Map<string, Entry[]>()
  const bySet = new Map<string, Entry[]>()
  const titles: Titled[] = []
  const byWord = new Map<string, Titled[]>()
  const others = new Map<string, { from: SourceName; text: string; codes: readonly Coding[]; count: number }>()

  const put = (sets: readonly string[], entry: Entry): boolean => {
    for (const set of sets) {
      const list = bySet.get(set)
      if (list) list.push(entry)
      else bySet.set(set, [entry])
    }
    return sets.length > 0
  }
  const setsOf = (codings: readonly Coding[], from: SourceName, sites: readonly Concept[] = []): readonly string[] => {
    let sets: string[] | undefined
    for (const coding of codings) {
      const key = keyOf(coding)
      if (key === undefined) continue
      for (const set of map.setsOf(key)) {
        const found = pack.codeSets.get(set)
        if (!found?.in.includes(from)) continue
        for (const each of [set, ...sided(found, sites)]) if (!sets?.includes(each)) (sets ??= []).push(each)
      }
    }
    return sets ?? []
  }
  const aim = (codes: readonly string[], entry: Entry) => {
    for (const code of codes) byIntent.set(code, [...(byIntent.get(code) ?? []), entry])
  }
  const title = (entry: Entry, codes: readonly Coding[], known: boolean) => {
    const at: Titled = { entry, words: hintWords(entry.text) }
    titles.push(at)
    for (const word of at.words) {
      const list = byWord.get(word)
      if (list) list.push(at)
      else byWord.set(word, [at])
    }
    if (known) return
    const key = `${entry.from} ${entry.text}`
    const held = others.get(key)
    if (held) held.count += 1
    else others.set(key, { from: entry.from, text: entry.text, codes, count: 1 })
  }

  for (const from of ['problems', 'diagnoses', 'concerns'] as const) {
    for (const item of chart[from]?.items ?? []) {
      const sets = setsOf(item.concept.codings, from, item.bodySites)
      if (sets.length > 0) put(sets, entryOfProblem(item, from, today))
      const aims = item.concept.codings.flatMap((coding) => intents.setsOf(keyOf(coding) ?? ''))
      if (aims.length > 0) aim(aims, entryOfProblem(item, from, today))
    }
  }
  for (const from of ['laboratory', 'vitals', 'socialHistory', 'assessments'] as const) {
    const reading = chart[from]
    if (reading) for (const { sets, entry } of resultsOf(reading, from, pack, today, setsOf)) put(sets, entry)
  }
  for (const item of chart.procedures?.items ?? []) {
    const entry = entryOfProcedure(item, today)
    title(entry, item.concept.codings, put(setsOf(item.concept.codings, 'procedures', item.bodySites), entry))
  }
  for (const from of ['reports', 'documents'] as const) {
    for (const item of chart[from]?.items ?? []) {
      const entry = entryOfDocument(item, from, today)
      title(entry, item.type.codings, put(setsOf(item.type.codings, from), entry))
    }
  }
  const named = [...pack.codeSets.values()].filter(({ names }) => names.length > 0)
  const withNames = ({ text, codings }: Concept, from: SourceName): readonly string[] => {
    const words = text.toLowerCase().split(/[^a-z]+/)
    const byName = named.filter((set) => set.in.includes(from) && set.names.some((name) => words.includes(name)))
    return [...new Set([...setsOf(codings, from), ...byName.map(({ id }) => id)])]
  }
  for (const item of chart.medications?.items ?? []) {
    const sets = withNames(item.concept, 'medications')
    if (sets.length > 0) put(sets, entryOfMedication(item, today))
  }
  for (const item of chart.allergies?.items ?? []) {
    const sets = withNames(item.substance, 'allergies')
    if (sets.length > 0) put(sets, entryOfAllergy(item, today))
  }

  return {
    today,
    entriesOf: (set) => bySet.get(set) ?? [],
    meant: (intent) => [...new Set(intent.flatMap((code) => byIntent.get(code) ?? []))],
    titled: (patterns) => {
      const found = new Set<Entry>()
      for (const pattern of patterns) {
        const [start = ''] = pattern.split(' ')
        for (const word of start.split('|').flatMap((each) => [...wordsOf(each)])) {
          for (const { entry, words } of byWord.get(word) ?? []) if (hasWords(words, pattern)) found.add(entry)
        }
      }
      return [...found]
    },
    find: (id) => titles.find(({ entry }) => entry.id === id)?.entry,
    unmapped: () => [...others.values()].sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1)),
  }
}

const NO_WORDS: ReadonlySet<string> = new Set()
const hints = new Map<string, ReadonlySet<string>>()
const MOST_HINTS = 5000

/** The words of a title that may be a hint; charts repeat their titles, so they are kept, up to a limit. */
function hintWords(title: string): ReadonlySet<string> {
  const known = hints.get(title)
  if (known) return known
  const words = isNegated(title) ? NO_WORDS : wordsOf(title)
  if (hints.size < MOST_HINTS) hints.set(title, words)
  return words
}

type Placed = { readonly sets: readonly string[]; readonly entry: Entry }
type Placing = {
  readonly codeSets: RulePack['codeSets']
  readonly from: SourceName
  readonly today: Day
  readonly placed: Placed[]
}

const placings = new WeakMap<Reading<Result>, Placing>()

/** Results are what charts hold by the thousand, and the rules run again with each reading that comes: looked at once. */
function resultsOf(
  reading: Reading<Result>,
  from: SourceName,
  { codeSets }: RulePack,
  today: Day,
  setsOf: (codings: readonly Coding[], from: SourceName) => readonly string[],
): readonly Placed[] {
  const known = placings.get(reading)
  if (known?.codeSets === codeSets && known.today === today && known.from === from) return known.placed
  const placed: Placed[] = []
  for (const item of reading.items) {
    const sets = setsOf(item.concept.codings, from)
    if (sets.length > 0) placed.push({ sets, entry: entryOfResult(item, item, from, today) })
    for (const part of item.parts) {
      const own = setsOf(part.concept.codings, from).filter((set) => !sets.includes(set))
      if (own.length > 0) placed.push({ sets: own, entry: entryOfResult(item, part, from, today) })
    }
  }
  placings.set(reading, { codeSets, from, today, placed })
  return placed
}

const codeMaps = new WeakMap<RulePack['codeSets'], CodeMap>()

function codeMapOf({ codeSets }: RulePack): CodeMap {
  const known = codeMaps.get(codeSets)
  if (known) return known
  const map = new CodeMap()
  for (const { id, codes } of codeSets.values()) for (const code of codes) map.add(code, id)
  codeMaps.set(codeSets, map)
  return map
}

const intentMaps = new WeakMap<RulePack['rules'], CodeMap>()

function intentsOf(rules: RulePack['rules']): CodeMap {
  const known = intentMaps.get(rules)
  if (known) return known
  const map = new CodeMap()
  const codes = new Set(rules.flatMap(({ modalities }) => modalities.flatMap(({ intent }) => intent)))
  for (const code of codes) map.add(code, code)
  intentMaps.set(rules, map)
  return map
}

/** The sets of a side that an entry is of as well, because its body site says so. */
const sided = ({ bySide }: CodeSet, sites: readonly Concept[]): readonly string[] =>
  bySide && sites.length > 0 ? sidesOf(sites).map((side) => bySide[side]) : []
