import { inflateSync } from 'node:zlib'

/** The words of each page of a PDF as Chromium writes it, and the title of the file: enough for that, and no more. */
export function readPdf(bytes: Buffer): { readonly title: string | undefined; readonly pages: readonly string[] } {
  const file = bytes.toString('latin1')
  const objects = new Map<string, string>()
  for (const [, id = '', body = ''] of file.matchAll(/(?:^|\n)(\d+) 0 obj\s(.*?)\sendobj/gs)) objects.set(id, body)
  const referred = (body: string, name: string): string =>
    objects.get(new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1] ?? '') ?? ''
  const unpacked = (body: string): string => {
    const packed = /stream\r?\n(.*)\r?\nendstream/s.exec(body)?.[1] ?? ''
    return /FlateDecode/.test(body) ? inflateSync(Buffer.from(packed, 'latin1')).toString('latin1') : packed
  }
  const fonts = new Map<string, ReadonlyMap<number, string>>()
  const fontOf = (id: string): ReadonlyMap<number, string> => {
    const known = fonts.get(id) ?? toUnicode(unpacked(referred(objects.get(id) ?? '', 'ToUnicode')))
    fonts.set(id, known)
    return known
  }
  const textOf = (page: string): string => {
    const resources = /\/Resources \d+ 0 R/.test(page) ? referred(page, 'Resources') : page
    const names = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, id]))
    let font: ReadonlyMap<number, string> = new Map()
    let text = ''
    const said = /\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\bET\b/g
    for (const [whole, name, hex] of unpacked(referred(page, 'Contents')).matchAll(said)) {
      if (name !== undefined) font = fontOf(names.get(name) ?? '')
      else if (hex !== undefined)
        text += [...hex.matchAll(/.{4}/g)].map(([glyph]) => font.get(parseInt(glyph, 16)) ?? '').join('')
      else if (whole === 'ET') text += '\n'
    }
    return text
  }
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b(?!s)/.test(body))
  return {
    title: /\/Title \((.*?)\)/.exec(file)?.[1],
    // Ligatures apart.
    pages: pages.map((page) => textOf(page).normalize('NFKC')),
  }
}

const code = (hex: string): number => parseInt(hex, 16)
const spelt = (hex: string): string => String.fromCharCode(...[...hex.matchAll(/.{4}/g)].map(([unit]) => code(unit)))

function toUnicode(map: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  for (const [, list = ''] of map.matchAll(/beginbfchar(.*?)endbfchar/gs))
    for (const [, from = '', to = ''] of list.matchAll(/<(\w+)> <(\w+)>/g)) found.set(code(from), spelt(to))
  for (const [, list = ''] of map.matchAll(/beginbfrange(.*?)endbfrange/gs))
    for (const [, first = '', last = '', to = ''] of list.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g))
      for (let at = code(first); at <= code(last); at += 1)
        found.set(at, spelt(to.slice(0, -4)) + String.fromCharCode(code(to.slice(-4)) + at - code(first)))
  return found
}
