const LETTERS = { day: 'd', week: 'w', month: 'm', year: 'y' }

/** `12 months - 4 days` as [`12m-4d`]; nothing as [null], so that it may be spread into a row. */
export function span(text, where) {
  if (text === undefined) return [null]
  const compact = text
    .toLowerCase()
    .replace(/(\d+)\s*(day|week|month|year)s?/g, (_, count, unit) => count + LETTERS[unit])
    .replaceAll(' ', '')
  if (!/^\d+[ymwd](?:[+-]\d+[ymwd])*$/.test(compact)) throw new Error(`${where}: "${text}" is no age or interval`)
  return [compact]
}

/** { key: '12m-4d' }, or nothing. */
export const spanAs = (key, text) => (text === undefined ? {} : { [key]: span(text, key)[0] })

/** { key: '2025-08-27' } from 20250827 or 08/27/2025, or nothing. */
export function dateAs(key, text) {
  if (text === undefined) return {}
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text)
  if (!match) throw new Error(`${key}: "${text}" is no date`)
  const [, a, b, c] = match
  return { [key]: a.length === 4 ? `${a}-${b}-${c}` : `${c}-${a}-${b}` }
}

/** { key: items }, or nothing for none. */
export const list = (key, items) => (items.length === 0 ? {} : { [key]: items })

/** { key: true }, or nothing. */
export const flag = (key, yes) => (yes ? { [key]: true } : {})

/** `100; 109` and `01;11` alike. */
export const cvxList = (text) =>
  text === undefined
    ? []
    : text
        .split(/[;,]/)
        .map((c) => c.trim())
        .filter((c) => c !== '')

/** `November 10, 2025` as `2025-11-10`. */
export function fullIso(text) {
  const at = new Date(`${text} UTC`)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().slice(0, 10)
}
