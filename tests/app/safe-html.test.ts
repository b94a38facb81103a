import { describe, expect, it, vi } from 'vitest'
import { safeHtml } from '#features/documents/safe-html.ts'

const bodyOf = (html: string): string => /<body>(.*)<\/body>/s.exec(safeHtml(html))?.[1] ?? 'no body'

describe('of a document in HTML its words are left, and nothing that asks, leads elsewhere, hides or runs', () => {
  it.each([
    ['a link', '<a href="https://elsewhere.example/">x</a>', '<a>x</a>'],
    ['a link that is a script', '<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
    ['a script', '<script>alert(1)</script><p>x</p>', '<p>x</p>'],
    ['an event', '<p onclick="alert(1)">x</p>', '<p>x</p>'],
    ['a picture', '<p>x<img src="https://elsewhere.example/x.png" onerror="alert(1)"></p>', '<p>x</p>'],
    ['a drawing', '<p>x</p><svg onload="alert(1)"><text>y</text></svg>', '<p>x</p>'],
    ['an address on what has none', '<p src="https://elsewhere.example/">x</p>', '<p>x</p>'],
    ['a frame', '<p>x</p><iframe src="https://elsewhere.example/"></iframe>', '<p>x</p>'],
    ['a background that is fetched', '<p style="background:url(https://elsewhere.example/)">x</p>', '<p>x</p>'],
    ['words that a style hides', '<p style="display:none">x</p>', '<p>x</p>'],
    ['a style sheet', '<p>x</p><style>@import url(https://elsewhere.example/x.css)</style>', '<p>x</p>'],
    [
      'a style sheet by its address',
      '<link rel="stylesheet" href="https://elsewhere.example/x.css"><p>x</p>',
      '<p>x</p>',
    ],
    ['a form', '<form action="https://elsewhere.example/"><input name="password"><p>x</p></form>', '<p>x</p>'],
    [
      'an address to go to at once',
      '<meta http-equiv="refresh" content="0;url=https://elsewhere.example/"><p>x</p>',
      '<p>x</p>',
    ],
    ['an address for all others', '<base href="https://elsewhere.example/"><p>x</p>', '<p>x</p>'],
    ['other words for a screen reader', '<p aria-label="y">x</p>', '<p>x</p>'],
    ['data', '<p data-y="y">x</p>', '<p>x</p>'],
    ['a name or a class', '<p id="root" class="hidden" name="y">x</p>', '<p>x</p>'],
  ])('%s', (_, html, left) => expect(bodyOf(html)).toBe(left))

  it('what gives the words their form is kept', () => {
    const html = '<h2>x</h2><ul><li>x</li></ul><table><tbody><tr><td colspan="2" dir="rtl">x</td></tr></tbody></table>'
    expect(bodyOf(html)).toBe(html)
  })
})

it('the frame’s own policy, which forbids everything, stands before the first word of the document', () => {
  expect(safeHtml('</head><body><p>x</p>')).toBe(
    `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'"></head><body><p>x</p></body></html>`,
  )
})

it('where the browser knows Trusted Types it is told by name that the document was cleaned', async () => {
  const createHTML = vi.fn((text: string) => `trusted ${text}`)
  const createPolicy = vi.fn((_: string, rules: object) => ({ ...rules, createHTML }))
  vi.stubGlobal('trustedTypes', { createPolicy })
  vi.resetModules()
  const fresh = await import('#features/documents/safe-html.ts')
  expect(fresh.safeHtml('<p onclick="alert(1)">x</p>')).toMatch(/^trusted .*<body><p>x<\/p><\/body>/)
  expect(createPolicy.mock.calls.map(([name]) => name)).toContain('healthprep-document')
})
