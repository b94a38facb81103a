import { breaksOff, page } from '../http.ts'
import type { Json } from '../json.ts'
import { issue, outcome } from '../outcome.ts'
import type { Fault } from './fault.ts'

const said = (status: number, ...issues: readonly Json[]): Response =>
  new Response(JSON.stringify(outcome(...issues)), { status, headers: { 'content-type': 'application/fhir+json' } })

const refusal = (answer: () => Response): Fault => ({ refusesNote: answer })

/** What goes wrong when a note is filed. */
export const filing: Record<string, Fault> = {
  'note-refused-400': refusal(() =>
    said(
      400,
      issue('59109', 'An optional element was ignored.'),
      issue('59108', 'Valid encounter required', 'context/encounter'),
      issue('59159', 'This note type may not be filed in this department.', 'type'),
    ),
  ),
  'note-refused-403-empty': refusal(
    () => new Response(null, { status: 403, headers: { 'www-authenticate': 'Bearer error="insufficient_scope"' } }),
  ),
  'note-refused-403': refusal(() => said(403, issue('4118', 'The user may not file notes for this patient.'))),
  'note-422': refusal(() => said(422, issue('59159', 'The note could not be processed.'))),
  'note-500': refusal(() => said(500, issue('59177'))),
  'note-503': refusal(() => new Response(null, { status: 503 })),
  'note-401': refusal(
    () => new Response(null, { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } }),
  ),
  'note-413': refusal(
    () => new Response('<html><title>413</title></html>', { status: 413, headers: { 'content-type': 'text/html' } }),
  ),
  'note-slow': {
    refusesNote: async (call) => {
      await call.world.sleep(5000)
      return undefined
    },
  },
  'note-empty-201': {
    answersNote: (response) =>
      new Response(null, { status: 201, headers: { location: response.headers.get('location') ?? '' } }),
  },
  'note-altered': { altersNote: (note) => `${note.slice(0, Math.floor(note.length / 2))}\n[shortened]` },
  'note-stored-twice': { storesTwice: true },
  'lost-answer-on-filing': { answersNote: breaksOff },
  'note-500-but-stored': { answersNote: () => said(500, issue('59177')) },
  'note-422-but-stored': { answersNote: () => said(422, issue('59159', 'The note could not be processed.')) },
  'lost-before-filing': refusal(() => breaksOff(page('<html><title>502 Bad Gateway</title></html>', 502))),
  'connection-dies-on-filing': { answersNote: () => Response.error() },
}
