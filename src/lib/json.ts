/** Looks into JSON from outside without trusting its shape: what is not there, or is of another type, is undefined or empty. */
export type Json = { readonly [field: string]: unknown }

export const object = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined

const own = (json: Json, field: string): unknown => (Object.hasOwn(json, field) ? json[field] : undefined)

export const text = (json: Json, field: string): string | undefined => {
  const value = own(json, field)
  return typeof value === 'string' ? value : undefined
}

export const list = (json: Json, field: string): readonly unknown[] => {
  const value = own(json, field)
  return Array.isArray(value) ? value : []
}
