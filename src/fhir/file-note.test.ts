import { beforeEach, describe, expect, it } from 'vitest'
import { HealthPrepError } from '#lib/errors.ts'
import {
  answerWith,
  draft,
  empty,
  encounter,
  note,
  outcome,
  server,
  stored,
  WORDS,
  type Route,
} from '../../tests/filing-world.ts'
import { FHIR_BASE, testSession } from '../../tests/session.ts'
import { fileNote, type FilingResult, type NoteDraft } from './file-note.ts'
import { isMixed, markMixed } from './mixed.ts'

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
      () => answerWith(outcome('4130', '4118'), 400),
      ['chart-restricted', 'user-not-allowed'],
      'server',
    ],
    ['400 in HTML', () => answerWith('<html></html>', 400), ['other'], 'server'],
    ['401', () => empty(401), ['signed-out'], 'signed-out'],
    ['an empty 403', () => empty(403), ['app-not-allowed'], 'forbidden'],
    ['403 for the user', () => answerWith(outcome('4118'), 403), ['user-not-allowed'], 'forbidden'],
    ['403 break the glass', () => answerWith(outcome('4130'), 403), ['chart-restricted'], 'forbidden'],
    ['404 in HTML', () => answerWith('<html></html>', 404), ['no-note-service'], 'not-found'],
    ['412', () => empty(412), ['conflict'], 'server'],
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
    ['409, which may answer a sending that was repeated', () => empty(409)],
    ['a word that the note is there already', () => answerWith(outcome('59141', '4118'), 400)],
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

  it('the answer names another patient: nothing is filed from this sign-in any more', async () => {
    server(() => answerWith({ ...stored, subject: { reference: 'Patient/p2' } }, 201))
    expect(await file()).toMatchObject({ outcome: 'unknown', code: 'wrong-patient' })
    expect(isMixed(session.key)).toBe(true)
  })

  it('the note read back names another patient: told, and nothing is filed from this sign-in any more', async () => {
    const theirs = { ...stored, subject: { reference: 'Patient/p2' } }
    const posts = server(
      () => answerWith(stored, 201),
      undefined,
      ({ pathname }) => (pathname.endsWith('/DocumentReference/n1') ? answerWith(theirs) : undefined),
    )
    const readBack = { outcome: 'different', what: ['patient'] }
    expect(await file()).toMatchObject({ outcome: 'saved', readBack })
    expect(await file()).toMatchObject({ outcome: 'refused', sent: false, reasons: ['patients-mixed'] })
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
    [
      'into a visit entered in error',
      {},
      () => answerWith({ ...encounter, status: 'entered-in-error' }),
      'visit-cancelled',
    ],
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

  it('once the server has sent something of another patient, be it while the visit is being checked', async () => {
    const posts = server(
      () => empty(201),
      () => {
        markMixed(session.key)
        return answerWith(encounter)
      },
    )
    expect(await file()).toMatchObject({ outcome: 'refused', sent: false, reasons: ['patients-mixed'] })
    expect(posts).toHaveLength(0)
  })

  it('once it has come to light while the note waited for its turn', async () => {
    const posts = server(() => empty(201))
    const mine = draft({ sessionKey: session.key })
    const result = await fileNote(session, mine, async () => markMixed(session.key))
    expect(result).toMatchObject({ outcome: 'refused', sent: false, reasons: ['patients-mixed'] })
    expect(posts).toHaveLength(0)
  })

  it('where what must be done before it leaves fails; it may be tried again', async () => {
    const posts = server(() => empty(201))
    const mine = draft({ sessionKey: session.key })
    const result = await fileNote(session, mine, () => Promise.reject(new HealthPrepError('bug', 'not-written-down')))
    expect(result).toMatchObject({ outcome: 'refused', sent: false, code: 'not-written-down' })
    expect(posts).toHaveLength(0)
    expect(await file()).toMatchObject({ outcome: 'saved' })
  })

  it('that composeNote did not write', async () => {
    const posts = server(() => empty(201))
    await expect(file({ text: `${note().text}!` })).rejects.toMatchObject({ code: 'note-not-composed' })
    expect(posts).toHaveLength(0)
  })
})
