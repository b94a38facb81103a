import { vi } from 'vitest'
import type { Session } from '../src/auth/session.ts'
import { createEhr } from '../src/stand-in/ehr.ts'
import type { Ehr } from '../src/stand-in/options.ts'
import { allCharts } from '../src/stand-in/patients/all.ts'
import { testSession } from './session.ts'

/** The visit that a patient of the stand-in has today. */
export function visitToday(slug: string): string {
  const resources = allCharts.find((chart) => chart.slug === slug)?.resources(new Date()) ?? []
  const visit = resources.find(
    ({ resourceType, status }) => resourceType === 'Encounter' && (status === 'planned' || status === 'in-progress'),
  )
  return visit?.id ?? 'none'
}

/** A sign-in at the stand-in for one of its patients, with `fetch` answered by it; without redirects and screens. */
export async function signInAt(slug: string): Promise<{ ehr: Ehr; session: Session; encounterId: string }> {
  const chart = allCharts.find((each) => each.slug === slug)
  if (!chart) throw new Error(`No patient named ${slug}`)
  const client = { clientId: 'test', name: 'Test', redirectUris: ['https://app.example/callback.html'], launchUrl: '' }
  const ehr = createEhr({
    base: 'https://ehr.example',
    clients: [client],
    charts: [chart],
    sleep: () => Promise.resolve(),
  })
  const token = await ehr.mint({ patient: slug, scopes: 'user/*.*' })
  vi.stubGlobal('fetch', async (input: string | URL, init?: RequestInit) => {
    const response = await ehr(new Request(input, init))
    if (!response || response.type === 'error') throw new TypeError('Failed to fetch')
    return response
  })
  const plain = testSession()
  const session = testSession({
    patientId: chart.patientId,
    issuer: { ...plain.issuer, fhirBase: ehr.fhirBase },
    user: { resourceType: 'Practitioner', id: 'dr-1' },
    accessToken: () => Promise.resolve(token.access_token),
  })
  return { ehr, session, encounterId: visitToday(slug) }
}
