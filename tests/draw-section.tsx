import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import { useEffect, useState } from 'react'
import type { ComponentType } from 'react'
import { vi } from 'vitest'
import type { NoteLine, NoteSection } from '#clinical/note.ts'
import type { Source } from '#clinical/source.ts'
import type { SectionProps } from '#features/section.ts'
import { HealthPrepError } from '#lib/errors.ts'
import type { ErrorKind } from '#lib/errors.ts'
import { session, today } from './fixtures.ts'

type Options = { readonly queryKey: readonly unknown[] }

/** A cache that asks no server: what stands in it was put there by the test; the rest is waited for. */
export function still() {
  const client = new QueryClient({
    defaultOptions: { queries: { enabled: false, retry: false, staleTime: Infinity, gcTime: Infinity } },
  })
  const has = (options: Options, data: unknown): void => {
    client.setQueryData(options.queryKey, data)
  }
  const failed = (options: Options, kind: ErrorKind = 'forbidden', code = 'http-403'): void => {
    const query = client.getQueryCache().build(client, { queryKey: options.queryKey })
    query.setState({ status: 'error', error: new HealthPrepError(kind, code), fetchStatus: 'idle' })
  }
  return { client, has, failed }
}

/** Draws one section for the patient of the fixtures on 23 Nov 2026, with ticks that work. */
export function drawSection(View: ComponentType<SectionProps>, client: QueryClient, of = session()) {
  const openSource = vi.fn<(source: Source) => void>()
  const ticked: NoteLine[] = []
  let noted: readonly NoteLine[] = []
  function Drawn() {
    const [lines, setLines] = useState<readonly NoteLine[]>([])
    useEffect(() => {
      noted = lines
    }, [lines])
    const ticks = {
      has: (id: string) => lines.some((line) => line.id === id),
      lines: (section: NoteSection) => lines.filter((line) => line.section === section),
      toggle: (line: NoteLine) => {
        ticked.push(line)
        const isIn = lines.some(({ id }) => id === line.id)
        setLines((now) => (isIn ? now.filter(({ id }) => id !== line.id) : [...now, line]))
      },
    }
    return <View session={of} ticks={ticks} today={Temporal.PlainDate.from(today)} openSource={openSource} />
  }
  const drawn = render(
    <QueryClientProvider client={client}>
      <Drawn />
    </QueryClientProvider>,
  )
  return { ...drawn, openSource, ticked, noted: () => noted }
}
