import { turn } from './breathe.ts'

let last: Promise<unknown> = Promise.resolve()

/**
 * To be awaited before a whole reading is shown: lists that came together are drawn one after the other, each in a task of
 * its own, because what React is told of a store it draws at once and in one piece.
 */
export const inLine = (): Promise<void> => {
  const mine = last.then(turn)
  last = mine
  return mine
}

/**
 * Holds back what has been read until the page stands that shows it; the answer lets it go. Whatever came while React draws
 * the page for the first time would make it begin again, in one piece.
 */
export function holdLine(): () => void {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  last = last.then(() => held)
  return () => release()
}
