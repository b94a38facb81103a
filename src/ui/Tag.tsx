import type { ReactNode } from 'react'

export type Tone = 'over' | 'due' | 'soon' | 'ok' | 'ask' | 'mute'

export function Tag({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return <span className={`tag ${tone}`}>{children}</span>
}
