import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { lookbackStart } from '#clinical/baseline.ts'
import { isInError } from '#clinical/document.ts'
import type { ChartDocument } from '#clinical/document.ts'
import { documentState, documentText, joined } from '#clinical/fact-text.ts'
import { inWindow } from '#clinical/lookback.ts'
import { documentsQuery, encountersQuery, reportsQuery } from '#fhir/queries.ts'
import { formatDate, newestFirst } from '#lib/dates.ts'
import { Button } from '#ui/Button.tsx'
import { Fold } from '#ui/Fold.tsx'
import { LookbackPicker } from '#ui/LookbackPicker.tsx'
import { OlderNote } from '#ui/OlderNote.tsx'
import { Row } from '#ui/Row.tsx'
import { RowList } from '#ui/RowList.tsx'
import { Section } from '#ui/Section.tsx'
import { useLookback } from '#ui/use-lookback.ts'
import type { SectionProps } from '../section.ts'
import { attachmentWords, openable } from './attachments.ts'
import { DocumentDialog } from './DocumentDialog.tsx'
import './documents.css'

const isFact = (document: ChartDocument): boolean => !isInError(document)

export function DocumentsSection(props: SectionProps) {
  const { session } = props
  const reports = useQuery(reportsQuery(session))
  const documents = useQuery(documentsQuery(session))
  const visits = useQuery(encountersQuery(session))
  const [lookback, setLookback] = useLookback('documents')
  const { from, why } = lookbackStart(lookback, props.today, visits.data, session.user)
  const [open, setOpen] = useState<ChartDocument>()
  return (
    <>
      <Section
        id="documents"
        title="Reports and documents"
        query={[
          { part: 'reports', query: reports },
          { part: 'documents', query: documents },
        ]}
        none="No reports or documents recorded"
        isFact={isFact}
        head={<LookbackPicker of="reports and documents" value={lookback} onChange={setLookback} />}
      >
        {({ items }) => (
          <>
            {why !== undefined && <p className="footnote">{why}</p>}
            <Documents {...props} items={items} from={from} onShowAll={() => setLookback('all')} onOpen={setOpen} />
          </>
        )}
      </Section>
      {open && <DocumentDialog session={session} document={open} onClose={() => setOpen(undefined)} />}
    </>
  )
}

type ListProps = SectionProps & {
  readonly items: readonly ChartDocument[]
  readonly from: string | undefined
  readonly onShowAll: () => void
  readonly onOpen: (document: ChartDocument) => void
}

function Documents({ items, from, onShowAll, ...rest }: ListProps) {
  const sorted = items.toSorted((a, b) => newestFirst(a.date, b.date))
  const wrong = sorted.filter((document) => !isFact(document))
  const { shown, older } = inWindow(sorted.filter(isFact), ({ date }) => date, from)
  const row = (document: ChartDocument) => <DocumentRow key={document.id} document={document} {...rest} />
  return (
    <>
      <RowList items={shown} row={row} />
      <OlderNote count={older} what="documents" before={from} onShowAll={onShowAll} />
      {wrong.length > 0 && (
        <Fold label={`${wrong.length} entered in error`}>
          <RowList items={wrong} row={row} />
        </Fold>
      )}
    </>
  )
}

type RowProps = Omit<ListProps, 'items' | 'from' | 'onShowAll'> & { readonly document: ChartDocument }

function DocumentRow({ document, ticks, openSource, onOpen }: RowProps) {
  const line = {
    id: document.id,
    section: 'documents' as const,
    text: documentText(document),
    sources: [document.source],
  }
  const canOpen = openable(document.attachments).length > 0 || document.conclusion !== undefined
  return (
    <Row
      // What was entered in error never goes into a note as if it stood.
      tick={
        isFact(document)
          ? { checked: ticks.has(line.id), onToggle: () => ticks.toggle(line), label: line.text }
          : undefined
      }
      date={document.date ? formatDate(document.date) : 'undated'}
      reason={reasonOf(document)}
      onSource={() => openSource(document.source)}
    >
      {canOpen ? (
        <Button variant="link" onClick={() => onOpen(document)}>
          {document.title}
        </Button>
      ) : (
        document.title
      )}
    </Row>
  )
}

/** Who wrote it, what state it is in, and in which form it can be opened. */
function reasonOf(document: ChartDocument): string {
  const { type, title, authors, attachments, conclusion } = document
  const forms = [...new Set(openable(attachments).map(attachmentWords))]
  return joined(
    [
      type.text !== title && type.text,
      authors.join(', '),
      documentState(document),
      forms.join(', '),
      forms.length === 0 && conclusion === undefined && 'listed without its content',
    ],
    ' · ',
  )
}
