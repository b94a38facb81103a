import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChartDocument } from '#clinical/document.ts'
import { bracketed, dateText, joined } from '#clinical/fact-text.ts'
import { documentsQuery, reportsQuery } from '#fhir/queries.ts'
import { formatDate, newestFirst } from '#lib/dates.ts'
import { Button } from '#ui/Button.tsx'
import { Fold } from '#ui/Fold.tsx'
import { Row } from '#ui/Row.tsx'
import { RowList } from '#ui/RowList.tsx'
import { Section } from '#ui/Section.tsx'
import type { SectionProps } from '../section.ts'
import { attachmentWords, openable } from './attachments.ts'
import { DocumentDialog } from './DocumentDialog.tsx'
import './documents.css'

const isFact = ({ status }: ChartDocument): boolean => status !== 'entered-in-error'

export function DocumentsSection(props: SectionProps) {
  const { session } = props
  const reports = useQuery(reportsQuery(session))
  const documents = useQuery(documentsQuery(session))
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
        count={({ items }) => items.filter(isFact).length}
      >
        {({ items }) => <Documents {...props} items={items} onOpen={setOpen} />}
      </Section>
      {open && <DocumentDialog session={session} document={open} onClose={() => setOpen(undefined)} />}
    </>
  )
}

type ListProps = SectionProps & {
  readonly items: readonly ChartDocument[]
  readonly onOpen: (document: ChartDocument) => void
}

function Documents({ items, ...rest }: ListProps) {
  const sorted = items.toSorted((a, b) => newestFirst(a.date, b.date))
  const wrong = sorted.filter((document) => !isFact(document))
  const row = (document: ChartDocument) => <DocumentRow key={document.id} document={document} {...rest} />
  return (
    <>
      <RowList items={sorted.filter(isFact)} row={row} />
      {wrong.length > 0 && (
        <Fold label={`${wrong.length} entered in error`}>
          <RowList items={wrong} row={row} />
        </Fold>
      )}
    </>
  )
}

type RowProps = Omit<ListProps, 'items'> & { readonly document: ChartDocument }

function DocumentRow({ document, ticks, openSource, onOpen }: RowProps) {
  const line = {
    id: document.id,
    section: 'documents' as const,
    text: bracketed(joined([document.title, document.conclusion], ': '), [dateText(document.date) ?? 'undated']),
    sources: [document.source],
  }
  const canOpen = openable(document.attachments).length > 0 || document.conclusion !== undefined
  return (
    <Row
      tick={{ checked: ticks.has(line.id), onToggle: () => ticks.toggle(line), label: line.text }}
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
function reasonOf({ kind, type, title, authors, status, docStatus, attachments, conclusion }: ChartDocument): string {
  const state = docStatus ?? (kind === 'report' ? status : undefined)
  const forms = [...new Set(openable(attachments).map(attachmentWords))]
  return joined(
    [
      type.text !== title && type.text,
      authors.join(', '),
      state === 'final' ? undefined : state?.replaceAll('-', ' '),
      forms.join(', '),
      forms.length === 0 && conclusion === undefined && 'listed without its content',
    ],
    ' · ',
  )
}
