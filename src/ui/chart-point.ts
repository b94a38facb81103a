/** A number on a time line; `at` in days since 1970. */
export type ChartPoint = {
  readonly at: number
  readonly value: number
  /** The lower number of a pair, such as the diastolic pressure. */
  readonly second: number | undefined
  /** A bound such as `<0.5`: drawn hollow. */
  readonly bound: boolean
  readonly low: number | undefined
  readonly high: number | undefined
}

/** The smallest and largest of what is to be drawn, with air around them; never empty. */
export function extent(numbers: readonly (number | undefined)[]): [number, number] {
  let low = Infinity
  let high = -Infinity
  for (const n of numbers) {
    if (n === undefined || !Number.isFinite(n)) continue
    if (n < low) low = n
    if (n > high) high = n
  }
  if (low > high) return [0, 1]
  const air = (high - low) * 0.1 || Math.abs(high) * 0.1 || 1
  return [low - air, high + air]
}
