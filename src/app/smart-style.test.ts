import { describe, expect, it, vi } from 'vitest'
import * as fc from 'fast-check'
import { contrast, parseHex } from './colour.ts'
import { fetchSheetStyle, toSheetStyle } from './smart-style.ts'

const at = (properties: Readonly<Record<string, string>>, name: string) => parseHex(properties[name])!

const readable = (sent: unknown): void => {
  const style = toSheetStyle(sent)
  if (!style) return
  const p = style.properties
  for (const text of ['--ink', '--ink-2', '--ink-3', '--accent'].filter((name) => name in p)) {
    for (const ground of ['--bg', '--paper']) {
      expect(contrast(at(p, text), at(p, ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    }
  }
  for (const tone of ['over', 'due', 'soon', 'ok', 'ask', 'mute']) {
    for (const ground of [`--${tone}-bg`, '--bg', '--paper']) {
      expect(contrast(at(p, `--${tone}`), at(p, ground)), `${tone} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    }
    expect(contrast(at(p, '--ink'), at(p, `--${tone}-bg`))).toBeGreaterThanOrEqual(4.5)
  }
  if ('--accent' in p) expect(contrast(at(p, '--on-accent'), at(p, '--accent'))).toBeGreaterThanOrEqual(4.5)
}

describe("the EHR's colours stay readable", () => {
  it.each([
    ['white on white', '#ffffff', '#ffffff', '#ffffff'],
    ['black on black', '#000000', '#000', '#000000'],
    ['grey on grey', '#777777', '#777777', '#777777'],
    ['yellow on white', '#fff', '#ffff00', '#ffff00'],
    ['blue on black', '#000', '#0000ff', '#0000ff'],
    ['the example of SMART', '#edeae3', '#303030', '#69b5ce'],
  ])('%s', (_name, background, text, highlight) => {
    readable({ color_background: background, color_text: text, color_highlight: highlight })
    expect(toSheetStyle({ color_background: background })).toBeDefined()
  })

  it('any three colours', () => {
    expect.hasAssertions()
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)
    fc.assert(
      fc.property(colour, colour, colour, (background, text, highlight) =>
        readable({ color_background: background, color_text: text, color_highlight: highlight }),
      ),
      { numRuns: 300 },
    )
  })

  it('keeps a colour that is readable already', () => {
    const style = toSheetStyle({ color_background: '#ffffff', color_text: '#101010', color_highlight: '#0b5cad' })
    expect(style?.properties['--bg']).toBe('#ffffff')
    expect(style?.properties['--ink']).toBe('#101010')
    expect(style?.properties['--accent']).toBe('#0b5cad')
  })

  it.each([
    ['#edeae3', 'light'],
    ['#101820', 'dark'],
  ])('ground %s is a %s scheme', (background, scheme) => {
    expect(toSheetStyle({ color_background: background })?.scheme).toBe(scheme)
  })

  it.each([
    null,
    'red',
    [],
    {},
    { color_background: 'red' },
    { color_background: 'url(https://x)' },
    { color_background: 7 },
  ])('%j changes nothing', (sent) => expect(toSheetStyle(sent)).toBeUndefined())
})

describe('the address of the style', () => {
  it.each(['https://elsewhere.test/style.json', 'http://epic.test/style.json', 'javascript:1', 'nothing'])(
    '%s is not asked when the record is at https://epic.test/fhir',
    async (url) => {
      const fetch = vi.fn<typeof globalThis.fetch>()
      vi.stubGlobal('fetch', fetch)
      expect(await fetchSheetStyle(url, 'https://epic.test/fhir', new AbortController().signal)).toBeUndefined()
      expect(fetch).not.toHaveBeenCalled()
    },
  )

  it('of the same origin is asked without credentials', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({ color_background: '#fff' }))
    vi.stubGlobal('fetch', fetch)
    const style = await fetchSheetStyle(
      'https://epic.test/s.json',
      'https://epic.test/fhir',
      new AbortController().signal,
    )
    expect(style?.scheme).toBe('light')
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ credentials: 'omit', redirect: 'error' })
  })

  it.each([
    () => Promise.reject(new TypeError('x')),
    async () => new Response('<html>'),
    async () => new Response('', { status: 500 }),
  ])('that cannot be read changes nothing', async (answer) => {
    vi.stubGlobal('fetch', vi.fn<typeof globalThis.fetch>(answer))
    const style = fetchSheetStyle('https://epic.test/s.json', 'https://epic.test/fhir', new AbortController().signal)
    expect(await style).toBeUndefined()
  })
})
