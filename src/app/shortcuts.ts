import { useEffect, useRef } from 'react'
import { jumpTo } from './jump.ts'
import { sections } from './sections.ts'

const PREFIX_LASTS = 1500

export type Jump = { readonly key: string; readonly id: string; readonly title: string }

/** Where `g` and a letter lead, in the order of the sheet. */
export const JUMPS: readonly Jump[] = [
  ...sections.flatMap(({ shortcut, id, title }) => (shortcut === undefined ? [] : [{ key: shortcut, id, title }])),
  { key: 'n', id: 'note', title: 'Note' },
]

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null

const dialogOpen = (): boolean => document.querySelector('[role=dialog], [role=alertdialog]') !== null

type ShortcutsProps = { readonly on: boolean; readonly help: () => void; readonly refresh: () => void }

/** Single keys, only while nobody is typing and no dialog is open; off where the person has turned them off. */
export function Shortcuts({ on, ...actions }: ShortcutsProps): null {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    if (!on) return undefined
    let prefixedAt = -Infinity
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || takesText(event.target) || dialogOpen()) return
      const prefixed = event.timeStamp - prefixedAt < PREFIX_LASTS
      prefixedAt = -Infinity
      const jump = prefixed ? JUMPS.find(({ key }) => key === event.key) : undefined
      if (jump) jumpTo(jump.id)
      else if (event.key === 'g') prefixedAt = event.timeStamp
      else if (event.key === '?') latest.current.help()
      else if (event.key === 'r') latest.current.refresh()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [on])
  return null
}
