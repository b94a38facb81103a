/** Base64 of UTF-8. */
export function toBase64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** A note as Epic renders it: a fragment with styles of its own; a blank line starts a paragraph, `- ` a list. */
export function asHtml(title: string, text: string): string {
  const blocks = text.split('\n\n').map((block) => {
    const lines = block.split('\n').map(escaped)
    if (!lines.some((line) => line.startsWith('- '))) return `<p style="margin:0 0 8px 0">${lines.join('<br/>')}</p>`
    return lines
      .map((line) => (line.startsWith('- ') ? `<ul><li>${line.slice(2)}</li></ul>` : `<b>${line}</b>`))
      .join('')
  })
  return toBase64(
    `<div style="font-family:Arial;font-size:12pt"><h3 style="color:#003366">${escaped(title)}</h3>${blocks.join('')}</div>`,
  )
}

export function asRtf(title: string, text: string): string {
  const coded = (plain: string): string =>
    plain
      .replace(/[\\{}]/g, '\\$&')
      .replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0)}?`)
      .replace(/\n/g, '\\par\n')
  return toBase64(`{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\n{\\b ${coded(title)}}\\par\n${coded(text)}\\par\n}`)
}

/** One page in Helvetica, with a correct table of offsets, so that every viewer opens it. */
export function asPdf(title: string, text: string): string {
  const line = (words: string): string => `(${words.replace(/[^\x20-\x7e]/g, '-').replace(/[\\()]/g, '\\$&')}) Tj T*`
  const page = `BT /F1 12 Tf 16 TL 60 740 Td ${[title, '', ...text.split('\n')].map(line).join('\n')} ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`
  return toBase64(`${file}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`)
}
