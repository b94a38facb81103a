import { fhir } from './answer.ts'
import { fromBase64, toBase64, utf8 } from './bytes.ts'
import type { Chart, Resource } from './chart.ts'
import type { Call } from './faults/fault.ts'
import { each, isJson, list, parseJson, text, texts, type Json } from './json.ts'
import { issue, outcome } from './outcome.ts'
import { escape } from './pages/html.ts'
import type { User } from './users.ts'

/** Note types that Epic's sandbox maps to one of its own. */
const noteTypes: Readonly<Record<string, string>> = {
  '34117-2': 'H&P',
  '11506-3': 'Progress Notes',
  '11488-4': 'Consults',
  '28570-0': 'Procedures',
  '34111-5': 'ED Notes',
  '34746-8': 'Nursing Note',
  '74213-0': 'Discharge Instructions',
  '75492-9': 'Telephone Encounter',
}

const refuse = (call: Call, ...issues: readonly Json[]): Response => fhir(call.request, outcome(...issues), 400)

/** DocumentReference.Create (Clinical Notes), the one thing that may be written. Identical posts file two notes. */
export async function create(call: Call, body: unknown, chart: Chart, user: User): Promise<Response> {
  const { world } = call
  if (!isJson(body)) return refuse(call, issue('59102', 'The body is not a resource.'))
  const encounterId = texts(each(body, 'context', 'encounter', 'reference'))[0]
    ?.split('/')
    .at(-1)
  const encounter = encounterId === undefined ? undefined : world.store.find('Encounter', encounterId, chart)
  const attachment = each(body, 'content', 'attachment')[0]
  const loinc = texts(
    each(body, 'type', 'coding').flatMap((one) =>
      isJson(one) && one['system'] === 'http://loinc.org' ? [one['code']] : [],
    ),
  )[0]
  const note = readNote(attachment)
  const docStatus = text(body['docStatus']) ?? 'final'

  const issues: Json[] = []
  if (body['status'] !== 'current') issues.push(issue('59111', 'Status must be current.', 'status'))
  if (!loinc || !(loinc in noteTypes)) issues.push(issue('59111', 'Valid type required.', 'type'))
  if (encounter?.chart !== chart) issues.push(issue('59108', 'Valid encounter required', 'context/encounter'))
  if (docStatus !== 'final' && docStatus !== 'preliminary')
    issues.push(issue('59111', 'Valid docStatus required.', 'docStatus'))
  // Pre-charting: into a visit that has not begun only a draft may be filed.
  if (encounter?.chart === chart && encounter.resource['status'] === 'planned' && docStatus !== 'preliminary')
    issues.push(issue('59159', 'A note in a planned encounter must be preliminary.', 'docStatus'))
  if (note === undefined) issues.push(issue('59111', 'Content must be base64 text/plain.', 'content/attachment'))
  if (issues.length > 0 || note === undefined || !encounter || !loinc) return refuse(call, ...issues)

  const faults = world.faults(chart)
  for (const fault of faults) {
    const refused = await fault.refusesNote?.(call)
    if (refused) return refused
  }
  let kept = note
  for (const fault of faults) kept = fault.altersNote?.(kept) ?? kept
  const toFile = { body, note: kept, docStatus, loinc, encounter: encounter.resource, chart, user }
  const filed = toFiled(call, toFile)
  const made = [filed]
  if (faults.some(({ storesTwice }) => storesTwice)) made.push(toFiled(call, toFile))
  if (world.remembers) {
    for (const { document, binaries } of made) {
      world.store.add(chart, document, ...binaries)
      world.stored.push(document)
    }
  }

  // The address is relative, and no script can read it: Access-Control-Expose-Headers is not sent.
  const headers = { location: `DocumentReference/${filed.document.id}` }
  const represent = /\breturn=representation\b/.test(call.request.headers.get('prefer') ?? '')
  let response = represent
    ? fhir(call.request, filed.document, 201, headers)
    : new Response(null, { status: 201, headers: { ...headers, 'cache-control': 'no-cache, no-store' } })
  for (const fault of faults) response = fault.answersNote?.(response) ?? response
  return response
}

/** Epic saves the first attachment only, and only plain text. */
function readNote(attachment: unknown): string | undefined {
  if (!isJson(attachment)) return undefined
  const type = text(attachment['contentType']) ?? ''
  if (!/^text\/plain(; ?charset=utf-?8)?$/i.test(type)) return undefined
  const data = text(attachment['data']) ?? ''
  const bytes = data === '' ? undefined : fromBase64(data)
  if (!bytes) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

type Filing = {
  body: Json
  note: string
  docStatus: string
  loinc: string
  encounter: Resource
  chart: Chart
  user: User
}

const newId = (kind: string): string => `e${kind}.${crypto.randomUUID().replaceAll('-', '')}3`

/** What Epic keeps: its own identifiers, date and author, and the text rendered as HTML and RTF, not as it was sent. */
function toFiled(call: Call, filing: Filing): { document: Resource; binaries: Resource[] } {
  const now = `${new Date(call.world.now()).toISOString().slice(0, 19)}Z`
  const author = {
    reference: `Practitioner/${filing.user.practitioner?.id ?? 'unknown'}`,
    type: 'Practitioner',
    display: filing.user.name,
  }
  const html = `<div class="note">${filing.note
    .split('\n')
    .map((line) => `<div>${line === '' ? '<br>' : escape(line)}</div>`)
    .join('')}</div>`
  const binaries = [
    { resourceType: 'Binary', id: newId('Html'), contentType: 'text/html', data: toBase64(utf8(html)) },
    { resourceType: 'Binary', id: newId('Rtf'), contentType: 'text/rtf', data: toBase64(utf8(toRtf(filing.note))) },
  ]
  const document: Resource = {
    resourceType: 'DocumentReference',
    id: newId('Note'),
    identifier: [
      { system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.727879', value: String(100_000 + call.world.stored.length) },
    ],
    status: 'current',
    docStatus: filing.docStatus,
    type: {
      coding: [
        { system: 'urn:oid:1.2.840.114350.1.13.0.1.7.4.737880.5010', code: '1', display: noteTypes[filing.loinc] },
        { system: 'http://loinc.org', code: filing.loinc, userSelected: true },
      ],
      text: noteTypes[filing.loinc],
    },
    category: [
      {
        coding: [
          {
            system: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category',
            code: 'clinical-note',
            display: 'Clinical Note',
          },
        ],
        text: 'Clinical Note',
      },
    ],
    subject: { reference: `Patient/${filing.chart.patientId}`, display: filing.chart.name },
    date: now,
    author: [author],
    ...(filing.docStatus === 'final' ? { authenticator: author } : {}),
    content: binaries.map((binary) => ({
      attachment: { contentType: binary.contentType, url: `Binary/${binary.id}` },
    })),
    context: {
      encounter: [
        {
          reference: `Encounter/${filing.encounter.id}`,
          display: texts(each(list(filing.encounter['type']), 'text'))[0] ?? 'Visit',
        },
      ],
    },
  }
  return { document, binaries }
}

const toRtf = (note: string): string =>
  `{\\rtf1\\ansi ${note
    .replaceAll(/[\\{}]/g, '\\$&')
    .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${((unit.charCodeAt(0) + 32768) % 65536) - 32768}?`)
    .replaceAll('\n', '\\par ')}}`

export const readBody = async (request: Request): Promise<unknown> =>
  /^application\/(fhir\+)?json\b/i.test(request.headers.get('content-type') ?? '')
    ? parseJson(await request.text())
    : undefined
