import { useState } from 'react'
import { bracketed } from '#clinical/fact-text.ts'
import type { HistoryWords, TestWords } from '#clinical/history-words.ts'
import type { Source } from '#clinical/source.ts'
import type { SectionProps } from '#features/section.ts'
import { Button } from '#ui/Button.tsx'
import { History } from '#ui/History.tsx'
import { Row } from '#ui/Row.tsx'

type SocialRowProps = {
  readonly words: TestWords
  readonly source: Source
  readonly history: readonly HistoryWords[] | undefined
} & Pick<SectionProps, 'ticks' | 'openSource'>

/** A stated fact of someone's life, such as smoking, with what was stated before. */
export function SocialRow({ words, source, history, ticks, openSource }: SocialRowProps) {
  const [open, setOpen] = useState(false)
  const id = `${source.resourceType}/${source.id}`
  const text = bracketed(`${words.name}: ${words.value}`, [words.date, words.reason])
  const line = { id, section: 'social-history' as const, text, sources: [source] }
  const earlier = history && (
    <Button variant="link" aria-expanded={open} onClick={() => setOpen(!open)}>
      Earlier <span aria-hidden="true">{open ? '▾' : '▸'}</span>
    </Button>
  )
  return (
    <Row
      tick={{ checked: ticks.has(id), onToggle: () => ticks.toggle(line), label: text }}
      date={words.date}
      reason={
        (words.reason !== '' || earlier) && (
          <>
            {words.reason} {earlier}
          </>
        )
      }
      onSource={() => openSource(source)}
      more={open && history && <History parts={history} onSource={openSource} />}
    >
      {words.name}: <b>{words.value}</b>
    </Row>
  )
}
