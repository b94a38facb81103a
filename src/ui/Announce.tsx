import type { ReactNode } from 'react'

/** A place whose words are spoken when they change; it must be in the page before they do. */
export function Announce({ children }: { readonly children?: ReactNode }) {
  return <div aria-live="polite">{children}</div>
}
