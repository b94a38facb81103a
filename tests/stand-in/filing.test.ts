import { describe, expect, it } from 'vitest'
import { codesIn, makeEhr, matchesIn, reader, type Body } from './helpers.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64')

const make = async (slug: string, more: Parameters<typeof reader>[1] = {}) => {
  const ehr = makeEhr()
  const as = await reader(ehr, { patient: slug, ...more })
  const visits = matchesIn(await as.json(`Encounter?patient=patient-${slug}`))
  const visit = visits.find((one) => one['status'] === 'finished')?.id
  const note = (change: Body = {}): Body => ({
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'preliminary',
    type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] },
    subject: { reference: `Patient/patient-${slug}` },
    content: [{ attachment: { contentType: 'text/plain', data: base64('First line\nÄ <b> 👍') } }],
    context: { encounter: [{ reference: `Encounter/${visit}` }] },
    ...change,
  })
  return { ehr, ...as, note, visits }
}

const represented = { prefer: 'return=representation' }

describe('filing a note', () => {
  it('answers an empty 201 with a relative address that no script may read', async () => {
    const { post, note, ehr } = await make('small-pages')
    const response = await post('DocumentReference', note())
    expect(response.status).toBe(201)
    expect(await response.text()).toBe('')
    expect(response.headers.get('location')).toBe(`DocumentReference/${ehr.stored[0]?.id}`)
    expect(response.headers.get('access-control-expose-headers')).toBeNull()
  })

  it('gives the note back where a representation is preferred, rendered as HTML and RTF', async () => {
    const { post, note, json, ehr } = await make('small-pages')
    const filed = (await (await post('DocumentReference', note(), represented)).json()) as Body
    expect(filed).toMatchObject({
      id: ehr.stored[0]?.id,
      docStatus: 'preliminary',
      author: [{ reference: 'Practitioner/practitioner-attending' }],
    })
    const types = filed['content'].map((one: Body) => one['attachment'].contentType)
    expect(types).toEqual(['text/html', 'text/rtf'])
    const binary = await json(filed['content'][0].attachment.url)
    const html = Buffer.from(binary['data'], 'base64').toString()
    expect(html).toContain('<div>First line</div><div>Ä &lt;b&gt; 👍</div>')
  })

  it('finds the note among the documents of its visit afterwards', async () => {
    const { post, note, json, ehr } = await make('small-pages')
    await post('DocumentReference', note())
    const visit = note()['context'].encounter[0].reference.split('/')[1]
    const found = matchesIn(await json(`DocumentReference?patient=patient-small-pages&encounter=${visit}`))
    expect(found.map((one) => one.id)).toContain(ehr.stored[0]?.id)
  })

  it('files as signed where docStatus is left out', async () => {
    const { post, note, ehr } = await make('small-pages')
    await post('DocumentReference', note({ docStatus: undefined }))
    expect(ehr.stored[0]).toMatchObject({ docStatus: 'final', authenticator: {} })
  })

  it('files the same note twice when it is posted twice', async () => {
    const { post, note, ehr } = await make('small-pages')
    await post('DocumentReference', note())
    await post('DocumentReference', note())
    expect(ehr.stored).toHaveLength(2)
  })

  it('keeps the first attachment only', async () => {
    const { post, note, json } = await make('small-pages')
    const [first] = note()['content']
    const second = { attachment: { contentType: 'application/pdf', data: base64('%PDF') } }
    const filed = (await (
      await post('DocumentReference', note({ content: [first, second] }), represented)
    ).json()) as Body
    const binary = await json(filed['content'][0].attachment.url)
    expect(Buffer.from(binary['data'], 'base64').toString()).not.toContain('%PDF')
  })

  it.each([
    ['no visit', { context: {} }, '59108', 'Valid encounter required'],
    [
      'a visit that is not there',
      { context: { encounter: [{ reference: 'Encounter/x' }] } },
      '59108',
      'Valid encounter required',
    ],
    [
      'another type than plain text',
      { content: [{ attachment: { contentType: 'text/html', data: base64('<p>') } }] },
      '59111',
      'base64 text/plain',
    ],
    [
      'text that is not base64',
      { content: [{ attachment: { contentType: 'text/plain', data: '***' } }] },
      '59111',
      'base64 text/plain',
    ],
    [
      'text that is not UTF-8',
      { content: [{ attachment: { contentType: 'text/plain', data: '/w==' } }] },
      '59111',
      'base64 text/plain',
    ],
    ['no text', { content: [] }, '59111', 'base64 text/plain'],
    [
      'a type Epic does not map',
      { type: { coding: [{ system: 'http://loinc.org', code: '00000-0' }] } },
      '59111',
      'Valid type',
    ],
    ['another status', { status: 'superseded' }, '59111', 'Status'],
    ['a subject that is not there', { subject: { reference: 'Patient/x' } }, '59144', 'Invalid subject received'],
  ])('refuses %s', async (_what, change, code, words) => {
    const { post, note, ehr } = await make('small-pages')
    const response = await post('DocumentReference', note(change))
    const outcome = (await response.json()) as Body
    expect(response.status).toBe(400)
    expect(codesIn(outcome)).toContain(code)
    expect(JSON.stringify(outcome)).toContain(words)
    expect(ehr.stored).toEqual([])
  })

  it('takes the visit of another patient for none', async () => {
    const { post, note, json } = await make('small-pages', { scopes: 'user/*.cruds' })
    const [foreign] = matchesIn(await json('Encounter?patient=patient-slow'))
    const response = await post(
      'DocumentReference',
      note({ context: { encounter: [{ reference: `Encounter/${foreign?.id}` }] } }),
    )
    expect(codesIn((await response.json()) as Body)).toEqual(['59108'])
  })

  it('takes only a draft into a visit that has not begun', async () => {
    const { ehr, post, note } = await make('partial-dates')
    const { json } = await reader(ehr, { patient: 'partial-dates' })
    const planned = matchesIn(await json('Encounter?patient=patient-partial-dates')).find(
      (one) => one['status'] === 'planned',
    )
    const context = { encounter: [{ reference: `Encounter/${planned?.id}` }] }
    expect((await post('DocumentReference', note({ context, docStatus: 'final' }))).status).toBe(400)
    expect((await post('DocumentReference', note({ context }))).status).toBe(201)
  })

  it('needs the scope, and a clinician', async () => {
    const file = async (more: Parameters<typeof reader>[1]) => {
      const { post, note } = await make('small-pages', {
        scopes: 'user/Encounter.rs user/DocumentReference.c',
        ...more,
      })
      return (await post('DocumentReference', note())).status
    }
    expect(await file({})).toBe(201)
    expect(await file({ scopes: 'user/Encounter.rs user/DocumentReference.write' })).toBe(201)
    expect(await file({ scopes: 'user/Encounter.rs user/DocumentReference.rs' })).toBe(403)
    const only = 'user/Encounter.rs patient/DocumentReference.c'
    expect(await file({ scopes: only })).toBe(201)
    expect(await file({ scopes: only, patient: 'slow' })).toBe(403)
    expect(await file({ user: 'portal', scopes: 'patient/*.cruds' })).toBe(403)
  })

  it('creates nothing else, and updates and deletes nothing', async () => {
    const { ehr, post, headers } = await make('small-pages', { scopes: 'user/*.cruds' })
    expect((await post('Condition', { resourceType: 'Condition' })).status).toBe(405)
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const response = await ehr(new Request(`${ehr.fhirBase}/DocumentReference/1`, { method, headers }))
      expect(response?.status).toBe(405)
    }
  })
})

