/** Groups that hold no words of the document: tables of fonts and colours, pictures, embedded objects, fields' commands. */
const SKIPPED =
  /^(?:fonttbl|colortbl|stylesheet|listtable|listoverridetable|info|pict|object|objdata|fldinst|header|footer|themedata|datastore|generator|xmlnstbl|rsidtbl|latentstyles)$/
const WORDS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  tab: '\t',
  cell: '\t',
  bullet: '•',
  endash: '–',
  emdash: '—',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  '~': '\u00a0',
  '{': '{',
  '}': '}',
  '\\': '\\',
  '\n': '\n',
  '\r': '\n',
}
const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([\da-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/gi
const LATIN = new TextDecoder('windows-1252')

/**
 * The words of an RTF note; nothing in it is executed, fetched or drawn. Formatting is dropped.
 * RTF 1.9.1: `\'hh` is a byte of the code page, `\uN` a UTF-16 unit followed by `\ucN` characters to skip, `\*` marks a
 * group that may be ignored by whoever does not know it.
 */
export function rtfToText(rtf: string): string {
  let text = ''
  let skipChars = 0
  const stack: { skipping: boolean; unicodeSkip: number }[] = []
  let state = { skipping: false, unicodeSkip: 1 }
  const add = (words: string): void => {
    if (state.skipping) return
    const dropped = Math.min(skipChars, words.length)
    skipChars -= dropped
    text += words.slice(dropped)
  }
  for (const [, word, number, hex, symbol, brace, plain] of rtf.matchAll(TOKEN)) {
    if (brace === '{') stack.push({ ...state })
    else if (brace === '}') {
      state = stack.pop() ?? state
      skipChars = 0
    } else if (plain !== undefined) add(plain)
    else if (hex !== undefined) add(LATIN.decode(Uint8Array.of(Number.parseInt(hex, 16))))
    else if (symbol === '*') state.skipping = true
    else if (symbol !== undefined) add(WORDS[symbol] ?? '')
    else if (word === 'u' && number !== undefined) {
      add(String.fromCharCode(Number(number) & 0xffff))
      skipChars = state.skipping ? 0 : state.unicodeSkip
    } else if (word === 'uc') state.unicodeSkip = Number(number ?? 1)
    else if (word !== undefined && SKIPPED.test(word)) state.skipping = true
    else if (word !== undefined) add(WORDS[word] ?? '')
  }
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}
