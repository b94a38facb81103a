import { beforeEach, describe, expect, it, vi } from 'vitest'
import { signInAt } from '../../tests/ehr-fetch.ts'
import { FHIR_BASE, testSession } from '../../tests/session.ts'
import { composeNote } from '#clinical/compose-note.ts'
import { fileNote, findOurNotesToday, lookUpNote, type FilingResult, type NoteDraft } from './file-note.ts'

const WORDS = 'Café, glucose ≥ 7 mmol/L, 頭痛 🙂.'
const note = (freeText = WORDS) =>
  composeNote({
    lines: [],
    freeText,
    visit: { type: 'Office visit', start: undefined },
    today: Temporal.PlainDate.from('2026-11-23'),
    author: undefined,
    notRead: [],
  })

const draft = (changes: Partial<NoteDraft> = {}): NoteDraft => ({
  sessionKey: 'test-session',
  patientId: 'p1',
  encounterId: 'e1',
  text: note().text,
  docStatus: 'preliminary',
  ...changes,
})

const encounter = { resourceType: 'Encounter', id: 'e1', status: 'in-progress', subject: { reference: 'Patient/p1' } }
const answerWith = (body: unknown, status = 200) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': typeof body === 'string' ? 'text/html' : 'application/fhir+json' },
  })
const empty = (status: number) => new Response(null, { status })
const outcome = (...codes: string[]) => ({
  resourceType: 'OperationOutcome',
  issue: codes.map((code) => ({ severity: 'error', code: 'processing', details: { coding: [{ code }] } })),
})
const stored = { resourceType: 'DocumentReference', id: 'n1', subject: { reference: 'Patient/p1' } }

type Route = () => Response | Promise<Response>
/** Answers a create, a visit, and nothing else. */
function server(create: Route, visit: Route = () => answerWith(encounter)) {
  const posts: { url: string; init: RequestInit; body: Record<string, unknown> }[] = []
  vi.stubGlobal('fetch', (url: URL, init: RequestInit) => {
    if (init.method === 'POST') {
      posts.push({ url: url.href, init, body: JSON.parse(init.body as string) as Record<string, unknown> })
      return Promise.resolve(create())
    }
    if (url.pathname.includes('/Encounter/')) return Promise.resolve(visit())
    return Promise.resolve(empty(404))
  })
  return posts
}

let sessions = 0
let session = testSession()
beforeEach(() => {
  session = testSession({ key: `session-${(sessions += 1)}` })
})
const file = (changes: Partial<NoteDraft> = {}): Promise<FilingResult> =>
  fileNote(session, draft({ sessionKey: session.key, ...changes }))

describe('what is sent', () => {
  it('is current, preliminary unless signed, for the visit and patient, by the user, never entered-in-error', async () => {
    const posts = server(() => empty(201))
    await file()
    const [post] = posts
    expect(post?.url).toBe(`${FHIR_BASE}/DocumentReference`)
    expect(post?.init.headers).toMatchObject({
      Prefer: 'return=representation',
      Accept: 'application/fhir+json',
      'Content-Type': 'application/fhir+json',
    })
    expect(post?.init.redirect).toBe('error')
    expect(post?.body).toMatchObject({
      status: 'current',
      docStatus: 'preliminary',
      type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] },
      subject: { reference: 'Patient/p1' },
      author: [{ reference: 'Practitioner/dr-1' }],
      context: { encounter: [{ reference: 'Encounter/e1' }] },
      content: [{ attachment: { contentType: 'text/plain' } }],
    })
  })

  it('keeps é, ≥ and emoji through base64', async () => {
    const posts = server(() => empty(201))
    await file()
    const [content] = (posts[0]?.body['content'] ?? []) as { attachment: { data: string } }[]
    expect(Buffer.from(content?.attachment.data ?? '', 'base64').toString('utf8')).toBe(note().text)
    expect(note().text).toContain(WORDS)
  })

  it.each(['preliminary', 'final'] as const)('says %s when that was chosen', async (docStatus) => {
    const posts = server(() => empty(201))
    await file({ docStatus })
    expect(posts[0]?.body['docStatus']).toBe(docStatus)
  })

  it('names no author where the server did not say who signed in', async () => {
    const posts = server(() => empty(201))
    session = { ...session, user: undefined }
    await file()
    expect(posts[0]?.body).not.toHaveProperty('author')
  })
})

