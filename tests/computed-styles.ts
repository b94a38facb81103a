/** What jsdom's own style rules look at; the styles of the app are not loaded in its tests. */
const LOOKED_AT: ReadonlySet<string> = new Set(
  'align contenteditable dir disabled frame hidden inert open popover rules sizes style title type'.split(' '),
)

const pathOf = (element: Element | null): string =>
  element === null
    ? ''
    : `${pathOf(element.parentElement)}>${element.localName}${[...element.attributes]
        .filter(({ name }) => LOOKED_AT.has(name))
        .map(({ name, value }) => `[${name}=${value}]`)
        .join('')}`

/**
 * jsdom reckons a style anew whenever it is asked, and each search by role asks for every element: a third of the time of
 * the screens. Elements that its rules cannot tell apart share one here, and `computed-styles.test.tsx` holds that true.
 */
export function shareStyles(window: Window & typeof globalThis): typeof getComputedStyle {
  const reckon = window.getComputedStyle.bind(window)
  const known = new Map<string, CSSStyleDeclaration>()
  window.getComputedStyle = (element, pseudo) => {
    const rules = [...window.document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText))
    if (pseudo || !rules.every((rule) => rule.startsWith('* {'))) return reckon(element, pseudo)
    const key = `${rules.join('')}${pathOf(element)}`
    const style = known.get(key) ?? reckon(element)
    known.set(key, style)
    return style
  }
  return reckon
}
