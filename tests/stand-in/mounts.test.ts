import { existsSync } from 'node:fs'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { createEhr } from '../../src/stand-in/ehr.ts'
import { filing } from '../../src/stand-in/faults/filing.ts'
import { json } from '../../src/stand-in/http.ts'
import { chartsFrom } from '../../src/stand-in/mount/disk.ts'
import { listen, type Listening } from '../../src/stand-in/mount/node.ts'
import { serve } from '../../src/stand-in/mount/serve.ts'
import { staticFiles } from '../../src/stand-in/mount/static.ts'
import { client, makeEhr, matchesIn, nextIn, reader, type Body } from './helpers.ts'

const cleanup: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const clean of cleanup.splice(0)) await clean()
})

async function folderWith(files: Record<string, unknown>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'charts-'))
  cleanup.push(() => rm(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return folder
}

describe('over real HTTP', () => {
  const start = async (): Promise<{ at: Listening; ehr: ReturnType<typeof makeEhr> }> => {
    const made: ReturnType<typeof makeEhr>[] = []
    const at = await listen((base) => {
      const ehr = makeEhr({ base })
      made.push(ehr)
      return ehr
    }, 4310)
    cleanup.push(() => at.close())
    const [ehr] = made
    if (!ehr) throw new Error('not made')
    return { at, ehr }
  }

  it('answers a browser with status, headers and body', async () => {
    const { ehr } = await start()
    const { access_token } = await ehr.mint({ patient: 'ada' })
    const headers = { authorization: `Bearer ${access_token}`, accept: 'application/fhir+json' }
    const patient = await fetch(`${ehr.fhirBase}/Patient/patient-ada`, { headers })
    expect(patient.headers.get('access-control-allow-origin')).toBe('*')
    expect(await patient.json()).toMatchObject({ resourceType: 'Patient', id: 'patient-ada' })
    const preflight = await fetch(`${ehr.fhirBase}/Patient/patient-ada`, { method: 'OPTIONS' })
    expect(preflight.ok).toBe(true)
    const form = await fetch(ehr.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'x', client_id: client.clientId }),
    })
    expect(await form.json()).toMatchObject({ error: 'unsupported_grant_type' })
    const home = await fetch(`${ehr.base}/`, { redirect: 'manual' })
    expect(home.headers.get('location')).toBe(ehr.simulatorUrl)
  })

  it.each([
    ['lost-answer-on-filing', 201],
    ['lost-before-filing', 502],
  ])('begins to answer, then cuts it off (%s), so that no browser sends again', async (slug, status) => {
    const { answersNote, refusesNote } = filing[slug] ?? {}
    const answer = async () => (await refusesNote?.(undefined as never)) ?? answersNote?.(json({ id: 'note' }, 201))
    const at = await listen(() => answer, 4600)
    cleanup.push(() => at.close())
    const begun = await fetch(at.origin)
    expect([begun.status, begun.headers.get('access-control-allow-origin')]).toEqual([status, '*'])
    await expect(begun.text()).rejects.toThrow('terminated')
  })

  it('tears the connection down where the answer is lost', async () => {
    const { ehr } = await start()
    const { access_token } = await ehr.mint({ patient: 'labs-unreachable' })
    const labs = fetch(`${ehr.fhirBase}/Observation?patient=patient-labs-unreachable&category=laboratory`, {
      headers: { authorization: `Bearer ${access_token}` },
    })
    await expect(labs).rejects.toThrow('fetch failed')
  })

  it('takes the next port where its own is taken', async () => {
    const first = await start()
    const second = await start()
    expect(second.at.port).toBeGreaterThan(first.at.port)
    expect(second.ehr.fhirBase).toContain(String(second.at.port))
  })
})

