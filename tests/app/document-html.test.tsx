import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DocumentContent } from '#features/documents/DocumentContent.tsx'

vi.mock('#features/documents/safe-html.ts', () => ({
  safeHtml: () => {
    throw new Error('cannot clean')
  },
}))

beforeEach(() => {
  URL.createObjectURL = () => 'blob:https://app.example/1'
  URL.revokeObjectURL = () => undefined
})
afterEach(cleanup)

it('a document in HTML that cannot be cleaned is not drawn at all, and says so', async () => {
  const html = '<!DOCTYPE html><p>Words of the document</p>'
  render(<DocumentContent bytes={new TextEncoder().encode(html)} claimed="text/html" title="Note" />)
  expect(await screen.findByText(/could not be drawn safely/)).toBeTruthy()
  expect(document.querySelector('iframe')).toBeNull()
  expect(document.body.textContent).not.toContain('Words of the document')
})
