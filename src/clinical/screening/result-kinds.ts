import type { Result, ResultPart } from '../result.ts'
import type { Concept } from '../source.ts'
import { put } from './code-key.ts'
import type { Day } from './day.ts'
import { type Entry, entryOfResult } from './entry.ts'
import { senseOf } from './result-sense.ts'
import type { SourceName } from './rule.ts'
import type { Terms } from './terms.ts'

/** Results of one name and the same codes: what they mean is looked up once for all of them. */
export type ResultKind = {
  readonly concept: Concept
  /** Empty: no rule knows them by a code. */
  readonly sets: readonly string[]
  readonly items: Result[]
}

/**
 * Results by their kind. A chart has them by the ten thousand and of some dozen kinds, of which the rules ask a few: so here
 * the least is done with each, and a kind becomes entries only when it is asked for, which is when all are in.
 */
export class ResultKinds {
  readonly #from: SourceName
  readonly #terms: Terms
  readonly #today: Day
  /** By their first code, which most kinds have for themselves. */
  readonly #byCode = new Map<string | undefined, ResultKind[]>()
  readonly #bySet = new Map<string, ResultKind[]>()
  #unheard: readonly ResultKind[] | undefined
  readonly #entries = new Map<ResultKind, readonly Entry[]>()

  constructor(from: SourceName, terms: Terms, today: Day) {
    this.#from = from
    this.#terms = terms
    this.#today = today
  }

  kindOf(concept: Concept): ResultKind {
    const code = concept.codings[0]?.code
    const held = this.#byCode.get(code)
    if (held) for (const kind of held) if (isSame(kind.concept, concept)) return kind
    const kind = { concept, sets: this.#terms.setsOf(concept.codings, this.#from), items: [] }
    put(this.#byCode, code, kind)
    for (const set of kind.sets) put(this.#bySet, set, kind)
    return kind
  }

  entriesOf(set: string): readonly Entry[] {
    return this.#bySet.get(set)?.flatMap(this.made) ?? []
  }

  /** Those that no rule knows by a code. */
  get unheard(): readonly ResultKind[] {
    this.#unheard ??= [...this.#byCode.values()]
      .flat()
      .filter(({ sets, items }) => sets.length === 0 && items.length > 0)
    return this.#unheard
  }

  find(id: string): Entry | undefined {
    for (const kind of [...this.#byCode.values()].flat())
      if (kind.items.some((item) => item.id === id)) return this.made(kind).find((entry) => entry.id === id)
    return undefined
  }

  /** As entries. An entry of two sets is one, also to those who compare. */
  readonly made = (kind: ResultKind): readonly Entry[] => {
    const held = this.#entries.get(kind)
    if (held) return held
    const made = kind.items.map((item) => entryOfResult(item, wholeOf(item), this.#from, this.#today))
    this.#entries.set(kind, made)
    return made
  }
}

function isSame(a: Concept, b: Concept): boolean {
  if (a.text !== b.text || a.codings.length !== b.codings.length) return false
  for (const [at, { system, code }] of a.codings.entries())
    if (system !== b.codings[at]?.system || code !== b.codings[at]?.code) return false
  return true
}

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
