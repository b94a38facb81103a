import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createQueryClient } from '#app/query-client.ts'
import { DocumentsSection } from '#features/documents/DocumentsSection.tsx'
import { expectAxeClean } from '../axe.ts'
import { createTestEhr, issuerOf, withApp } from '../render.tsx'
import { serve } from '../server.ts'
import { testSession } from '../session.ts'

const addresses = { given: [] as string[], back: [] as string[] }
beforeEach(() => {
  Object.assign(addresses, { given: [], back: [] })
  URL.createObjectURL = (blob) => `blob:https://app.example/${addresses.given.push((blob as Blob).type)}`
  URL.revokeObjectURL = (address) => void addresses.back.push(address)
})
withApp()

/** The section alone: role queries over the whole sheet are slow in jsdom. */
async function renderDocuments() {
  const ehr = createTestEhr()
  serve(ehr)
  const token = await ehr.mint({ patient: 'documents-of-every-kind' })
  const session = testSession({
    issuer: issuerOf(ehr),
    patientId: String(token['patient']),
    accessToken: () => Promise.resolve(token.access_token),
  })
  render(
    <QueryClientProvider client={createQueryClient()}>
      <DocumentsSection
        session={session}
        ticks={{ has: () => false, toggle: () => undefined }}
        today={Temporal.Now.plainDateISO()}
        openSource={() => undefined}
      />
    </QueryClientProvider>,
  )
}

async function open(title: string) {
  await renderDocuments()
  await userEvent.click(await screen.findByText(title, { selector: 'button' }))
  return within(await screen.findByRole('dialog', { name: title }, { timeout: 5000 }))
}

const frameText = (dialog: ReturnType<typeof within>, title: string) => {
  const frame = dialog.getByTitle(title) as HTMLIFrameElement
  expect(frame.getAttribute('sandbox')).toBe('')
  return frame.srcdoc
}

describe('a document is opened by what it is', () => {
  it('plain text keeps every character', async () => {
    const dialog = await open('Plain text')
    expect(await dialog.findByText(/Ä ß 漢字 👍/)).toBeTruthy()
  })

  it('RTF becomes its words', async () => {
    const dialog = await open('RTF')
    expect(await dialog.findByText(/What was said is written here/)).toBeTruthy()
  })

  it.each(['HTML with scripts and remote images', 'Says PDF and is HTML'])(
    '%s is drawn in a frame that can do nothing, without scripts, pictures, forms or links',
    async (title) => {
      const dialog = await open(title)
      await dialog.findByTitle(title)
      const html = frameText(dialog, title)
      expect(html).toContain("default-src 'none'")
      expect(html.replace(/^.*<\/head>/s, '')).not.toMatch(
        /<script|<img|<iframe|<form|<svg|<style|<link|\son\w+=|href=|src=|javascript:/i,
      )
    },
  )

  it('text that looks like HTML stays text', async () => {
    const dialog = await open('Says text and is HTML')
    expect(await dialog.findByText(/<script>/, { selector: 'pre' })).toBeTruthy()
  })

  it('a PDF goes to the browser’s own viewer', async () => {
    const dialog = await open('PDF')
    const frame = await dialog.findByTitle<HTMLIFrameElement>('PDF')
    expect(frame.src).toMatch(/^blob:/)
    expect(frame.hasAttribute('sandbox')).toBe(false)
  })

  it('its content has an address for as long as the dialog is open, and of the type that its bytes are', async () => {
    const dialog = await open('Says PDF and is HTML')
    await dialog.findByTitle('Says PDF and is HTML')
    expect(addresses).toEqual({ given: ['text/plain'], back: [] })
    await userEvent.click(dialog.getByRole('button', { name: 'Close' }))
    expect(addresses.back).toEqual(['blob:https://app.example/1'])
  })

  it('that it stays on this computer is said where it can be saved', async () => {
    const dialog = await open('Plain text')
    expect(await dialog.findByText(/A saved file stays on this computer after you sign out/)).toBeTruthy()
  })

  it('content that lies in the record itself is shown without asking for it', async () => {
    const dialog = await open('In the resource itself')
    expect(await dialog.findByText(/What was said is written here/)).toBeTruthy()
  })

  it('a picture is drawn as a picture', async () => {
    const dialog = await open('Image')
    expect(await dialog.findByRole('img', { name: 'Image' })).toBeTruthy()
  })

  it.each(['C-CDA'])('%s says its kind and is offered to save, under a name without the patient', async (title) => {
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      expect(this.download).toBe('document.txt')
    })
    const dialog = await open(title)
    expect(await dialog.findByText(/does not show this kind of file/)).toBeTruthy()
    expect(dialog.getByText(/XML document/)).toBeTruthy()
    await userEvent.click(dialog.getByRole('button', { name: 'Save to this computer' }))
    expect(clicked).toHaveBeenCalledOnce()
  })

  it('the dialog is clean for assistive technology', async () => {
    const dialog = await open('Plain text')
    await dialog.findByText(/漢字/)
    await expectAxeClean(screen.getByRole('dialog'))
  })
})

describe('what cannot be opened says so', () => {
  it.each([
    ['Missing file', 'not-found'],
    ['forbidden', 'forbidden'],
    ['On a foreign server', 'unreadable outside-fhir-base'],
  ])('%s', async (title, code) => {
    const dialog = await open(title)
    expect(await dialog.findByText('Could not be opened.')).toBeTruthy()
    expect(dialog.getByText(new RegExp(code), { selector: 'code' })).toBeTruthy()
    expect(dialog.getByRole('button', { name: 'Retry' })).toBeTruthy()
  })

  it('a document listed without its content is a row that says so, and cannot be clicked', async () => {
    await renderDocuments()
    expect((await screen.findAllByText(/listed without its content/)).length).toBeGreaterThan(0)
    expect(screen.queryByRole('button', { name: 'No address and no type' })).toBeNull()
  })
})
