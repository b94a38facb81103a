import { BLACK, type Rgb, WHITE, contrast, luminance, mix, parseHex, readableOn, toHex } from './colour.ts'

const TIMEOUT = 5000
const AA = 4.5

/** The tones of tokens.css, each from one base, so that they stay readable on a ground of another's choosing. */
const TONES: readonly (readonly [string, Rgb])[] = [
  ['over', [161, 27, 27]],
  ['due', [117, 71, 0]],
  ['soon', [56, 81, 112]],
  ['ok', [29, 97, 55]],
  ['ask', [91, 59, 140]],
  ['mute', [82, 93, 105]],
]

/** What of the EHR's style is applied: a scheme and the custom properties of ui.css. */
export type SheetStyle = { readonly scheme: 'light' | 'dark'; readonly properties: Readonly<Record<string, string>> }

/** The ground as asked for, moved until it is plainly light or plainly dark: our status colours need one or the other. */
function clampGround(wanted: Rgb): { ground: Rgb; dark: boolean } {
  const dark = luminance(wanted) < 0.18
  const fits = (colour: Rgb): boolean => (dark ? luminance(colour) <= 0.02 : luminance(colour) >= 0.82)
  for (let step = 0; step <= 50; step += 1) {
    const ground = mix(wanted, dark ? BLACK : WHITE, step / 50)
    if (fits(ground)) return { ground, dark }
  }
  return { ground: dark ? BLACK : WHITE, dark }
}

/**
 * The EHR's colours, made readable: whatever is asked for, text keeps WCAG AA on every ground it stands on. Undefined
 * where nothing usable was sent. https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html#styling
 */
export function toSheetStyle(sent: unknown): SheetStyle | undefined {
  if (typeof sent !== 'object' || sent === null) return undefined
  const asked = new Map<string, unknown>(Object.entries(sent))
  const background = parseHex(asked.get('color_background'))
  const text = parseHex(asked.get('color_text'))
  const highlight = parseHex(asked.get('color_highlight'))
  if (!background) return undefined

  const { ground, dark } = clampGround(background)
  const pole = dark ? WHITE : BLACK
  const paper = dark ? mix(ground, WHITE, 0.05) : mix(ground, WHITE, 0.6)
  const grounds = [ground, paper]
  const ink = readableOn(text ?? (dark ? [230, 235, 239] : [22, 32, 43]), grounds, 10, pole)
  const quiet = (share: number): string => toHex(readableOn(mix(ink, ground, share), grounds, AA, pole))
  const properties: Record<string, string> = {
    '--bg': toHex(ground),
    '--paper': toHex(paper),
    '--ink': toHex(ink),
    '--ink-2': quiet(0.25),
    '--ink-3': quiet(0.4),
    '--edge': toHex(readableOn(mix(ground, ink, 0.5), grounds, 3, pole)),
    '--line': toHex(mix(ground, ink, 0.16)),
    '--line-2': toHex(mix(ground, ink, 0.09)),
  }
  for (const [tone, base] of TONES) {
    const vivid = dark ? mix(base, WHITE, 0.3) : base
    const tint = mix(paper, vivid, dark ? 0.25 : 0.1)
    properties[`--${tone}`] = toHex(readableOn(vivid, [...grounds, tint], AA, pole))
    properties[`--${tone}-bg`] = toHex(tint)
  }
  if (highlight) {
    const tint = mix(paper, highlight, 0.12)
    const accent = readableOn(highlight, [...grounds, tint], AA, pole)
    properties['--accent'] = toHex(accent)
    properties['--accent-bg'] = toHex(tint)
    properties['--on-accent'] = toHex(contrast(WHITE, accent) >= contrast(BLACK, accent) ? WHITE : BLACK)
  }
  return { scheme: dark ? 'dark' : 'light', properties }
}

/** Only from the origin of the FHIR server that named it; without credentials, and never for long. */
export async function fetchSheetStyle(
  url: string,
  fhirBase: string,
  signal: AbortSignal,
): Promise<SheetStyle | undefined> {
  if (!URL.canParse(url) || new URL(url).origin !== new URL(fhirBase).origin) return undefined
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
    })
    return response.ok ? toSheetStyle(await response.json()) : undefined
  } catch {
    return undefined
  }
}

/** Sets the style on an element; the answer takes it off again. */
export function applySheetStyle(element: HTMLElement, style: SheetStyle): () => void {
  const before = element.style.colorScheme
  for (const [name, value] of Object.entries(style.properties)) element.style.setProperty(name, value)
  element.style.colorScheme = style.scheme
  return () => {
    for (const name of Object.keys(style.properties)) element.style.removeProperty(name)
    element.style.colorScheme = before
  }
}
