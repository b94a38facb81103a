/** Markup that is already safe. */
export type Html = { readonly markup: string }

type Part = Html | string | number | undefined | false | readonly Html[]

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escape = (value: string): string => value.replaceAll(/[&<>"']/g, (letter) => escapes[letter] ?? '')

function toMarkup(part: Part): string {
  if (part === undefined || part === false) return ''
  if (typeof part === 'string') return escape(part)
  if (typeof part === 'number') return String(part)
  if ('markup' in part) return part.markup
  return part.map((one) => one.markup).join('')
}

/** A template whose holes are escaped, because patients' names may be anything. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: strings.map((string, at) => string + (at < parts.length ? toMarkup(parts[at]) : '')).join(''),
})
