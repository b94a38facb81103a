import { turn } from './breathe.ts'

let stands: Promise<void> = Promise.resolve()
let last: Promise<unknown> = Promise.resolve()

/**
 * To be awaited before a whole reading is shown: lists that came together are drawn one after the other, each in a task of
 * its own, because what React is told of a store it draws at once and in one piece.
 */
export function inLine(): Promise<void> {
  const mine = last.then(onceDrawn).then(turn)
  last = mine
  return mine
}

/** The same for what goes ahead of the line. */
export const onceDrawn = (): Promise<void> => stands

/**
 * Holds back what has been read until the page stands that shows it; the answer lets it go. In the first drawing of the
 * page all that came meanwhile would be drawn with it, in one piece.
 */
export function holdLine(): () => void {
  let release = (): void => undefined
  stands = new Promise<void>((resolve) => (release = resolve))
  return () => release()
}
