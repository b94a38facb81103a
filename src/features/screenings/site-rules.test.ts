import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PACK } from '#clinical/screening/pack.ts'
import { PLAIN_RULES, siteRulesOf } from './site-rules.ts'

const overlay = { id: 'north', version: '3', rules: { hiv: { enabled: false } } }

describe('the rules of a site', () => {
  it('without a file they are those of the app, and say so', () => {
    expect(PLAIN_RULES.pack).toBe(PACK)
    expect(PLAIN_RULES.text).toContain('no site overlay')
  })

  it('with one they are changed, and both names are printed', () => {
    const rules = siteRulesOf({ json: overlay })
    expect(rules.kind === 'rules' && rules.pack.rules.length).toBe(PACK.rules.length - 1)
    expect(rules.kind === 'rules' && rules.text).toMatch(
      /^Rules: healthprep \S+ \(\S+\), site overlay north 3 \(\S+\)$/,
    )
  })

  it('the example of the README is right', () => {
    const readme = readFileSync('README.md', 'utf8')
    const example: unknown = JSON.parse(/```json\n([\s\S]*?localCodes[\s\S]*?)```/.exec(readme)?.[1] ?? '')
    expect(siteRulesOf({ json: example })).toMatchObject({ kind: 'rules' })
  })

  it.each([
    ['is not there', 'missing', 'rules-missing', undefined],
    ['is not JSON', 'unreadable', 'rules-unreadable', undefined],
    ['is empty', { json: null }, 'rules:file', 'file: must be an object, but is null'],
    ['has no name', { json: { version: '1' } }, 'rules:id', 'id: must be at most 40 letters, digits, blanks, dots and'],
    [
      'has a misspelt field',
      { json: { ...overlay, rules: { hiv: { enable: false } } } },
      'rules:rules.hiv.enable',
      'rules.hiv.enable: is not a field here; known are enabled',
    ],
  ] as const)('a file that %s gives no rules at all, and a code', (_, file, code, what) => {
    const rules = siteRulesOf(file)
    expect(rules).toMatchObject({ kind: 'wrong', code })
    expect('what' in rules ? (rules.what ?? '') : '-').toContain(what ?? '')
    expect(rules).not.toHaveProperty('pack')
  })
})
