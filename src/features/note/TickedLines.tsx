import { useState } from 'react'
import { HEADINGS } from '#clinical/note-format.ts'
import { NOTE_SECTIONS } from '#clinical/note.ts'
import { Announce } from '#ui/Announce.tsx'
import { TickedLine } from './TickedLine.tsx'
import { withMove } from './draft-content.ts'
import type { News } from './line-news.ts'
import type { NoteDraft } from './use-note-draft.ts'

type Moved = { readonly id: string; readonly by: -1 | 1 }

type TickedLinesProps = { readonly draft: NoteDraft; readonly news: ReadonlyMap<string, News> }

/** The ticked lines, to order, edit and take out, section by section as the note has them. */
export function TickedLines({ draft, news }: TickedLinesProps) {
  const { content, keeper } = draft
  const [moved, setMoved] = useState<Moved>()
  const [words, setWords] = useState('')
  return (
    <>
      {NOTE_SECTIONS.map((section) => {
        const lines = content.lines.filter(({ line }) => line.section === section)
        const title = capital(HEADINGS[section])
        if (lines.length === 0) return null
        return (
          <ol key={section} className="note-lines" aria-label={`Ticked: ${title}`}>
            {lines.map((each, at) => (
              <TickedLine
                key={each.line.id}
                draft={draft}
                line={each}
                news={news.get(each.line.id)}
                isFirst={at === 0}
                isLast={at === lines.length - 1}
                moved={moved?.id === each.line.id ? moved : undefined}
                onMove={(by) => {
                  setMoved({ id: each.line.id, by })
                  setWords(`Now ${at + 1 + by} of ${lines.length} in ${title}`)
                  keeper.change((now) => withMove(now, each.line.id, by))
                }}
              />
            ))}
          </ol>
        )
      })}
      <div className="vh">
        <Announce>{words}</Announce>
      </div>
    </>
  )
}

const capital = (heading: string): string => heading.charAt(0) + heading.slice(1).toLowerCase()
