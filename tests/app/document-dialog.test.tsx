import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Attachment, ChartDocument } from '#clinical/document.ts'
import { DocumentDialog } from '#features/documents/DocumentDialog.tsx'
import { chartDocument } from '../fixtures.ts'
import { testSession } from '../session.ts'

beforeEach(() => {
  URL.createObjectURL = () => 'blob:https://app.example/1'
  URL.revokeObjectURL = () => undefined
})
afterEach(cleanup)

const form = (contentType: string, words: string | undefined): Attachment => ({
  contentType,
  url: undefined,
  data: words === undefined ? undefined : btoa(words),
  title: undefined,
  size: undefined,
})

async function open(change: Partial<ChartDocument>) {
  const document = chartDocument('Letter', { id: 'd1', docStatus: undefined, ...change })
  render(
    <QueryClientProvider client={new QueryClient()}>
      <DocumentDialog session={testSession()} document={document} onClose={() => undefined} />
    </QueryClientProvider>,
  )
  return screen.findByRole('dialog', { name: 'Letter' }, { timeout: 25_000 })
}

describe('a document that was opened', () => {
  it('whose content is damaged says so', async () => {
    const damaged = { ...form('text/plain', ''), data: '%%%' }
    expect((await open({ attachments: [damaged] })).textContent).toContain('The content of this document is damaged')
  })

  it('of which there are only the words of its conclusion shows them, and says that the rest is not there', async () => {
    const dialog = await open({ conclusion: 'No acute disease', attachments: [form('text/html', undefined)] })
    expect(dialog.textContent).toContain('No acute disease')
    expect(dialog.textContent).toContain('The record lists this document without its content. Open it in Epic.')
  })

  it.each([
    [{ docStatus: 'preliminary', status: 'current' }, 'preliminary'],
    [{ status: 'superseded' }, 'superseded'],
    [{ docStatus: 'final', status: 'superseded' }, 'superseded'],
    [{ docStatus: 'final', status: 'entered-in-error' }, 'entered in error'],
  ])('says what state it is in: %j', async (change, words) => {
    expect((await open({ ...change, attachments: [form('text/plain', 'x')] })).textContent).toContain(words)
  })

  it('in several forms begins with the one that reads best; each other is a press away', async () => {
    const attachments = [form('application/rtf', String.raw`{\rtf1 As rich text}`), form('text/plain', 'As plain text')]
    const dialog = await open({ attachments })
    expect(dialog.textContent).toContain('As plain text')
    await userEvent.click(screen.getByRole('button', { name: 'Rich text', pressed: false }))
    expect(dialog.textContent).toContain('As rich text')
    expect(dialog.textContent).not.toContain('As plain text')
  })

  it('that could not be had is asked for once more when one presses Retry, and then shown', async () => {
    const binary = { resourceType: 'Binary', contentType: 'text/plain', data: btoa('As plain text') }
    const answers = [new Response(null, { status: 404 }), Response.json(binary)]
    vi.stubGlobal('fetch', () => Promise.resolve(answers.shift() ?? Response.error()))
    await open({ attachments: [{ ...form('text/plain', undefined), url: 'Binary/1' }] })
    await userEvent.click(await screen.findByRole('button', { name: 'Retry' }))
    expect(await screen.findByText('As plain text')).toBeTruthy()
  })
})
