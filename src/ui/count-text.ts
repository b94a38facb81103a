/** `4 active`. Of an incomplete reading it never says "0", and says that there may be more. */
export function countText(count: number, word: string, complete: boolean): string | undefined {
  if (complete) return `${count} ${word}`
  return count === 0 ? undefined : `at least ${count} ${word}`
}
