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

/** For what the first drawing of the page can do without. */
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

/** How long one answer waits for those it is drawn with, in milliseconds. */
const PATIENCE = 60

const patience = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PATIENCE))

let underWay = 0
let whole = (): void => undefined
let complete: Promise<void> = Promise.resolve()

/**
 * To be called as a reading of the first section begins, and the answer when it is there: readings that come together are
 * drawn in one piece. One that is late is waited for no longer than would be seen.
 */
export function together(): () => Promise<void> {
  if (underWay === 0) complete = new Promise<void>((resolve) => (whole = resolve))
  underWay += 1
  return async () => {
    underWay -= 1
    if (underWay === 0) whole()
    await Promise.race([complete, patience()])
  }
}

/** To be awaited before the page is first drawn: what comes this moment is drawn with it, and not once more after it. */
export const firstToShow = (): Promise<void> => Promise.race([complete.then(turn), patience()])
