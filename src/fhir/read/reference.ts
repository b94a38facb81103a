import { field, joined, list, present, text, unique } from './json.ts'
import { personName } from './person-name.ts'
import { isId, type ReadContext } from './reader.ts'

/** `Type/id`, with or without a base before it and a version after it. */
const REFERENCE = /^(?:(https?:\/\/[^?#]+)\/)?([A-Z][A-Za-z]{2,60})\/([^/?#]+)(?:\/_history\/[^/?#]+)?$/

type Target = { readonly base: string | undefined; readonly type: string; readonly id: string }

/** A literal reference taken apart; undefined for contained (`#x`), `urn:` and anything else without a type and id. */
export function parseReference(reference: unknown): Target | undefined {
  if (typeof reference !== 'string' || reference.length > 2_000) return undefined
  const [, base, type, id] = REFERENCE.exec(reference) ?? []
  return type !== undefined && isId(id) ? { base, type, id } : undefined
}

export const target = (reference: unknown): Target | undefined => parseReference(field(reference, 'reference'))

/** The bare id of a reference, if it points to that type. */
export function referencedId(reference: unknown, type: string): string | undefined {
  const to = target(reference)
  return to?.type === type ? to.id : undefined
}

/** What a reference points to, if it came along: contained in the resource, or included in the bundle. */
export function resolve(resource: unknown, reference: unknown, context: ReadContext): unknown {
  const to = field(reference, 'reference')
  if (typeof to !== 'string') return undefined
  if (to.startsWith('#')) return list(resource, 'contained').find((one) => field(one, 'id') === to.slice(1))
  const { type, id } = parseReference(to) ?? {}
  return type === undefined ? undefined : context.included(`${type}/${id}`)
}

/** The name of whoever or whatever is referred to. Epic sends it as `display`; others only with the resource itself. */
export function nameOf(resource: unknown, reference: unknown, context: ReadContext): string | undefined {
  const display = text(reference, 'display')
  if (display !== undefined) return display
  const found = resolve(resource, reference, context)
  return typeof field(found, 'name') === 'string' ? text(found, 'name') : personName(found, 'spoken')
}

/** The names of a repeating reference, such as `performer`. */
export const namesOf = (resource: unknown, references: readonly unknown[], context: ReadContext): readonly string[] =>
  present(references.map((reference) => nameOf(resource, reference, context)))

/** The names in one line, for a source's author. */
export const authorOf = (resource: unknown, context: ReadContext, ...names: readonly string[]): string | undefined => {
  for (const name of names) {
    const author = joined(unique(namesOf(resource, list(resource, name), context)), ', ')
    if (author !== undefined) return author
  }
  return undefined
}
