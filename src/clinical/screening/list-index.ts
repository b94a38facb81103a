import { type Day, firstDay } from './day.ts'
import type { PartialDate } from '#lib/dates.ts'
import type { Allergy } from '../allergy.ts'
import type { ChartDocument } from '../document.ts'
import type { Medication } from '../medication.ts'
import type { Problem } from '../problem.ts'
import type { Procedure } from '../procedure.ts'
import type { Result, ResultPart } from '../result.ts'
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
  readonly entries = new Map<string, Entry[]>()
  readonly aims = new Map<string, Entry[]>()
  readonly titled: Titled[] = []
  readonly byWord = new Map<string, Titled[]>()
  readonly #untitled = new Map<string, Unmapped>()
  /** Charts hold these by the thousand: by their name, and looked into only when somebody asks. */
  readonly #unheard = new Map<string, Result[]>()
  #oldest: PartialDate | undefined

  constructor(from: SourceName, terms: Terms, today: Day) {
    this.from = from
    this.#terms = terms
    this.#today = today
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

  result(item: Result): void {
    this.#see(item.source.date)
    const sets = this.#terms.setsOf(item.concept.codings, this.from)
    if (sets.length > 0) this.#put(sets, entryOfResult(item, wholeOf(item), this.from, this.#today))
    let isHeard = sets.length > 0
    for (const part of item.parts) {
      const held = this.#terms.setsOf(part.concept.codings, this.from)
      if (held.length > 0) isHeard = true
      const own = item.value.kind === 'absent' ? held : held.filter((set) => !sets.includes(set))
      if (own.length > 0) this.#put(own, entryOfResult(item, part, this.from, this.#today))
    }
    if (!isHeard) put(this.#unheard, item.concept.text, item)
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

  /** Results that no rule knows by a code, by their names. */
  named(patterns: readonly string[]): readonly Entry[] {
    return [...this.#unheard].flatMap(([name, items]) =>
      this.#terms.isNamed(name, patterns)
        ? items.map((item) => this.#unknown(item)).filter((entry) => !this.#terms.isMeant(name) || tells(entry))
        : [],
    )
  }

  unknownById(id: string): Entry | undefined {
    const found = [...this.#unheard.values()].flat().find((item) => item.id === id)
    return found && this.#unknown(found)
  }

  #unknown = (item: Result): Entry => entryOfResult(item, wholeOf(item), this.from, this.#today)

  #put(sets: readonly string[], entry: Entry): void {
    for (const set of sets) put(this.entries, set, entry)
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
    for (const { concept } of [...this.#unheard.values()].flat()) {
      const code = concept.codings.map(keyOf).find((key) => key !== undefined)
      const each = { from: this.from, text: concept.text, codes: concept.codings, count: 1 }
      count(all, `${this.from} ${code ?? concept.text}`, each)
    }
    return all
  }
}

/** A number, or words that say which way it points. */
const tells = ({ result }: Entry): boolean =>
  result !== undefined && (numberIn(result.value) !== undefined || senseOf(result.value, result.flag, []) !== 'unclear')

const isText = ({ value }: ResultPart): boolean => value.kind === 'text'
const senseOfPart = ({ value, flag }: ResultPart) => senseOf(value, flag, [])

/** A panel that has its answer in its parts: the part that is not normal; where all are normal and it says nothing, one of them. */
function wholeOf(item: Result): ResultPart {
  if (item.parts.length === 0 || (item.value.kind !== 'absent' && senseOfPart(item) !== 'unclear')) return item
  const words = item.parts.filter(isText)
  const abnormal = words.find((part) => senseOfPart(part) === 'abnormal')
  const isNormal = words.length === item.parts.length && words.every((part) => senseOfPart(part) === 'normal')
  const part = abnormal ?? (isNormal && item.value.kind === 'absent' ? words[0] : undefined)
  return part ? { ...item, value: part.value, flag: part.flag } : item
}

function count(all: Map<string, Unmapped>, key: string, each: Unmapped): void {
  const held = all.get(key)
  all.set(key, held ? { ...held, count: held.count + 1 } : each)
}
