import * as fc from 'fast-check'
import { vi } from 'vitest'
import { recogniseNote } from '#clinical/recognise-note.ts'
import { contentKind, decodeText } from '#features/documents/content-kind.ts'
import { rtfToText } from '#features/documents/rtf-to-text.ts'
import { parseDraft } from '#features/note/draft-schema.ts'
import { merge } from '#fhir/collected.ts'
import { htmlToText } from '#fhir/html-to-text.ts'
import { codeOf, reasonsOf } from '#fhir/note-refusal.ts'
import { issuesOf } from '#fhir/outcome.ts'
import { readerOf } from '#fhir/read/every-reader.ts'
import { SAMPLES } from '#fhir/read/samples.ts'
import { followSearch } from '#fhir/search.ts'
import { HealthPrepError } from '#lib/errors.ts'
import { FHIR_BASE, testSession } from '../session.ts'
import { asSent, holds, junk, mutilated, text } from './junk.ts'

const samples = Object.values(SAMPLES) as readonly { readonly resourceType: string; readonly id: string }[]
const outcome = {
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'warning',
      code: 'processing',
      details: { coding: [{ code: '4119' }] },
      location: ['context/encounter'],
    },
  ],
}
const mode = fc.constantFrom('match', 'match', 'match', 'include', 'outcome', 'else')
const entry = fc
  .tuple(fc.constantFrom(...samples, ...samples, outcome), fc.nat(3), mode)
  .map(([resource, copy, as]) => ({ resource: { ...resource, id: `x${copy}` }, search: { mode: as } }))
const next = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 3, arbitrary: fc.nat(20).map((page) => `?page=${page}`) },
  fc.constantFrom(
    `${FHIR_BASE}/Condition?page=7`,
    'https://evil.example/Condition?page=1',
    '//evil.example/',
    '/elsewhere',
    '../../x',
    'Condition/../../../x',
  ),
  text,
)
const page = fc.tuple(fc.array(entry, { maxLength: 5 }), next).chain(([entries, url]) =>
  mutilated({
    resourceType: 'Bundle',
    type: 'searchset',
    total: entries.length,
    link:
      url === undefined
        ? []
        : [
            { relation: 'self', url: 'x' },
            { relation: 'next', url },
          ],
    entry: entries,
  }),
)
const PATIENT = 'ePat'

/** Whether an answer shows plainly that it holds somebody else's record, judged without any code of ours. */
function plainlyStranger(body: string): boolean {
  try {
    const bundle = JSON.parse(body) as { resourceType?: unknown; entry?: unknown }
    if (bundle.resourceType !== 'Bundle' || !Array.isArray(bundle.entry)) return false
    return bundle.entry.some(
      (each: { resource?: { resourceType?: unknown; subject?: { reference?: unknown } } } | null) => {
        const { resourceType, subject } = each?.resource ?? {}
        return resourceType === 'Condition' && subject?.reference === 'Patient/stranger'
      },
    )
  } catch {
    return false
  }
}
const stranger = {
  resource: { resourceType: 'Condition', id: 's', subject: { reference: 'Patient/stranger' } },
  search: { mode: 'match' },
}

/** Whatever a search is answered with, only our own server is asked, somebody else's record fails it, and it ends. */
export const searchsets = fc.asyncProperty(
  fc.constantFrom(...new Set(samples.map(({ resourceType }) => resourceType))),
  fc.array(asSent(page), { minLength: 1, maxLength: 6 }),
  fc.option(fc.nat(5)),
  async (resourceType, bodies, strangerOn) => {
    const asked: URL[] = []
    let sawStranger = false
    vi.stubGlobal('fetch', async (url: URL) => {
      asked.push(url)
      const at = asked.length - 1
      let body = bodies[at % bodies.length] ?? ''
      if (at === strangerOn) body = JSON.stringify({ resourceType: 'Bundle', entry: [stranger] })
      sawStranger ||= plainlyStranger(body)
      return new Response(body, { headers: { 'content-type': 'application/fhir+json' } })
    })
    const session = testSession({ patientId: PATIENT })
    const context = {
      resourceType,
      query: resourceType,
      read: Promise.resolve(readerOf(resourceType)),
      keep: () => true,
      patientId: PATIENT,
      fhirBase: FHIR_BASE,
    }
    try {
      const signal = new AbortController().signal
      const first = `${resourceType}?patient=${PATIENT}`
      const found = await followSearch({ session, context, first, signal, progress: () => undefined })
      const reading = merge([found], [], 0)
      holds(!sawStranger, 'a stranger’s record fails the whole reading')
      holds(
        reading.complete ===
          (reading.unreadable.length === 0 && reading.gaps.every(({ kind }) => kind === 'record-may-be-partial')),
        'complete only without gaps',
      )
    } catch (thrown) {
      holds(thrown instanceof HealthPrepError && thrown.kind !== 'bug', `an error of ours, not ${String(thrown)}`)
    }
    holds(
      asked.every(({ href }) => href.startsWith(`${FHIR_BASE}/`)),
      'only our own server',
    )
    holds(asked.length <= 1503, 'it ends')
    holds(!('polluted' in {}), 'nothing polluted')
  },
)

export const outcomes = fc.property(mutilated(outcome), fc.integer({ min: 100, max: 599 }), (body, status) => {
  const issues = issuesOf(body)
  holds(reasonsOf(status, issues)?.length !== 0, 'a refusal always has a reason')
  holds(codeOf(status, issues) !== '', 'always a code')
})

const draft = {
  lines: [{ line: { id: 'Condition/c1', section: 'problems', text: 'x', sources: [] }, edited: 'y' }],
  freeText: 'words',
  visitId: 'e1',
  docStatus: 'preliminary',
  pending: { at: 1, encounterId: 'e1', fingerprint: 'x', text: 'x', visitWords: 'x' },
}
export const drafts = fc.property(fc.oneof(mutilated(draft), junk), (value) => {
  const parsed = parseDraft(value)
  holds(parsed === undefined || (typeof parsed.freeText === 'string' && Array.isArray(parsed.lines)), 'a draft or none')
})

const words = fc.oneof(
  text,
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '<!--',
        '-->',
        '<p>',
        '</p ',
        '<script',
        '</script>',
        '&#x',
        ';',
        '&amp;',
        '{\\rtf1',
        '{',
        '}',
        '\\u12',
        "\\'9",
        '\\*',
        '\\par',
        'a',
        ' ',
        '\n',
        'VISIT PREPARATION ',
        'PROBLEMS',
        '- ',
        ' [1]',
        'HealthPrep 1 · 7f3a-22c1',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
)
export const documents = fc.property(words, fc.uint8Array({ maxLength: 2000 }), text, (said, bytes, claimed) => {
  const all = [htmlToText(said), rtfToText(said), decodeText(bytes, claimed), contentKind(bytes, claimed).mediaType]
  holds(
    all.every((each) => typeof each === 'string'),
    'always text',
  )
  recogniseNote(said)
  recogniseNote(htmlToText(said))
})
