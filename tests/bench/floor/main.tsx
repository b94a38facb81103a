import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { oauth2 } from 'fhirclient'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { HashRouter, Route, Routes } from 'react-router-dom'

// The floor: what the same five libraries cost when they are used as their own front pages show, in one bundle.
type Resource = { id: string; code?: { text?: string }; medicationCodeableConcept?: { text?: string }; type?: unknown }
type Read = (url: string) => Promise<Resource[]>

const sections = [
  ['Problems', 'Condition?category=problem-list-item'],
  ['Medications', 'MedicationRequest?status=active,stopped,completed'],
  ['Allergies', 'AllergyIntolerance?'],
  ['Results', 'Observation?category=laboratory'],
  ['Immunizations', 'Immunization?'],
  ['Visits', 'Encounter?'],
] as const

function Section({ title, url, read }: { title: string; url: string; read: Read }) {
  const { data, error } = useQuery({ queryKey: [url], queryFn: () => read(url), retry: false })
  return (
    <section data-done={data !== undefined || error !== null}>
      <h2>{title}</h2>
      <ul>
        {(data ?? []).map((r) => (
          <li key={r.id}>{r.code?.text ?? r.medicationCodeableConcept?.text ?? r.id}</li>
        ))}
      </ul>
    </section>
  )
}

async function start() {
  const query = new URL(location.href).searchParams
  if (!query.has('code')) {
    const { clientId, scope } = (await (await fetch('./config.json')).json()) as { clientId: string; scope: string }
    await oauth2.authorize({ clientId, scope, redirectUri: './callback.html', completeInTarget: true })
    return
  }
  // fhirclient posts the code as it stands in the address, not encoded; Epic's codes need it, so they are encoded there.
  query.set('code', encodeURIComponent(query.get('code') ?? ''))
  history.replaceState(null, '', `?${query}`)
  const client = await oauth2.ready()
  const read: Read = (url) =>
    client.request<Resource[]>(`${url}&patient=${client.patient.id}&_count=1000`, { pageLimit: 0, flat: true })
  createRoot(document.querySelector('#root') as HTMLElement).render(
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <HashRouter>
          <Routes>
            <Route
              path="*"
              element={sections.map(([title, url]) => (
                <Section key={title} title={title} url={url} read={read} />
              ))}
            />
          </Routes>
        </HashRouter>
      </QueryClientProvider>
    </StrictMode>,
  )
}

void start()
