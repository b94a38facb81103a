import { Button } from '#ui/Button.tsx'
import { jumpTo } from './jump.ts'

const PARTS = [
  ['prepare', 'To what changed'],
  ['record', 'To the record'],
  ['note', 'To the note'],
] as const

export function SkipLinks() {
  return (
    <nav className="skips" aria-label="Skip">
      {PARTS.map(([id, words]) => (
        <Button key={id} variant="link" onClick={() => jumpTo(id)}>
          {words}
        </Button>
      ))}
    </nav>
  )
}
