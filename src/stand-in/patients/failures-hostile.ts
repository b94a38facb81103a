import type { Resource } from '../chart.ts'
import { isJson, type Json } from '../json.ts'
import type { Failure } from './base-record.ts'
import { asPdf, toBase64 } from './ordinary/build-file.ts'
import { LOINC } from './ordinary/build-codes.ts'
import type { Book } from './ordinary/build.ts'

/** Everything a browser may be talked into running or fetching; what runs leaves a mark, what fetches names its host. */
const attack = [
  '<script>window.owned=1</script>',
  '<img src=x onerror="window.owned=1">',
  '<img src="https://elsewhere.example/pixel.png">',
  '<svg onload="window.owned=1"><script>window.owned=1</script></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.owned=1&gt;">',
  '<a href="javascript:window.owned=1">link</a>',
  '<iframe src="javascript:parent.owned=1"></iframe>',
  '<object data="https://elsewhere.example/x"></object><embed src="https://elsewhere.example/x">',
  '<style>@import url(https://elsewhere.example/x.css);*{background:url(https://elsewhere.example/y)}</style>',
  '<link rel="prefetch" href="https://elsewhere.example/z"><meta http-equiv="refresh" content="0;url=https://elsewhere.example/">',
  '<base href="https://elsewhere.example/"><form action="https://elsewhere.example/"><input autofocus onfocus="window.owned=1"></form>',
  '"><details open ontoggle="window.owned=1">',
  'javascript:window.owned=1//',
  '{{constructor.constructor("window.owned=1")()}}${window.owned=1}',
].join('')

const WORDS: ReadonlySet<string> = new Set(
  'text display description title name family given prefix suffix div conclusion value unit patientInstruction lotNumber comment note onsetString valueString city line'.split(
    ' ',
  ),
)

function poisoned(value: unknown, isWords: boolean): unknown {
  if (typeof value === 'string') return isWords ? `${value}${attack}` : value
  if (Array.isArray(value)) return value.map((each: unknown) => poisoned(each, isWords))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, poisoned(inner, WORDS.has(key))]))
}

const objectOf = (value: unknown): Json => (isJson(value) ? value : {})

const poison = (one: Resource): Resource => ({
  ...one,
  ...objectOf(poisoned(one, false)),
  text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${attack}</div>` },
})

const XML = '<?xml version="1.0"?>'
const ccda = (body: string): string =>
  `${XML}<?xml-stylesheet type="text/xsl" href="https://elsewhere.example/cda.xsl"?><ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:h="http://www.w3.org/1999/xhtml"><title>Care</title>${body}</ClinicalDocument>`
const laughs = `${XML}<!DOCTYPE l [<!ENTITY a "ha">${'bcdefghij'
  .split('')
  .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghij'[at]};`.repeat(10)}">`)
  .join('')}]><ClinicalDocument xmlns="urn:hl7-org:v3"><title>&j;</title></ClinicalDocument>`
const outside = `${XML}<!DOCTYPE l SYSTEM "https://elsewhere.example/x.dtd" [<!ENTITY x SYSTEM "https://elsewhere.example/x">]><ClinicalDocument xmlns="urn:hl7-org:v3">&x;</ClinicalDocument>`
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="window.owned=1"><script>window.owned=1</script><image href="https://elsewhere.example/i.png"/><foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="window.owned=1"/></foreignObject></svg>`
const xhtml = `${XML}<html xmlns="http://www.w3.org/1999/xhtml"><head><script>window.owned=1</script></head><body onload="window.owned=1"><p>The words are harmless.</p></body></html>`
const rtf =
  '{\\rtf1\\ansi{\\object\\objemb{\\*\\objclass Package}{\\*\\objdata 0105000002}}{\\field{\\*\\fldinst INCLUDEPICTURE "https://elsewhere.example/r.png"}{\\fldrslt shown}}{\\field{\\*\\fldinst HYPERLINK "javascript:window.owned=1"}{\\fldrslt a link}}\\par The words are harmless.<script>window.owned=1</script>}'

/** What each document is, under its title: the type that is claimed, and what it really is. */
const documents: readonly (readonly [title: string, type: string, content: string])[] = [
  ['HTML with everything', 'text/html', `<p>The words are harmless.</p>${attack}`],
  ['SVG', 'image/svg+xml', svg],
  ['SVG that says PNG', 'image/png', svg],
  ['HTML that says PNG', 'image/png', `<!doctype html><p>The words are harmless.</p>${attack}`],
  ['HTML that says RTF', 'text/rtf', `<html><p>The words are harmless.</p>${attack}</html>`],
  ['XHTML', 'application/xhtml+xml', xhtml],
  ['XHTML that says C-CDA', 'application/xml', xhtml],
  [
    'C-CDA with a stylesheet',
    'application/xml',
    ccda(
      '<component><nonXMLBody><text><reference value="javascript:window.owned=1"/></text></nonXMLBody></component><h:script>window.owned=1</h:script>',
    ),
  ],
  ['C-CDA of a billion words', 'application/xml', laughs],
  ['C-CDA that fetches', 'application/xml', outside],
  ['RTF with an object', 'text/rtf', rtf],
  [
    'Picture that is also a script',
    'image/gif',
    `GIF89a/*${'\0'.repeat(8)}*/=1;window.owned=1;<script>window.owned=1</script>`,
  ],
]

function everyAttack(book: Book): void {
  const add = (title: string, attachment: Record<string, unknown>): void => {
    book.add('DocumentReference', title, {
      status: 'current',
      docStatus: 'final',
      type: { coding: [{ system: LOINC, code: '34109-9', display: 'Note' }], text: title },
      category: [{ coding: [{ code: 'clinical-note' }], text: 'Clinical Note' }],
      subject: book.subject,
      date: book.when.instant('-2m'),
      content: [{ attachment }],
    })
  }
  for (const [title, contentType, content] of documents) {
    const data = toBase64(content)
    add(title, { contentType, url: book.add('Binary', title, { contentType, data }).reference })
  }
  const polyglot = atob(asPdf('Letter', 'The words are harmless.')).replace('%PDF-1.4\n', `%PDF-1.4\n%${attack}\n`)
  add('PDF that is also HTML', { contentType: 'text/html', data: btoa(polyglot) })
  add('Address of a script', { contentType: 'text/html', url: 'javascript:window.owned=1' })
  add('Address that holds data', { contentType: 'text/html', url: `data:text/html,${encodeURIComponent(attack)}` })
  add('Address of another server', { contentType: 'text/html', url: 'https://elsewhere.example/Binary/1' })
  add('Address of a neighbour', { contentType: 'text/html', url: '//elsewhere.example/Binary/1' })
  add('Address above the base', { contentType: 'text/html', url: 'Binary/../../../../oauth2/token' })
}

export const hostileFailures: readonly Failure[] = [
  {
    slug: 'markup-everywhere',
    line: 'Markup, scripts and addresses in every text of the record',
    faults: [],
    change: poison,
  },
  {
    slug: 'documents-hostile',
    line: 'Documents that run, fetch or lie: SVG, XHTML, C-CDA, RTF, polyglots, script addresses',
    faults: [],
    also: everyAttack,
  },
]
