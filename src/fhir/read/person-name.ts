import { field, joined, list, text, texts } from './json.ts'

/** `HumanName.use`, best first. `old` and `maiden` names are somebody's, but not what they are called. */
const USES: readonly unknown[] = ['official', 'usual', undefined, 'temp', 'nickname', 'anonymous', 'maiden', 'old']

function rank(name: unknown): number {
  const place = USES.indexOf(field(name, 'use'))
  return place === -1 ? USES.length : place
}

/** `listed`: `Example, Ada Maria`, as charts are listed. `spoken`: `Ada Maria Example, MD`, as people sign. */
type NameOrder = 'listed' | 'spoken'

function written(name: unknown, order: NameOrder): string | undefined {
  const family = text(name, 'family')
  const given = joined(texts(name, 'given'), ' ')
  const suffix = joined(texts(name, 'suffix'), ' ')
  const whole = text(name, 'text')
  if (order === 'listed') return family === undefined ? (whole ?? given) : joined([family, given, suffix], ', ')
  return whole ?? joined([joined([...texts(name, 'prefix'), given, family], ' '), suffix], ', ')
}

/** The name a person goes by, of all the names recorded. */
export function personName(person: unknown, order: NameOrder): string | undefined {
  return list(person, 'name')
    .toSorted((a, b) => rank(a) - rank(b))
    .map((name) => written(name, order))
    .find((name) => name !== undefined)
}
