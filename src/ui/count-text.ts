/** `4 active`. Of an incomplete reading it never says "0", and says that there may be more. */
export function countText(count: number, word: string, complete: boolean): string | undefined {
  if (complete) return `${count} ${word}`
  return count === 0 ? undefined : `at least ${count} ${word}`
}

/** `1 dose`, `2 doses` */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`