describe('what the answer means', () => {
  const saved: readonly (readonly [string, Route, string | undefined])[] = [
    ['an empty 201', () => empty(201), undefined],
    ['201 with the note', () => answerWith(stored, 201), 'n1'],
    ['200 with the note', () => answerWith(stored, 200), 'n1'],
    ['201 with a warning only', () => answerWith({ resourceType: 'OperationOutcome', issue: [] }, 201), undefined],
  ]
  it.each(saved)('%s is saved', async (_, create, id) => {
    const posts = server(create)
    const result = await file()
    expect(result).toMatchObject({ outcome: 'saved', id, encounterId: 'e1', fingerprint: note().fingerprint })
    expect(posts).toHaveLength(1)
  })

  const refused: readonly (readonly [string, Route, readonly string[], string])[] = [
    [
      '400 with Epic’s words',
      () =>
        answerWith(
          {
            resourceType: 'OperationOutcome',
            issue: [
              {
                severity: 'fatal',
                code: 'business-rule',
                diagnostics: 'Valid encounter required',
                location: ['context/encounter'],
              },
            ],
          },
          400,
        ),
      ['visit-not-accepted'],
      'server',
    ],
    [
      '400 with several reasons',
      () => answerWith(outcome('59141', '4118'), 400),
      ['duplicate', 'user-not-allowed'],
      'server',
    ],
    ['400 in HTML', () => answerWith('<html></html>', 400), ['other'], 'server'],
    ['401', () => empty(401), ['signed-out'], 'signed-out'],
    ['an empty 403', () => empty(403), ['app-not-allowed'], 'forbidden'],
    ['403 for the user', () => answerWith(outcome('4118'), 403), ['user-not-allowed'], 'forbidden'],
    ['403 break the glass', () => answerWith(outcome('4130'), 403), ['chart-restricted'], 'forbidden'],
    ['404 in HTML', () => answerWith('<html></html>', 404), ['no-note-service'], 'not-found'],
    ['409', () => empty(409), ['conflict'], 'server'],
    ['413', () => empty(413), ['too-large'], 'server'],
    ['422', () => empty(422), ['other'], 'server'],
    ['429', () => empty(429), ['busy'], 'busy'],
  ]
  it.each(refused)('%s is refused, with reasons in our words', async (_, create, reasons, kind) => {
    const posts = server(create)
    expect(await file()).toMatchObject({ outcome: 'refused', sent: true, reasons, kind })
    expect(posts).toHaveLength(1)
  })

  const lost: readonly (readonly [string, Route])[] = [
    ['a connection cut', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['500', () => empty(500)],
    ['502 in HTML', () => answerWith('<html></html>', 502)],
    ['503', () => empty(503)],
    ['408', () => empty(408)],
    ['202', () => empty(202)],
    ['204', () => empty(204)],
    ['an empty 200', () => answerWith('', 200)],
    ['200 with a login page', () => answerWith('<html></html>', 200)],
    [
      '201 with half an answer',
      () =>
        new Response('{"resourceType":"Docu', { status: 201, headers: { 'content-type': 'application/fhir+json' } }),
    ],
    ['201 with another resource', () => answerWith({ resourceType: 'Patient', id: 'p1' }, 201)],
    ['201 with an error inside', () => answerWith(outcome('59177'), 201)],
    ['201 with another patient’s note', () => answerWith({ ...stored, subject: { reference: 'Patient/p2' } }, 201)],
    [
      'an answer that stops half way',
      () => new Response(new ReadableStream({ start: (c) => c.error(new TypeError('terminated')) }), { status: 201 }),
    ],
  ]
  it.each(lost)('%s is unknown: sent once, and not again before it was looked up', async (_, create) => {
    const posts = server(create)
    expect(await file()).toMatchObject({ outcome: 'unknown', encounterId: 'e1', fingerprint: note().fingerprint })
    expect(await file()).toMatchObject({ outcome: 'refused', sent: false, reasons: ['look-first'] })
    expect(await file({ text: note('Other words').text })).toMatchObject({ reasons: ['look-first'] })
    expect(posts).toHaveLength(1)
  })

  it('a sign-out while it is under way leaves it unknown', async () => {
    const end = new AbortController()
    session = { ...session, signal: end.signal }
    server(() => {
      end.abort()
      return Promise.reject(new DOMException('Aborted', 'AbortError'))
    })
    expect(await file()).toMatchObject({ outcome: 'unknown', code: 'session-ended' })
  })

  it('two calls at once send one note', async () => {
    const posts = server(() => empty(201))
    const [first, second] = await Promise.all([file(), file()])
    expect(first?.outcome).toBe('saved')
    expect(second).toMatchObject({ outcome: 'refused', sent: false, reasons: ['already-sending'] })
    expect(posts).toHaveLength(1)
  })
})

describe('nothing is sent', () => {
  const other = { ...encounter, subject: { reference: 'Patient/p2' } }
  const cases: readonly (readonly [string, Partial<NoteDraft>, Route, string])[] = [
    ['for a draft of another patient', { patientId: 'p2' }, () => answerWith(encounter), 'other-patient'],
    ['for a draft of another sign-in', { sessionKey: 'other' }, () => answerWith(encounter), 'other-patient'],
    ['without a visit', { encounterId: '' }, () => answerWith(encounter), 'no-visit'],
    ['into another patient’s visit', {}, () => answerWith(other), 'visit-of-another-patient'],
    [
      'into a visit that names no patient',
      {},
      () => answerWith({ ...encounter, subject: undefined }),
      'visit-of-another-patient',
    ],
    ['into a cancelled visit', {}, () => answerWith({ ...encounter, status: 'cancelled' }), 'visit-cancelled'],
    ['into a visit that does not exist', {}, () => empty(404), 'visit-not-checked'],
    ['into a visit that may not be read', {}, () => empty(403), 'visit-not-checked'],
    ['when the answer is another visit', {}, () => answerWith({ ...encounter, id: 'e2' }), 'visit-not-checked'],
    ['when the sign-in has ended', {}, () => empty(401), 'signed-out'],
  ]
  it.each(cases)('%s', async (_, changes, visit, reason) => {
    const posts = server(() => empty(201), visit)
    expect(await file(changes)).toMatchObject({ outcome: 'refused', sent: false, reasons: [reason] })
    expect(posts).toHaveLength(0)
  })

  it('but a visit the EHR itself named may be used where visits may not be read', async () => {
    const posts = server(
      () => empty(201),
      () => empty(403),
    )
    session = { ...session, encounterId: 'e1' }
    expect(await file()).toMatchObject({ outcome: 'saved' })
    expect(posts).toHaveLength(1)
  })

  it('that composeNote did not write', async () => {
    const posts = server(() => empty(201))
    await expect(file({ text: `${note().text}!` })).rejects.toMatchObject({ code: 'note-not-composed' })
    expect(posts).toHaveLength(0)
  })
})

describe('at the stand-in for Epic', () => {
  const at = async (slug: string) => {
    const place = await signInAt(slug)
    const signedIn = { ...place.session, key: session.key }
    const mine = draft({ sessionKey: session.key, patientId: signedIn.patientId, encounterId: place.encounterId })
    return { ...place, session: signedIn, filed: await fileNote(signedIn, mine), mine }
  }
  const look = { encounterId: '', fingerprint: note().fingerprint, sentAt: Date.now(), waits: [] }

  it('a note is filed, and reads back with the same words though Epic keeps it as HTML', async () => {
    const { filed, ehr } = await at('note-slow')
    expect(filed).toMatchObject({ outcome: 'saved', id: ehr.stored[0]?.id, readBack: { outcome: 'same', by: 'words' } })
  })

  it('an empty 201 is saved, and its id is found by the fingerprint', async () => {
    const { filed, ehr } = await at('note-empty-201')
    expect(filed).toMatchObject({ outcome: 'saved', id: ehr.stored[0]?.id, readBack: { outcome: 'same' } })
  })

  it('a note that something on the way sent twice is saved, and both copies are counted', async () => {
    const { filed, ehr } = await at('note-stored-twice')
    expect(filed).toMatchObject({ outcome: 'saved', copies: 2 })
    expect(ehr.stored).toHaveLength(2)
  })

  it('a note stored once has one copy', async () => {
    const { filed, ehr } = await at('note-empty-201')
    expect(filed).toMatchObject({ outcome: 'saved', copies: 1 })
    expect(ehr.stored).toHaveLength(1)
  })

  it('a note that was shortened on its way is saved and told to be different', async () => {
    const { filed } = await at('note-altered')
    expect(filed).toMatchObject({ outcome: 'saved', readBack: { outcome: 'different', what: ['text'] } })
  })

  it.each(['lost-answer-on-filing', 'note-500-but-stored'])(
    '%s: unknown, then found, and stored once',
    async (slug) => {
      const { filed, ehr, session, encounterId, mine } = await at(slug)
      expect(filed.outcome).toBe('unknown')
      expect(await lookUpNote(session, { ...look, encounterId })).toMatchObject({
        outcome: 'found',
        note: { id: ehr.stored[0]?.id, intact: true },
      })
      expect(ehr.stored).toHaveLength(1)
      expect(mine.text).toContain(look.fingerprint)
    },
  )

  it.each(['lost-before-filing', 'note-503', 'note-500'])(
    '%s: unknown, not found, and then it may be sent again',
    async (slug) => {
      const { filed, ehr, session, encounterId, mine } = await at(slug)
      expect(filed.outcome).toBe('unknown')
      expect(await fileNote(session, mine)).toMatchObject({ reasons: ['look-first'] })
      expect(await lookUpNote(session, { ...look, encounterId })).toEqual({ outcome: 'not-found' })
      expect((await fileNote(session, mine)).outcome).toBe('unknown')
      expect(ehr.stored).toHaveLength(0)
    },
  )

  it.each([
    ['note-refused-400', ['visit-not-accepted', 'note-type-not-accepted'], '59108 59159'],
    ['note-refused-403-empty', ['app-not-allowed'], 'http-403'],
    ['note-refused-403', ['user-not-allowed'], '4118'],
    ['note-401', ['signed-out'], 'http-401'],
    ['note-413', ['too-large'], 'http-413'],
    ['note-422', ['other'], '59159'],
  ])('%s is refused for %j, code %s', async (slug, reasons, code) => {
    expect((await at(slug)).filed).toMatchObject({ outcome: 'refused', sent: true, reasons, code })
  })

  it('a look that cannot be completed does not allow another try', async () => {
    const { session, encounterId, mine } = await at('lost-before-filing')
    vi.stubGlobal('fetch', () => Promise.resolve(empty(403)))
    expect(await lookUpNote(session, { ...look, encounterId })).toEqual({ outcome: 'could-not-look', code: 'http-403' })
    expect(await fileNote(session, mine)).toMatchObject({ reasons: ['look-first'] })
  })

  it('notes of today by this app are found, other notes are not', async () => {
    const { session, encounterId, ehr } = await at('note-slow')
    const found = await findOurNotesToday(session, encounterId, Date.now())
    expect(found).toMatchObject({
      complete: true,
      notes: [{ id: ehr.stored[0]?.id, docStatus: 'preliminary', intact: true }],
    })
    expect(await findOurNotesToday(session, encounterId, Date.now() - 5 * 86_400_000)).toMatchObject({
      complete: true,
      notes: [],
    })
  })
})
