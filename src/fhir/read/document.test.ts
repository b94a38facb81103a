import { describe, expect, it } from 'vitest'
import type { ChartDocument } from '#clinical/document.ts'
import { readDocument } from './document.ts'
import { isUnreadable } from './reader.ts'
import { readReport } from './report.ts'
import { CONTEXT, SAMPLES } from './samples.ts'

const read = (fields: object): ChartDocument => {
  const document = readDocument({ ...SAMPLES.DocumentReference, ...fields }, CONTEXT)
  if (isUnreadable(document)) throw new Error(document.unreadable)
  return document
}
const report = (fields: object): ChartDocument => {
  const read = readReport({ ...SAMPLES.DiagnosticReport, ...fields }, CONTEXT)
  if (isUnreadable(read)) throw new Error(read.unreadable)
  return read
}

it('a document keeps its type, author, date, visit and every rendition', () => {
  expect(read({})).toMatchObject({
    id: 'DocumentReference/eDocRef',
    kind: 'document',
    type: { text: 'Progress Notes', codings: [{ code: '77' }, { code: '11506-3' }] },
    title: 'Progress Notes',
    status: 'current',
    docStatus: 'final',
    date: { instant: Date.parse('2026-04-24T21:10:18Z') },
    authors: ['Grace Sample, MD'],
    attachments: [
      { contentType: 'text/html', url: 'Binary/eHtml' },
      { contentType: 'text/rtf', url: 'Binary/eRtf' },
    ],
    encounterId: 'eEnc',
  })
})

describe('a document', () => {
  const content = [{ attachment: { title: 'Scan.pdf', contentType: 'application/pdf' } }]
  it.each([
    [{ description: 'XR chest', content }, 'XR chest'],
    [{ content }, 'Progress Notes'],
    [{ type: undefined, content }, 'Scan.pdf'],
    [{ type: undefined, description: ' ' }, 'Untitled document'],
  ])('%j is titled %s', (fields, title) => expect(read(fields).title).toBe(title))

  it('without anything to open has no attachments', () => {
    const empty = { extension: [{ url: 'x', valueCode: 'not-applicable' }] }
    expect(read({ content: [{ attachment: empty }, null, 'x'] }).attachments).toEqual([])
  })

  it.each([
    ['https://fhir.example.org/R4/Binary/x', 'https://fhir.example.org/R4/Binary/x'],
    ['Binary/x y', undefined],
    ['Binary/\u202Ex', undefined],
    [7, undefined],
  ])('address %j is %s', (url, kept) => {
    expect(read({ content: [{ attachment: { url, title: 'T' } }] }).attachments[0]?.url).toBe(kept)
  })

  it('keeps inline content whole', () => {
    const data = 'QQ=='.repeat(5000)
    expect(read({ content: [{ attachment: { data } }] }).attachments[0]?.data).toBe(data)
  })

  it.each([
    [{ docStatus: undefined }, { docStatus: undefined }],
    [{ docStatus: 'preliminary' }, { docStatus: 'preliminary' }],
    [{ status: 'entered-in-error' }, { status: 'entered-in-error' }],
    [{ status: 'Current' }, { status: 'unknown' }],
    [{ date: undefined }, { date: { instant: Date.parse('2026-04-24T20:00:00Z') } }],
    [{ context: 'x' }, { encounterId: undefined }],
  ])('%j', (fields, expected) => expect(read(fields)).toMatchObject(expected))
})

describe('a report', () => {
  it('keeps its conclusion, results, status and files', () => {
    expect(report({})).toMatchObject({
      id: 'DiagnosticReport/eRep',
      kind: 'report',
      title: 'Lipid panel',
      status: 'amended',
      docStatus: 'amended',
      date: { text: '2026-09-01' },
      authors: ['Grace Sample, MD'],
      conclusion: 'LDL above goal.\nRepeat in 3 months.',
      resultIds: ['Observation/eObs', 'Observation/eTwo'],
      attachments: [{ url: 'Binary/ePdf', title: 'Lipid panel', size: 1200 }],
      encounterId: 'eEnc',
      source: { date: { instant: Date.parse('2026-09-02T10:00:00Z') } },
    })
  })

  it.each([
    [{ status: 'done' }, { status: 'unknown', docStatus: undefined }],
    [{ code: undefined }, { title: 'Lipid panel', type: { text: 'Report' } }],
    [{ code: undefined, presentedForm: [] }, { title: 'Untitled report' }],
    [{ effectiveDateTime: undefined }, { date: { instant: Date.parse('2026-09-02T10:00:00Z') } }],
    [{ conclusion: undefined, conclusionCode: [{ text: 'Normal' }] }, { conclusion: 'Normal' }],
    [{ result: [{ reference: '#x' }, { display: 'LDL' }, null] }, { resultIds: [] }],
  ])('%j', (fields, expected) => expect(report(fields)).toMatchObject(expected))
})

describe('when a report was done', () => {
  const [effectiveDateTime, issued] = ['2026-03-09', '2026-09-02T10:00:00Z']
  it.each<[string, object, string | undefined, boolean]>([
    ['the day of the examination', { effectiveDateTime, issued }, '2026-03-09', false],
    ['the start of it', { effectivePeriod: { start: '2026-03-09', end: '2026-03-10' }, issued }, '2026-03-09', false],
    [
      'the end of it, where the start is not there',
      { effectivePeriod: { end: '2026-03-10' }, issued },
      '2026-03-10',
      false,
    ],
    ['only when it was issued', { issued }, '2026-09-02', true],
    ['not at all', {}, undefined, false],
  ])('is told: %s', (_, fields, text, issuedOnly) => {
    const read = report({ effectiveDateTime: undefined, effectivePeriod: undefined, issued: undefined, ...fields })
    expect([read.date?.text, read.issuedOnly]).toEqual([text, issuedOnly])
  })
})
