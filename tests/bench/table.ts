export type Row = {
  readonly what: string
  readonly value: string
  /** As issue 2 §7 or performance.md §8 has it; absent: for information. */
  readonly target?: string
  readonly met?: boolean
}

export const atMost = (what: string, value: number, most: number, unit = ''): Row => ({
  what,
  value: `${round(value)}${unit}`,
  target: `≤ ${most}${unit}`,
  met: value <= most,
})

export const told = (what: string, value: string): Row => ({ what, value })

const round = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1))

export function printTable(rows: readonly Row[]): void {
  const wide = Math.max(...rows.map(({ what }) => what.length))
  const value = Math.max(...rows.map((row) => row.value.length))
  console.log('')
  for (const row of rows) {
    const mark = row.met === undefined ? ' ' : row.met ? '✓' : '✗'
    console.log(`${mark} ${row.what.padEnd(wide)}  ${row.value.padStart(value)}  ${row.target ?? ''}`.trimEnd())
  }
  console.log('\nFigures of this machine and this hour. Nothing passes or fails by them; budgets are held by npm test.')
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}

/** The median with its 90 % interval, by drawing the sample anew a thousand times with a fixed seed. */
export function interval(values: readonly number[]): {
  readonly low: number
  readonly mid: number
  readonly high: number
} {
  let seed = 12_345
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed / 2_147_483_648
  }
  const draw = (): number => median(values.map(() => values[Math.floor(random() * values.length)] ?? NaN))
  const drawn = Array.from({ length: 1000 }, draw).toSorted((a, b) => a - b)
  return { low: drawn[50] ?? NaN, mid: median(values), high: drawn[949] ?? NaN }
}
