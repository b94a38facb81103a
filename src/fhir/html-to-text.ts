const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  middot: '·',
  deg: '°',
  micro: 'µ',
  plusmn: '±',
  le: '≤',
  ge: '≥',
  ndash: '–',
  mdash: '—',
  hellip: '…',
}

/** What begins something without words: a comment, or a part of the head. */
const HIDDEN = /<!--|<(head|style|script|title)\b/gi

/** Where what began at `from` ends; -1 where it never does, which is then true from any later place as well. */
function ender(end: RegExp): (html: string, from: number) => number {
  let never = false
  return (html, from) => {
    if (never) return -1
    end.lastIndex = from
    never = !end.test(html)
    return never ? -1 : end.lastIndex
  }
}

/** One pass over the text, however many beginnings without an end a hostile note may hold. */
function withoutHidden(html: string): string {
  const enders = new Map<string, ReturnType<typeof ender>>()
  let words = ''
  let at = 0
  for (const { index, 1: name = '--' } of html.matchAll(HIDDEN)) {
    if (index < at) continue
    const tag = name.toLowerCase()
    const find = enders.get(tag) ?? ender(tag === '--' ? /-->/g : new RegExp(`</${tag}\\s*>`, 'gi'))
    enders.set(tag, find)
    const end = find(html, index)
    if (end < 0) continue
    words += html.slice(at, index)
    at = end
  }
  return words + html.slice(at)
}

const BREAK = /<(?:br|hr)\b[^>]*>|<\/?(?:p|div|li|ul|ol|tr|table|h[1-6]|pre|body|html)\b[^>]*>/gi

/** Tags out, in one pass: after the last `>` there is none, and looking for one from every `<` there would take for ever. */
function withoutTags(html: string): string {
  const end = html.lastIndexOf('>') + 1
  return (
    html
      .slice(0, end)
      .replaceAll(BREAK, '\n')
      .replaceAll(/<[^>]*>/g, '') + html.slice(end)
  )
}

/**
 * The words of an HTML note, to compare and to recognise: Epic gives a text note back as HTML. The outcome is plain text
 * and is only ever shown as such. No parser: DOMParser is closed to us by Trusted Types.
 */
export function htmlToText(html: string): string {
  return withoutTags(withoutHidden(html).replaceAll(/\s+/g, ' '))
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(String(hex), 16) : undefined
      if (code === undefined) return NAMED[String(name).toLowerCase()] ?? whole
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
    })
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
}
