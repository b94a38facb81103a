import type { Source } from '#clinical/source.ts'
import { Button } from '#ui/Button.tsx'

const MOST = 5

type SourceLinksProps = { readonly sources: readonly Source[]; readonly openSource: (source: Source) => void }

/** The way from a statement to what the record says: one link, or one for each. */
export function SourceLinks({ sources, openSource }: SourceLinksProps) {
  return sources.slice(0, MOST).map((source, at) => (
    <span key={`${source.resourceType}/${source.id}`}>
      {at > 0 && ' '}
      <Button variant="link" onClick={() => openSource(source)}>
        {sources.length === 1 ? 'Source' : `Source ${at + 1}`}
      </Button>
    </span>
  ))
}
