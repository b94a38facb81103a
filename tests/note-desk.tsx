import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { createQueryClient } from '#app/query-client.ts'
import type { Session } from '#auth/session.ts'
import type { NoteLine } from '#clinical/note.ts'
import { NoteBar } from '#features/note/NoteBar.tsx'
import { NotePanel } from '#features/note/NotePanel.tsx'
import { useNoteDraft } from '#features/note/use-note-draft.ts'
import { patientQuery } from '#fhir/queries.ts'
import type { Ehr } from '../src/stand-in/ehr.ts'
import { visitToday } from './ehr-fetch.ts'
import { createTestEhr, issuerOf } from './render.tsx'
import { serve } from './server.ts'
import { testSession } from './session.ts'

const line = (id: string, text: string, section: NoteLine['section'] = 'problems'): NoteLine => ({
  id,
  section,
  text,
  sources: [{ resourceType: 'Condition', id, date: undefined, author: undefined, codings: [], query: 'Condition' }],
})

export const LINES = [line('c1', 'Prediabetes (2 Oct 2026)'), line('c2', 'Hypertension (2021)'), line('c3', 'Migraine')]

/** The note beside three rows that can be ticked, and a warning that can be closed. */
function Desk({ session, lines }: { readonly session: Session; readonly lines: readonly NoteLine[] }) {
  const draft = useNoteDraft(session)
  const patient = useQuery(patientQuery(session))
  const [warning, setWarning] = useState(true)
  return (
    <>
      {warning && <button onClick={() => setWarning(false)}>Close the expiry warning</button>}
      {lines.map((each) => (
        <label key={each.id}>
          <input type="checkbox" checked={draft.ticks.has(each.id)} onChange={() => draft.ticks.toggle(each)} />
          {each.text}
        </label>
      ))}
      <NotePanel session={session} patient={patient.data} draft={draft} today={Temporal.Now.plainDateISO()} />
      <NoteBar draft={draft} onOpen={() => undefined} />
    </>
  )
}

export async function signInFor(slug: string, changes: Partial<Session> = {}, ehr: Ehr = createTestEhr()) {
  serve(ehr)
  const token = await ehr.mint({ patient: slug, scopes: 'user/*.*' })
  const session = testSession({
    key: crypto.randomUUID(),
    patientId: String(token['patient']),
    encounterId: visitToday(slug),
    issuer: issuerOf(ehr),
    accessToken: () => Promise.resolve(token.access_token),
    ...changes,
  })
  return { ehr, session }
}

export function openDesk(session: Session, lines: readonly NoteLine[] = LINES) {
  const queryClient = createQueryClient()
  const view = render(
    <QueryClientProvider client={queryClient}>
      <Desk session={session} lines={lines} />
    </QueryClientProvider>,
  )
  return {
    ...view,
    user: userEvent.setup(),
    queryClient,
    words: () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Your words' }),
  }
}
