import type { Coding, Concept } from '../source.ts'
import { sidesOf } from './body-side.ts'
import { CodeMap, keyOf } from './code-key.ts'
import type { CodeSet, RulePack, SourceName } from './rule.ts'
import { hasWords, isMeant, isNegated, isVoid, resultWordsOf, wordsOf } from './title-match.ts'

type Meaning = {
  readonly sets: readonly string[]
  readonly bySide: readonly CodeSet[]
  readonly aims: readonly string[]
}
type Codes = Map<string | undefined, Map<string | undefined, Meaning>>

const NOTHING: readonly string[] = []
const CODED = /^(?:icd10|sct)\|/
const NO_WORDS: ReadonlySet<string> = new Set()

/** What the codes, names and titles of one chart mean to a pack. Charts repeat them, so each is looked up once. */
export class Terms {
  readonly #codes: CodeMap
  readonly #aims: CodeMap
  readonly #pack: RulePack
  readonly #known = new Map<SourceName, Codes>()
  readonly #words = new Map<string, ReadonlySet<string>>()
  readonly #names = new Map<string, ReadonlySet<string>>()
  readonly #hints = new Map<string, boolean>()
  readonly #meant = new Map<string, boolean>()
  readonly #named = new Map<readonly string[], Map<string, boolean>>()

  constructor(pack: RulePack) {
    this.#pack = pack
    this.#codes = codeMapOf(pack)
    this.#aims = aimsOf(pack.rules)
  }

  /** The sets that these codes are of where they stand in this reading; the side may be told by the body site. */
  setsOf(codings: readonly Coding[], from: SourceName, sites: readonly Concept[] = []): readonly string[] {
    let sets = NOTHING
    for (const coding of codings) {
      const { sets: own, bySide } = this.#meaning(coding, from)
      sets = joined(sets, own)
      if (sites.length === 0) continue
      for (const set of bySide)
        sets = joined(
          sets,
          sidesOf(sites).flatMap((side) => set.bySide?.[side] ?? []),
        )
    }
    return sets
  }

  /** The sets of a condition that has no code which could tell: by its words, and so never for sure. */
  setsOfWords({ text, codings }: Concept, from: SourceName): readonly string[] {
    if (codings.some((coding) => CODED.test(keyOf(coding) ?? ''))) return NOTHING
    // "Without complications" makes a title no hint, but no diabetes none.
    const words = wordsOf(text)
    return [...this.#pack.codeSets.values()].flatMap((set) =>
      set.in.includes(from) && set.words.some((pattern) => hasWords(words, pattern)) ? [set.id] : [],
    )
  }

  /** The codes among these that say an examination was meant. */
  aimsOf(codings: readonly Coding[], from: SourceName): readonly string[] {
    let aims = NOTHING
    for (const coding of codings) aims = joined(aims, this.#meaning(coding, from).aims)
    return aims
  }

  /** Medications and allergens are known by their names as well. */
  setsOfNamed({ text, codings }: Concept, from: SourceName): readonly string[] {
    const words = text.toLowerCase().split(/[^a-z]+/)
    const named = [...this.#pack.codeSets.values()].filter(
      (set) => set.names.length > 0 && set.in.includes(from) && set.names.some((name) => words.includes(name)),
    )
    return joined(
      this.setsOf(codings, from),
      named.map(({ id }) => id),
    )
  }

  /** The words of a title; none where it is no evidence at all. */
  wordsOf(title: string): ReadonlySet<string> {
    return known(this.#words, title, () => (isVoid(title) ? NO_WORDS : wordsOf(title)))
  }

  /** Whether a title may be a hint that it was done. */
  isHint(title: string): boolean {
    return known(this.#hints, title, () => !isNegated(title))
  }

  /** Whether the name of a result may only say that it was asked for. */
  isMeant(name: string): boolean {
    return known(this.#meant, name, () => isMeant(name))
  }

  /** Whether the name of a result matches one of the patterns. */
  isNamed(name: string, patterns: readonly string[]): boolean {
    const ofPatterns = known(this.#named, patterns, () => new Map())
    return known(ofPatterns, name, () => {
      const words = known(this.#names, name, () => resultWordsOf(name))
      return patterns.some((pattern) => hasWords(words, pattern))
    })
  }

  #meaning(coding: Coding, from: SourceName): Meaning {
    const codes = known(this.#known, from, () => new Map())
    const ofSystem = known(codes, coding.system, () => new Map())
    return known(ofSystem, coding.code, () => this.#look(coding, from))
  }

  #look(coding: Coding, from: SourceName): Meaning {
    const key = keyOf(coding)
    if (key === undefined) return { sets: NOTHING, bySide: [], aims: NOTHING }
    const found = this.#codes.setsOf(key).flatMap((id) => this.#pack.codeSets.get(id) ?? [])
    const here = found.filter((set) => set.in.includes(from))
    return { sets: here.map(({ id }) => id), bySide: here.filter(({ bySide }) => bySide), aims: this.#aims.setsOf(key) }
  }
}

function known<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const held = map.get(key)
  if (held !== undefined) return held
  const made = make()
  map.set(key, made)
  return made
}

const joined = (a: readonly string[], b: readonly string[]): readonly string[] =>
  a.length === 0 ? b : b.length === 0 ? a : [...new Set([...a, ...b])]

const codeMaps = new WeakMap<RulePack['codeSets'], CodeMap>()

function codeMapOf({ codeSets }: RulePack): CodeMap {
  const held = codeMaps.get(codeSets)
  if (held) return held
  const map = new CodeMap()
  for (const { id, codes } of codeSets.values()) for (const code of codes) map.add(code, id)
  codeMaps.set(codeSets, map)
  return map
}

const aimMaps = new WeakMap<RulePack['rules'], CodeMap>()

function aimsOf(rules: RulePack['rules']): CodeMap {
  const held = aimMaps.get(rules)
  if (held) return held
  const map = new CodeMap()
  const codes = new Set(rules.flatMap(({ modalities }) => modalities.flatMap(({ intent }) => intent)))
  for (const code of codes) map.add(code, code)
  aimMaps.set(rules, map)
  return map
}
