export type Rgb = readonly [number, number, number]

export const WHITE: Rgb = [255, 255, 255]
export const BLACK: Rgb = [0, 0, 0]

/** `#abc` or `#aabbcc`; nothing else is taken from a server. */
export function parseHex(value: unknown): Rgb | undefined {
  const hex = typeof value === 'string' ? /^#([\da-f]{3}|[\da-f]{6})$/i.exec(value.trim())?.[1] : undefined
  if (hex === undefined) return undefined
  const full = hex.length === 3 ? hex.replaceAll(/./g, '$&$&') : hex
  const channel = (at: number): number => Number.parseInt(full.slice(at, at + 2), 16)
  return [channel(0), channel(2), channel(4)]
}

export const toHex = (colour: Rgb): string =>
  `#${colour.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`

/** A share of `b` in `a`: 0 is `a`, 1 is `b`. */
export const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
]

/** WCAG 2.2 relative luminance. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
export function luminance(colour: Rgb): number {
  const linear = (channel: number): number => {
    const c = Math.round(channel) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
}

export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

/** The colour nearest to the wanted one that reaches the contrast on every ground, moving towards `pole` in small steps. */
export function readableOn(wanted: Rgb, grounds: readonly Rgb[], least: number, pole: Rgb): Rgb {
  for (let step = 0; step <= 50; step += 1) {
    const candidate = mix(wanted, pole, step / 50)
    if (grounds.every((ground) => contrast(candidate, ground) >= least)) return candidate
  }
  return pole
}
