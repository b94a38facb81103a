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

/**
 * What the person is called, where that is another given name than the one listed: Epic sends a preferred name as the
 * `usual` one beside the `official` one. https://hl7.org/fhir/R4/valueset-name-use.html
 */
export function calledName(person: unknown): string | undefined {
  const names = list(person, 'name')
  const given = (use: string): readonly string[] => {
    const name = names.find((one) => field(one, 'use') === use && texts(one, 'given').length > 0)
    return name === undefined ? [] : texts(name, 'given')
  }
  const listed = given('official')
  const called = [given('usual'), given('nickname')].find(([first]) => first !== undefined && first !== listed[0])
  return listed.length > 0 ? called?.[0] : undefined
}
