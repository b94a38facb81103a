import { describe, expect, it, vi } from 'vitest'
import { testSession } from '../../tests/session.ts'
import { createQueryClient } from '#app/query-client.ts'
import type { Session } from '#auth/session.ts'
import {
  appointmentsQuery,
  attachmentQuery,
  holdLine,
  ownNotesQuery,
  patientQuery,
  QUERIES,
  resourceQuery,
  userQuery,
} from './queries.ts'
import { isMixed, ourNotesTodayQuery } from './file-note.ts'

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

it('nothing that was read is kept under a name that another sign-in could find', () => {
  const queries = [
    ...Object.values(QUERIES),
    userQuery,
    (of: Session) => resourceQuery(of, 'Condition', 'c1'),
    (of: Session) => attachmentQuery(of, 'Binary/b1'),
    (of: Session) => ownNotesQuery(of, undefined),
    (of: Session) => ourNotesTodayQuery(of, 'e1'),
  ]
  for (const key of ['one', 'two']) {
    const of = testSession({ key })
    expect(queries.map((query) => query(of).queryKey.slice(0, 2))).toEqual(queries.map(() => ['fhir', key]))
  }
})

describe('no note is filed from then on', () => {
  const foreign = { resource: { resourceType: 'Condition', id: 'c1', subject: { reference: 'Patient/p2' } } }
  const bundle = { resourceType: 'Bundle', type: 'searchset', entry: [foreign] }

  it('at once, though the list waits for its turn to be shown', async () => {
    const of = testSession({ key: 'mixed-in-line' })
    answer({ ...bundle, entry: [{ resource: { ...foreign.resource, resourceType: 'AllergyIntolerance' } }] })
    const show = holdLine()
    const read = client().fetchQuery(QUERIES.allergies(of))
    await expect.poll(() => isMixed(of.key)).toBe(true)
    show()
    await expect(read).rejects.toMatchObject({ code: 'wrong-patient' })
  })

  it.each([
    [
      'the Patient is another one',
      (of: Session) => client().fetchQuery(patientQuery(of)),
      { resourceType: 'Patient', id: 'p2' },
    ],
    [
      'a record behind a fact',
      (of: Session) => client().fetchQuery(resourceQuery(of, 'Condition', 'c1')),
      foreign.resource,
    ],
    ['a file', (of: Session) => client().fetchQuery(attachmentQuery(of, 'Binary/b1')), binary('Patient/p2')],
    ['a list', (of: Session) => client().fetchQuery(QUERIES.problems(of)), bundle],
  ] as const)('%s', async (where, read, body) => {
    const of = testSession({ key: `mixed: ${where}` })
    answer(body)
    await expect(read(of)).rejects.toMatchObject({ code: 'wrong-patient' })
    expect(isMixed(of.key)).toBe(true)
  })

  it('but not because of an answer that merely cannot be understood', async () => {
    const of = testSession({ key: 'garbled' })
    answer({ resourceType: 'Parameters' })
    await expect(client().fetchQuery(QUERIES.problems(of))).rejects.toMatchObject({ code: 'not-a-bundle' })
    expect(isMixed(of.key)).toBe(false)
  })
})

it('another patient in one of several searches fails the whole reading, and no note is filed from then on', async () => {
  const of = testSession({ key: 'mixed', patientId: 'p1' })
  const appointment = (patient: string) => ({
    resourceType: 'Appointment',
    id: patient,
    status: 'booked',
    participant: [{ actor: { reference: `Patient/${patient}` }, status: 'accepted' }],
  })
  vi.stubGlobal('fetch', async (url: URL, { body }: RequestInit) => {
    const asked = body instanceof URLSearchParams ? body : url.searchParams
    const resource = appointment(asked.get('service-category') === 'surgery' ? 'p2' : 'p1')
    return Promise.resolve(
      new Response(JSON.stringify({ resourceType: 'Bundle', type: 'searchset', entry: [{ resource }] }), {
        headers: { 'content-type': 'application/fhir+json' },
      }),
    )
  })
  expect(isMixed(of.key)).toBe(false)
  await expect(client().fetchQuery(appointmentsQuery(of))).rejects.toMatchObject({ code: 'wrong-patient' })
  expect(isMixed(of.key)).toBe(true)
})
