import { type Day, firstDay } from './day.ts'
import type { PartialDate } from '#lib/dates.ts'
import type { Allergy } from '../allergy.ts'
import type { ChartDocument } from '../document.ts'
import type { Medication } from '../medication.ts'
import type { Problem } from '../problem.ts'
import type { Procedure } from '../procedure.ts'
import type { Result } from '../result.ts'
import type { Coding } from '../source.ts'
import type { Visit } from '../visit.ts'
import { keyOf, put } from './code-key.ts'
import {
  type Entry,
  entryByWords,
  entryOfAllergy,
  entryOfDocument,
  entryOfMedication,
  entryOfProblem,
  entryOfProcedure,
  entryOfResult,
  entryOfVisit,
} from './entry.ts'
import { ResultKinds } from './result-kinds.ts'
import { numberIn, senseOf } from './result-sense.ts'
import type { SourceName } from './rule.ts'
import type { Terms } from './terms.ts'

/** A code or a title of this chart that no rule understood, for the site to map. */
export type Unmapped = {
  readonly from: SourceName
  readonly text: string
  readonly codes: readonly Coding[]
  readonly count: number
}

export type Titled = {
  readonly entry: Entry
  readonly words: ReadonlySet<string>
  /** False: its title says that it was only meant, or broken off. */
  readonly isHint: boolean
}

/** Some items of one reading, found by what they mean to the rules. */
export class ListIndex {
  readonly from: SourceName
  readonly #terms: Terms
  readonly #today: Day
  readonly #entries = new Map<string, Entry[]>()
  readonly #results: ResultKinds
  readonly aims = new Map<string, Entry[]>()
  readonly titled: Titled[] = []
  readonly byWord = new Map<string, Titled[]>()
  readonly #untitled = new Map<string, Unmapped>()
  #oldest: PartialDate | undefined

  constructor(from: SourceName, terms: Terms, today: Day) {
    this.from = from
    this.#terms = terms
    this.#today = today
    this.#results = new ResultKinds(from, terms, today)
  }

  /** The first day that anything here can be of. */
  get oldest(): Day | undefined {
    return this.#oldest && firstDay(this.#oldest)
  }

  problem(item: Problem): void {
    const { codings } = item.concept
    this.#see(item.source.date)
    const sets = this.#terms.setsOf(codings, this.from, item.bodySites)
    const aims = this.#terms.aimsOf(codings, this.from)
    const worded = sets.length === 0 ? this.#terms.setsOfWords(item.concept, this.from) : []
    if (worded.length > 0) this.#put(worded, entryByWords(item, this.from, this.#today))
    if (sets.length === 0 && aims.length === 0) return
    const entry = entryOfProblem(item, this.from, this.#today)
    this.#put(sets, entry)
    for (const aim of aims) put(this.aims, aim, entry)
  }

  /** The one loop that runs ten thousand times. */
  results(items: readonly Result[]): void {
    for (const item of items) {
      this.#see(item.source.date)
      const kind = this.#results.kindOf(item.concept)
      if (item.parts.length === 0 || this.#parts(item, kind.sets)) kind.items.push(item)
    }
  }

  /** Whether besides its parts there is more to it: the whole is heard of, or no part is. */
  #parts(item: Result, sets: readonly string[]): boolean {
    let isHeard = false
    for (const part of item.parts) {
      const held = this.#terms.setsOf(part.concept.codings, this.from)
      if (held.length > 0) isHeard = true
      const own = item.value.kind === 'absent' ? held : held.filter((set) => !sets.includes(set))
      if (own.length > 0) this.#put(own, entryOfResult(item, part, this.from, this.#today))
    }
    return sets.length > 0 || !isHeard
  }

  procedure(item: Procedure): void {
    const { codings } = item.concept
    const entry = entryOfProcedure(item, this.#today)
    this.#title(entry, codings, this.#terms.setsOf(codings, this.from, item.bodySites))
  }

  document(item: ChartDocument): void {
    const { codings } = item.type
    this.#title(entryOfDocument(item, this.from, this.#today), codings, this.#terms.setsOf(codings, this.from))
  }

  medication(item: Medication): void {
    this.#see(item.source.date)
    const sets = this.#terms.setsOfNamed(item.concept, this.from)
    if (sets.length > 0) this.#put(sets, entryOfMedication(item, this.#today))
  }

  visit(item: Visit): void {
    this.#see(item.source.date)
    const sets = this.#terms.setsOf([...item.source.codings, ...item.dischargedTo], this.from)
    if (sets.length > 0) this.#put(sets, entryOfVisit(item, this.#today))
  }

  allergy(item: Allergy): void {
    this.#see(item.source.date)
    const sets = this.#terms.setsOfNamed(item.substance, this.from)
    if (sets.length > 0) this.#put(sets, entryOfAllergy(item, this.#today))
  }

  entriesOf(set: string): readonly Entry[] {
    const own = this.#entries.get(set) ?? []
    const results = this.#results.entriesOf(set)
    return results.length === 0 ? own : [...own, ...results]
  }

  /** Results that no rule knows by a code, by their names. */
  named(patterns: readonly string[]): readonly Entry[] {
    return this.#results.unheard
      .filter(({ concept }) => this.#terms.isNamed(concept.text, patterns))
      .flatMap((kind) => {
        const made = this.#results.made(kind)
        return this.#terms.isMeant(kind.concept.text) ? made.filter(tells) : made
      })
  }

  find(id: string): Entry | undefined {
    return (
      this.titled.find(({ entry }) => entry.id === id)?.entry ??
      [...this.#entries.values()].flat().find((each) => each.id === id) ??
      this.#results.find(id)
    )
  }

  #put(sets: readonly string[], entry: Entry): void {
    for (const set of sets) put(this.#entries, set, entry)
  }

  #see(date: PartialDate | undefined): void {
    // As text a year comes before its months, and these before their days: the order of their first days.
    if (date && (this.#oldest === undefined || date.text < this.#oldest.text)) this.#oldest = date
  }

  #title(entry: Entry, codes: readonly Coding[], sets: readonly string[]): void {
    this.#see(entry.source.date)
    this.#put(sets, entry)
    const { text } = entry
    const titled: Titled = { entry, words: this.#terms.wordsOf(text), isHint: this.#terms.isHint(text) }
    this.titled.push(titled)
    for (const word of titled.words) put(this.byWord, word, titled)
    if (sets.length > 0) return
    count(this.#untitled, `${this.from} ${entry.text}`, { from: this.from, text: entry.text, codes, count: 1 })
  }

  /** Titles by their text, results by their code, under which laboratories know them. */
  get unmapped(): ReadonlyMap<string, Unmapped> {
    const all = new Map(this.#untitled)
    for (const { concept, items } of this.#results.unheard) {
      const code = concept.codings.map(keyOf).find((key) => key !== undefined)
      const each = { from: this.from, text: concept.text, codes: concept.codings, count: items.length }
      count(all, `${this.from} ${code ?? concept.text}`, each)
    }
    return all
  }
}

/** A number, or words that say which way it points. */
const tells = ({ result }: Entry): boolean =>
  result !== undefined && (numberIn(result.value) !== undefined || senseOf(result.value, result.flag, []) !== 'unclear')

function count(all: Map<string, Unmapped>, key: string, each: Unmapped): void {
  const held = all.get(key)
  all.set(key, held ? { ...held, count: held.count + each.count } : each)
}
