export type Json = { [field: string]: unknown }

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]

/** Walks into JSON by names, through arrays (all of their members). */
export function each(value: unknown, ...path: readonly string[]): unknown[] {
  let found: unknown[] = [...list(value)]
  for (const name of path) found = found.flatMap((one) => (isJson(one) ? list(one[name]) : []))
  return found
}

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

export const texts = (values: readonly unknown[]): string[] => values.filter((one) => typeof one === 'string')

export function parseJson(source: string): unknown {
  try {
    const parsed: unknown = JSON.parse(source)
    return parsed
  } catch {
    return undefined
  }
}
