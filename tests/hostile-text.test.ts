import { describe, expect, it } from 'vitest'
import { recogniseNote } from '#clinical/recognise-note.ts'
import { toLines, withoutLayout } from '#clinical/note-format.ts'
import { contentKind, decodeText } from '#features/documents/content-kind.ts'
import { rtfToText } from '#features/documents/rtf-to-text.ts'
import { htmlToText } from '#fhir/html-to-text.ts'
import { parseReference } from '#fhir/read/reference.ts'
import { asText, prose } from '#fhir/read/json.ts'
import { parseDate } from '#lib/dates.ts'

/** Texts at which a careless pattern starts over from every sign: a million of each would take it hours. */
const TEXTS: readonly (readonly [string, string])[] = [
  ['<', ''],
  ['<!--', ''],
  ['<head ', ''],
  ['<script>', '</script'],
  ['</style ', ''],
  ['<br ', ''],
  ['<p ', '>'],
  ['&#', ''],
  [' ', 'x'],
  ['\t ', 'x'],
  ['\n ', 'x'],
  ['{', ''],
  ['}', ''],
  ['\\u1', ''],
  ["\\'", ''],
  ['{\\rtf1{\\*', ''],
  [' [1', ''],
  [' [1,', ']'],
  ['| ', 'x'],
  ['https://a/A', ''],
  ['https://a/Patient/', '?'],
  ['Patient/', ''],
  ['2026-', ''],
  ['\u200b', 'x'],
  ['\ud800', ''],
]
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  htmlToText,
  rtfToText,
  recogniseNote,
  'recogniseNote, with our title': (text) =>
    recogniseNote(`VISIT PREPARATION  1\nPROBLEMS\n- ${text}\nHealthPrep 1 · 7f3a-22c1`),
  withoutLayout,
  toLines,
  asText,
  parseReference,
  parseDate,
  prose: (text) => prose({ text }, 'text'),
  contentKind: (text) => contentKind(new TextEncoder().encode(text), 'text/html'),
  decodeText: (text) => decodeText(new TextEncoder().encode(text), `text/plain; charset=${text}`),
}

describe('a million signs that go on and never end are read in one pass', () => {
  it.each(Object.keys(readers))('%s', (name) => {
    const read = TEXTS.map(([piece, end]) => {
      readers[name]?.(piece.repeat(Math.ceil(1_000_000 / piece.length)) + end)
      return piece
    })
    expect(read).toHaveLength(TEXTS.length)
  })
})

describe('what is taken out of HTML is what it always was', () => {
  it.each([
    ['<head><title>x</title></head><body>words</body>', '\nwords\n'],
    ['a<!-- b --> c <!-- d', 'a c <!-- d'],
    ['<script>a</script >b<SCRIPT>c</SCRIPT>d', 'bd'],
    ['<style>a</head>b</style>c', 'c'],
    ['one<br>two<p>three</p>4 < 5', 'one\ntwo\nthree\n4 < 5'],
    ['<b>a', 'a'],
    ['a<b', 'a<b'],
  ])('%s', (html, words) => {
    expect(htmlToText(html)).toBe(words)
  })
})
