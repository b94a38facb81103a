/** Moves focus and view to a part of the sheet. Links to `#part` would change the route, which is the fragment. */
export function jumpTo(id: string): void {
  const part = document.getElementById(id)
  part?.focus({ preventScroll: true })
  part?.scrollIntoView({ block: 'start' })
}
