import { useState } from 'react'
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
} & Pick<SectionProps, 'openSource'>

/** A stated fact of someone's life, such as smoking, with what was stated before. */
export function SocialRow({ words, source, history, openSource }: SocialRowProps) {
  const [open, setOpen] = useState(false)
  const earlier = history && (
    <Button variant="link" aria-expanded={open} onClick={() => setOpen(!open)}>
      Earlier <span aria-hidden="true">{open ? '▾' : '▸'}</span>
    </Button>
  )
  return (
    <Row
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
