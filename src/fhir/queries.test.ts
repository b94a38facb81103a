import { describe, expect, it, vi } from 'vitest'
import { testSession } from '../../tests/session.ts'
import { createQueryClient } from '#app/query-client.ts'
import { attachmentQuery, patientQuery, resourceQuery } from './queries.ts'

const answer = (body: unknown) =>
  vi.stubGlobal('fetch', async () =>
    Promise.resolve(new Response(JSON.stringify(body), { headers: { 'content-type': 'application/fhir+json' } })),
  )
const client = () => createQueryClient()
const session = testSession({ patientId: 'p1' })
const binary = (reference?: string) => ({
  resourceType: 'Binary',
  id: 'b1',
  contentType: 'text/plain',
  data: btoa('words'),
  ...(reference === undefined ? {} : { securityContext: { reference } }),
})

describe('never the wrong patient', () => {
  it.each([
    ['another person', { resourceType: 'Patient', id: 'p2' }],
    ['another kind of record', { resourceType: 'Practitioner', id: 'p1' }],
  ])('the Patient that turns out to be %s is no banner', async (_, body) => {
    answer(body)
    await expect(client().fetchQuery(patientQuery(session))).rejects.toMatchObject({ kind: 'unreadable' })
  })

  it.each(['Patient/p2', 'https://other.example/Patient/p1', 'Group/g1'])(
    'what stands behind a reference and belongs to %s is not shown',
    async (reference) => {
      answer({ resourceType: 'Condition', id: 'c1', subject: { reference } })
      const read = client().fetchQuery(resourceQuery(session, 'Condition', 'c1'))
      await expect(read).rejects.toMatchObject({ code: 'wrong-patient' })
    },
  )

  it('a file that says it is another patient’s is not opened', async () => {
    answer(binary('Patient/p2'))
    await expect(client().fetchQuery(attachmentQuery(session, 'Binary/b1'))).rejects.toMatchObject({
      code: 'wrong-patient',
    })
  })

  it.each([undefined, 'Patient/p1', 'DocumentReference/d1'])('a file of %s is opened', async (reference) => {
    answer(binary(reference))
    const { bytes } = await client().fetchQuery(attachmentQuery(session, 'Binary/b1'))
    expect(new TextDecoder().decode(bytes)).toBe('words')
  })

  it.each([
    'https://elsewhere.example/Binary/b1',
    'javascript:window.owned=1',
    'data:text/plain,words',
    'Binary/../../../oauth2/token',
    'Binary/..%2f..%2ftoken',
    'file:///etc/passwd',
  ])('a file at %s is not asked for', async (url) => {
    const fetch = vi.fn()
    vi.stubGlobal('fetch', fetch)
    await expect(client().fetchQuery(attachmentQuery(session, url))).rejects.toMatchObject({
      code: 'outside-fhir-base',
    })
    expect(fetch).not.toHaveBeenCalled()
  })
})
