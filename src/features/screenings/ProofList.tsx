import type { Source } from '#clinical/source.ts'
import { SourceLinks } from './SourceLinks.tsx'

export type ProofEntry = { readonly id: string; readonly words: string; readonly source: Source | undefined }

type ProofListProps = {
  readonly entries: readonly ProofEntry[]
  readonly most: number
  readonly openSource: (source: Source) => void
}

export function ProofList({ entries, most, openSource }: ProofListProps) {
  return (
    <ul className="proof">
      {entries.slice(0, most).map(({ id, words, source }) => (
        <li key={id}>
          {words} <SourceLinks sources={source ? [source] : []} openSource={openSource} />
        </li>
      ))}
      {entries.length > most && <li>and {entries.length - most} more</li>}
    </ul>
  )
}