describe('what goes wrong when a note is filed', () => {
  it.each([
    ['note-refused-400', 400, 0],
    ['note-refused-403-empty', 403, 0],
    ['note-refused-403', 403, 0],
    ['note-422', 422, 0],
    ['note-500', 500, 0],
    ['note-503', 503, 0],
    ['note-401', 401, 0],
    ['note-413', 413, 0],
    ['note-500-but-stored', 500, 1],
    ['note-422-but-stored', 422, 1],
    ['note-empty-201', 201, 1],
    ['note-slow', 201, 1],
    ['lost-answer-on-filing', 0, 1],
    ['connection-dies-on-filing', 0, 1],
    ['lost-before-filing', 0, 0],
  ])('%s answers %i and stores %i', async (slug, status, stored) => {
    const { ehr, post, note } = await make(slug)
    const response = await post('DocumentReference', note(), represented)
    expect(response.status).toBe(status)
    expect(ehr.stored).toHaveLength(stored)
    expect(ehr.log.at(-1)?.status).toBe(status)
  })

  it('says several things at once for note-refused-400', async () => {
    const { post, note } = await make('note-refused-400')
    expect(codesIn((await (await post('DocumentReference', note())).json()) as Body)).toEqual([
      '59109',
      '59108',
      '59159',
    ])
  })

  it('leaves the body of note-empty-201 empty even where a representation is preferred', async () => {
    const { post, note } = await make('note-empty-201')
    expect(await (await post('DocumentReference', note(), represented)).text()).toBe('')
  })

  it('stores a note sent once twice for note-stored-twice', async () => {
    const { post, note, ehr } = await make('note-stored-twice')
    await post('DocumentReference', note(), represented)
    expect(ehr.stored.map(({ id }) => id)).toHaveLength(2)
    expect(ehr.stored[0]?.id).not.toBe(ehr.stored[1]?.id)
  })

  it('stores another text for note-altered', async () => {
    const { post, note, json } = await make('note-altered')
    const filed = (await (await post('DocumentReference', note(), represented)).json()) as Body
    const binary = await json(filed['content'][0].attachment.url)
    expect(Buffer.from(binary['data'], 'base64').toString()).not.toContain('👍')
  })
})
