import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CopyReport } from '#features/doctor/CopyReport.tsx'
import { Doctor } from '#features/doctor/Doctor.tsx'
import type { Examination } from '#features/doctor/examine.ts'
import { testSession } from '../session.ts'

const begun: Examination[] = vi.hoisted(() => [])
vi.mock('#features/doctor/examine.ts', () => ({
  examine: (examination: Examination) => {
    begun.push(examination)
    return new Promise(() => undefined)
  },
}))
vi.mock('#features/doctor/browser-facts.ts', () => ({ lookAtBrowser: () => Promise.resolve({}) }))

const named = (name: string) => ({ name, fhirBase: `https://${name}.example/R4`, clientId: 'app-1' })
beforeEach(() => {
  begun.length = 0
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ issuers: [named('first'), named('second')] })))
})
afterEach(cleanup)

describe('the Launch Doctor', () => {
  it('stops asking once it is left', async () => {
    const { unmount } = render(<Doctor signIn={undefined} />)
    await waitFor(() => expect(begun).toHaveLength(1))
    expect(begun[0]?.signal.aborted).toBe(false)
    unmount()
    expect(begun[0]?.signal.aborted).toBe(true)
  })

  it('within a sign-in looks at the organisation of that sign-in, and offers no other', async () => {
    const signIn = testSession()
    render(<Doctor signIn={signIn} />)
    await waitFor(() => expect(begun.map(({ issuer }) => issuer)).toEqual([signIn.issuer]))
    expect(screen.queryByRole('combobox')).toBeNull()
  })

  it('where the browser does not let a page copy, selects its report to be copied by hand', async () => {
    render(<CopyReport text="The report" />)
    vi.stubGlobal('navigator', {})
    const area = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Report for IT' })
    act(() => screen.getByRole('button', { name: 'Copy the report' }).click())
    expect(await screen.findByText('Selected: copy it with Ctrl+C.')).toBeTruthy()
    expect([document.activeElement, area.selectionStart, area.selectionEnd]).toEqual([area, 0, 'The report'.length])
  })
})
