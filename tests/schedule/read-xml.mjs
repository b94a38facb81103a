const ENTITIES = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const decode = (text) =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    hex
      ? String.fromCodePoint(parseInt(hex, 16))
      : decimal
        ? String.fromCodePoint(Number(decimal))
        : (ENTITIES[name] ?? whole),
  )

/**
 * Elements of a small XML file: { name, text, children }. Reads what CDC's supporting data use (elements and text);
 * attributes, comments and the prologue are passed over, CDATA is text. Throws on a closing tag that does not match.
 */
export function readXml(xml) {
  const top = { name: '', text: '', children: [] }
  const open = [top]
  const token =
    /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!(?:[^>]*)>|<(\/?)([^\s/>]+)[^>]*?(\/?)>|([^<]+)/g
  for (const [, cdata, closing, name, empty, text] of xml.matchAll(token)) {
    const current = open[open.length - 1]
    if (cdata !== undefined) current.text += cdata
    else if (text !== undefined) current.text += decode(text)
    else if (closing) {
      if (current.name !== name)
        throw new Error(`</${name}> closes <${current.name}>: the file is cut short or damaged`)
      open.pop()
    } else if (name !== undefined) {
      const element = { name, text: '', children: [] }
      current.children.push(element)
      if (!empty) open.push(element)
    }
  }
  if (open.length !== 1) throw new Error(`<${open[open.length - 1].name}> is never closed: the file is cut short`)
  return top.children[0]
}

export const all = (element, name) => element?.children.filter((child) => child.name === name) ?? []
export const first = (element, name) => element?.children.find((child) => child.name === name)

/** The text of a child; undefined where it is absent, empty or `n/a`. */
export function word(element, name) {
  const text = (first(element, name)?.text ?? '').replace(/\s+/g, ' ').trim()
  return text === '' || /^n\/a$/i.test(text) ? undefined : text
}
