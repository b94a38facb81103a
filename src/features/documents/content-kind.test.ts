import { describe, expect, it } from 'vitest'
import { contentKind, decodeText } from './content-kind.ts'
import { rtfToText } from './rtf-to-text.ts'

const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (c) => c.charCodeAt(0))

describe('a document is drawn by what its bytes are, not by what its type claims', () => {
  it.each([
    ['%PDF-1.7 …', 'text/html', 'pdf'],
    ['junk before %PDF-1.4', 'application/pdf', 'pdf'],
    ['\x89PNG\r\n\x1a\n<script>', 'text/html', 'image'],
    ['\xff\xd8\xff\xe0', undefined, 'image'],
    ['<!DOCTYPE html><p>x', 'image/png', 'html'],
    ['  <html><body>', 'text/plain', 'html'],
    ['<p>Epic sends fragments</p>', 'text/html; charset=utf-8', 'html'],
    ['<p>not claimed to be HTML</p>', 'text/plain', 'text'],
    ['{\\rtf1 hello}', 'text/html', 'rtf'],
    ['<?xml version="1.0"?><ClinicalDocument/>', 'text/html', 'xml'],
    ['<svg onload="alert(1)">', 'image/png', 'xml'],
    ['<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', 'application/xml', 'html'],
    ['PK\x03\x04', 'application/pdf', 'other'],
    ['a\x00b', 'text/plain', 'other'],
    ['just words', 'application/pdf', 'text'],
    ['', undefined, 'text'],
    ['GIF89a…', 'text/html', 'image'],
    ['RIFF\x01\x02\x03\x04WEBP', 'text/html', 'image'],
    ['RIFF\x01\x02\x03\x04WAVE\x00', 'image/webp', 'other'],
    ['\xd0\xcf\x11\xe0', 'text/plain', 'other'],
    ['II*\0', 'image/tiff', 'other'],
    [`${'\0'.repeat(128)}DICM`, 'image/png', 'other'],
    ['ID3\x03', 'text/plain', 'other'],
    ['\xef\xbb\xbf<!DOCTYPE html><p>x', 'text/plain', 'html'],
    ['words <b>and markup</b>', 'text/html', 'text'],
    [`${' '.repeat(1024)}%PDF-1.7`, 'application/pdf', 'text'],
  ])('%j claimed as %s is %s', (content, claimed, kind) => {
    expect(contentKind(bytes(content), claimed).kind).toBe(kind)
  })
})

describe('what is saved can run nothing when it is clicked', () => {
  it.each([
    ['<!DOCTYPE html><script>alert(1)</script>', 'text/html', 'text/plain', 'txt'],
    ['<svg onload="alert(1)">', 'image/svg+xml', 'text/plain', 'txt'],
    ['<?xml version="1.0"?><?xml-stylesheet href="x"?><a/>', 'text/xml', 'text/plain', 'txt'],
    ['just words', 'application/x-msdownload', 'text/plain', 'txt'],
    ['MZ\x00', 'text/plain', 'application/octet-stream', 'bin'],
    ['PK\x03\x04', 'text/html', 'application/octet-stream', 'zip'],
    ['%PDF-1.7', 'text/html', 'application/pdf', 'pdf'],
  ])('%j claimed as %s is saved as %s, ending in %s', (content, claimed, mediaType, ending) => {
    expect(contentKind(bytes(content), claimed)).toMatchObject({ mediaType, ending })
  })
})

describe('text is decoded without losing a character', () => {
  it.each([
    ['UTF-8 by default', new TextEncoder().encode('é ≥ 5 µg 😀'), undefined, 'é ≥ 5 µg 😀'],
    ['Latin-1 that is no UTF-8', Uint8Array.of(0xe9), undefined, 'é'],
    ['a named charset', Uint8Array.of(0xe9), 'text/plain; charset=iso-8859-1', 'é'],
    ['an unknown charset', Uint8Array.of(0xe9), 'text/plain; charset=klingon', 'é'],
  ])('%s', (_name, content, claimed, words) => expect(decodeText(content, claimed)).toBe(words))
})

describe('an RTF note becomes its words', () => {
  it.each([
    [
      String.raw`{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 Blood pressure \b 142/88\b0\par Next line}`,
      'Blood pressure 142/88\nNext line',
    ],
    [String.raw`{\rtf1 caf\'e9 \u8805?5 \u-10179?\u-8704? {\*\generator Epic;}end}`, 'café ≥5 😀 end'],
    [String.raw`{\rtf1 a\{b\}\\c\tab d}`, 'a{b}\\c\td'],
    [
      String.raw`{\rtf1 {\field{\*\fldinst HYPERLINK "http://evil.example"}{\fldrslt the link}} {\pict\wmetafile8 0102}after}`,
      'the link after',
    ],
    [String.raw`{\rtf1 broken {\b never closed`, 'broken never closed'],
    ['}}}', ''],
    ['}words', 'words'],
    [String.raw`{\rtf1 a{\*\unheardof not for readers}b}`, 'ab'],
    [String.raw`{\rtf1 {\u233}bc}`, 'ébc'],
  ])('%s', (rtf, words) => expect(rtfToText(rtf)).toBe(words))

  it('a huge and malformed file does not hang or throw', () => {
    expect(rtfToText('{\\rtf1 ' + '{\\u'.repeat(200_000))).toBe('')
    expect(rtfToText('{\\rtf1 ' + '\\'.repeat(100_001))).toContain('\\')
  })
})