describe('static files', () => {
  const host = async (under?: string) => {
    const folder = await folderWith({
      'site/index.html': '<p>app',
      'site/assets/a-1.js': '1',
      'site/config.json': '{}',
      'secret.txt': 'no',
    })
    return staticFiles({
      folder: join(folder, 'site'),
      ...(under ? { under } : {}),
      made: { 'config.json': () => '{"made":1}' },
    })
  }
  const get = async (path: string, under?: string): Promise<Response> => {
    const response = await (await host(under))(new Request(`http://127.0.0.1${path}`))
    if (!response) throw new Error('no answer')
    return response
  }

  it.each([
    ['/', 200, 'text/html; charset=utf-8', 'no-store'],
    ['/index.html?x=1', 200, 'text/html; charset=utf-8', 'no-store'],
    ['/assets/a-1.js', 200, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/config.json', 200, 'application/json; charset=utf-8', 'no-store'],
    ['/unknown', 404, 'text/plain; charset=utf-8', 'no-store'],
    ['/..%2fsecret.txt', 404, 'text/plain; charset=utf-8', 'no-store'],
    ['/%00', 404, 'text/plain; charset=utf-8', 'no-store'],
    ['/%', 404, 'text/plain; charset=utf-8', 'no-store'],
    ['/assets', 404, 'text/plain; charset=utf-8', 'no-store'],
  ])('%s: %i, %s, %s', async (path, status, type, cache) => {
    const response = await get(path)
    expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
      status,
      type,
      cache,
    ])
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('lies under a path where it is told to', async () => {
    expect((await get('/sub/path/', '/sub/path/')).status).toBe(200)
    expect((await get('/', '/sub/path/')).status).toBe(404)
    expect(await (await get('/sub/path/config.json', '/sub/path/')).json()).toEqual({ made: 1 })
  })

  it('serves app and stand-in on two origins, and tells the app of the stand-in', async () => {
    const served = await serve({ folder: await folderWith({ 'index.html': '<p>app' }), port: 4330 })
    cleanup.push(served.close)
    const config = (await (await fetch(`${served.app}/config.json`)).json()) as Body
    expect(config['issuers'][0]).toMatchObject({
      fhirBase: served.ehr.fhirBase,
      endpoints: { token: served.ehr.tokenUrl },
    })
    expect(new URL(served.ehr.base).origin).not.toBe(served.app)
  })
})

describe('charts from disk', () => {
  const patient = { resourceType: 'Patient', id: 'p1', name: [{ family: 'Müller', given: ['Eva'] }], birthDate: '1970' }
  const condition = { resourceType: 'Condition', subject: { reference: 'urn:uuid:11' }, code: { text: 'Asthma' } }

  const chartsOf = async (files: Record<string, unknown>) => {
    const { charts, skipped } = await chartsFrom(await folderWith(files))
    const ehr = createEhr({ base: 'https://ehr.example', clients: [client], charts })
    return { charts, skipped, ehr }
  }

  it('resolves references of a transaction bundle, and gives an id to what has none', async () => {
    const { charts } = await chartsOf({
      'a.json': {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [
          { fullUrl: 'urn:uuid:11', resource: { ...patient, id: undefined } },
          { fullUrl: 'urn:uuid:22', resource: condition },
        ],
      },
    })
    const [chart] = charts
    expect(chart).toMatchObject({ slug: 'disk-muller-eva', name: 'Müller, Eva', patientId: '11', group: 'disk' })
    const found = chart?.resources(new Date()).find((one) => one.resourceType === 'Condition')
    expect(found).toMatchObject({ id: '22', subject: { reference: 'Patient/11' } })
    expect(JSON.stringify(found?.['category'])).toContain('problem-list-item')
  })

  it('merges recorded answers of one patient, and leaves out what is not the record', async () => {
    const wrap = (body: unknown) => ({ _request: { method: 'GET' }, body })
    const entry = [
      {
        resource: { resourceType: 'Observation', id: 'o1', subject: { reference: 'Patient/p1' } },
        search: { mode: 'match' },
      },
      { resource: { resourceType: 'OperationOutcome', id: 'x' }, search: { mode: 'outcome' } },
    ]
    const { charts, skipped } = await chartsOf({
      'patient.json': wrap(patient),
      'labs.json': wrap({ resourceType: 'Bundle', type: 'searchset', entry }),
      'error.json': wrap({ resourceType: 'OperationOutcome', issue: [] }),
      'html.json': wrap({ _non_json_body: '<html>' }),
    })
    expect(charts).toHaveLength(1)
    expect(charts[0]?.resources(new Date()).map((one) => one.id)).toEqual(['p1', 'o1'])
    expect(skipped.map(({ file }) => file)).toEqual(['error.json', 'html.json'])
  })

  it('reads NDJSON line by line and names a file with a bad line', async () => {
    const { charts, skipped } = await chartsOf({
      'Patient.ndjson': `${JSON.stringify(patient)}\n`,
      'sub/Observation.ndjson': `${JSON.stringify({ resourceType: 'Observation', id: 'o1', subject: { reference: 'Patient/p1' } })}\n{"resourceType": "Obs\n\n`,
    })
    expect(charts[0]?.resources(new Date())).toHaveLength(2)
    expect(skipped).toEqual([
      { file: join('sub', 'Observation.ndjson'), why: expect.stringContaining('1 of its lines') as string },
    ])
  })

  it('makes a chart of a patient who appears only as a reference', async () => {
    const { charts } = await chartsOf({
      'a.json': [
        { resourceType: 'AllergyIntolerance', id: 'a1', patient: { reference: 'Patient/p9', display: 'Berg, Ida' } },
      ],
    })
    expect(charts[0]).toMatchObject({ patientId: 'p9', name: 'Berg, Ida' })
  })

  it('finds clinicians for every chart, and lets a Binary belong to whose document it is', async () => {
    const { ehr } = await chartsOf({
      'a.json': [
        patient,
        { ...patient, id: 'p2' },
        { resourceType: 'Practitioner', id: 'dr' },
        { resourceType: 'Binary', id: 'b', contentType: 'text/plain', data: 'YQ==' },
        {
          resourceType: 'DocumentReference',
          id: 'd',
          subject: { reference: 'Patient/p2' },
          content: [{ attachment: { url: 'Binary/b' } }],
        },
      ],
    })
    const second = await reader(ehr, { patient: 'p2', scopes: 'patient/*.rs' })
    expect((await second.get('Practitioner/dr')).status).toBe(200)
    expect((await second.get('Binary/b')).status).toBe(200)
    const first = await reader(ehr, { patient: 'p1', scopes: 'patient/*.rs' })
    expect((await first.get('Binary/b')).status).toBe(403)
  })

  it('skips and names what it cannot read, and never fails', async () => {
    const { charts, skipped } = await chartsOf({
      'a.json': '{"half',
      'b.txt': 'hello',
      'c.json': '42',
      'd.json': '',
      'e.ndjson': '',
    })
    expect(charts).toEqual([])
    expect(skipped.map(({ file }) => file)).toEqual(['a.json', 'b.txt', 'c.json', 'd.json', 'e.ndjson'])
  })

  const data = fileURLToPath(new URL('../../../shared/data', import.meta.url))

  it.skipIf(!existsSync(data)).each([
    ['synthea', 9, 0],
    ['epic-captures', 1, 9],
  ])('serves every chart of %s whole', async (folder, charts, skipped) => {
    const found = await chartsFrom(join(data, folder))
    expect(found.charts).toHaveLength(charts)
    expect(found.skipped).toHaveLength(skipped)
    const ehr = createEhr({ base: 'https://ehr.example', clients: [client], charts: found.charts })
    for (const chart of found.charts) {
      const { json } = await reader(ehr, { patient: chart.slug })
      const own = chart.resources(new Date())
      for (const [type, query] of [
        ['Condition', ''],
        ['Encounter', ''],
        ['MedicationRequest', ''],
        ['Observation', '&category=laboratory,vital-signs,vital-sign,survey,imaging,procedure,exam'],
      ] as const) {
        const ids: string[] = []
        let next: string | undefined = `${type}?patient=${chart.patientId}${query}&_count=200`
        while (next) {
          const page = await json(next)
          ids.push(...matchesIn(page).map((one) => one.id))
          next = nextIn(page)
        }
        expect(new Set(ids)).toEqual(new Set(own.filter((one) => one.resourceType === type).map((one) => one.id)))
      }
    }
  })
})
