import { useEffect } from 'react'

/** As CSS spells any text whatever: what is not a plain letter or digit by its number. */
const quoted = (text: string): string =>
  `"${Array.from(text, (each) => (/[a-z0-9 ]/i.test(each) ? each : `\\${(each.codePointAt(0) ?? 0).toString(16)} `)).join('')}"`

/**
 * Pages of paper come apart: each names the patient and its number, in its margin. Browsers without margin boxes (CSS
 * Paged Media 3 §5) leave them out, and name the patient on the first page alone.
 */
export function useNamedPages(who: string | undefined): void {
  useEffect(() => {
    if (who === undefined || !('adoptedStyleSheets' in document)) return undefined
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      `@page { margin: 12mm 10mm 14mm; font: 8pt sans-serif; @bottom-left { content: ${quoted(who)} } @bottom-right { content: counter(page) " / " counter(pages) } }`,
    )
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet)
    }
  }, [who])
}
