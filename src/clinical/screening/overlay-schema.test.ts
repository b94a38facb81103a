import { describe, expect, it } from 'vitest'
import { readOverlay } from './overlay.ts'
import schema from './overlay.schema.json'
import { PACK } from './pack.ts'

const { id, version, rules, localCodes } = schema.properties
const { propertyNames, additionalProperties: rule } = rules
const { system, code, rule: ofRule, modality } = localCodes.items.properties

const local = (change: object) => ({
  localCodes: [{ system: 'urn:x', code: '1', rule: 'hiv', modality: 'test', ...change }],
})
const reads = (change: object): boolean => {
  try {
    readOverlay({ id: 'north', version: '3', ...change }, PACK)
    return true
  } catch {
    return false
  }
}
const CODES = ['1', ' 1', '1 ', '1\n', 'a b', 'a|b', 'a*', '', ' ', 'x'.repeat(200), 'x'.repeat(201)]
const LABELS = ['north 3', 'Süd-2.1_b', ' north', '-1', '', 'a\nb', 'n'.repeat(40), 'n'.repeat(41)]

describe('what an editor tells of an overlay is what the app says of it', () => {
  it.each<[what: string, pattern: string, values: readonly string[], overlay: (value: string) => object]>([
    ['its id', id.pattern, LABELS, (value) => ({ id: value })],
    ['its version', version.pattern, LABELS, (value) => ({ version: value })],
    ['a system', system.pattern, CODES, (value) => local({ system: value })],
    ['a code', code.pattern, CODES, (value) => local({ code: value })],
    ['a rule of a code', ofRule.pattern, ['hiv', ' hiv', 'HIV', ''], (value) => local({ rule: value })],
    ['a modality', modality.pattern, ['test', ' test', 'Test', ''], (value) => local({ modality: value })],
    ['a rule', propertyNames.pattern, ['hiv', 'HIV', ''], (value) => ({ rules: { [value]: {} } })],
    [
      'a review day',
      rule.properties.reviewBy.pattern,
      ['2027-01-31', '2027-01', '2027', '31 Jan 2027', '2027-1-31', '2027-01-31T00:00:00Z', ''],
      (value) => ({ rules: { hiv: { reviewBy: value } } }),
    ],
  ])('%s', (_, pattern, values, overlay) => {
    const allowed = new RegExp(pattern, 'u')
    expect(values.map((value) => [value, allowed.test(value)])).toEqual(
      values.map((value) => [value, reads(overlay(value))]),
    )
  })

  it('the months of what comes sooner by a result, and of a named function', () => {
    const { items } = rule.properties.nextByResult.additionalProperties
    const { minimum, maximum } = items.properties.months
    expect(Object.keys(items.properties).toSorted()).toEqual(['atLeast', 'below', 'months', 'unit'])
    const [bounds, of] = [
      rule.properties.intervalMonths.additionalProperties,
      (months: number) => ({ rules: { 'diabetes-eye': { intervalMonths: { exam: months } } } }),
    ]
    const next = (months: number) => ({
      rules: { hiv: { nextByResult: { test: [{ atLeast: 1, months }] } } },
    })
    const edges = (least: number, most: number) => [least - 1, least, most, most + 1]
    expect(edges(minimum, maximum).map((value) => reads(next(value)))).toEqual([false, true, true, false])
    expect(edges(bounds.minimum, bounds.maximum).map((value) => reads(of(value)))).toEqual([false, true, true, false])
  })

  it.each(['months', 'minAgeAtTest', 'maxAgeAtTest', 'dueSoonDays', 'graceDays'] as const)(
    'the bounds of %s',
    (name) => {
      const field = rule.properties[name]
      const isTable = 'additionalProperties' in field
      const { minimum, maximum } = isTable ? field.additionalProperties : field
      const of = (value: number) => ({
        rules: { hiv: { minAgeAtTest: { test: 0 }, [name]: isTable ? { test: value } : value } },
      })
      expect([minimum - 1, minimum, maximum, maximum + 1].map((value) => reads(of(value)))).toEqual([
        false,
        true,
        true,
        false,
      ])
    },
  )

  it('knows every field of a change', () => {
    const [, known = ''] = /known are (.*)$/.exec(messageOf({ rules: { hiv: { x: 1 } } })) ?? []
    expect(known.split(', ').toSorted()).toEqual(Object.keys(rule.properties).toSorted())
  })
})

function messageOf(change: object): string {
  try {
    readOverlay({ id: 'north', version: '3', ...change }, PACK)
    return ''
  } catch (thrown) {
    return String(thrown)
  }
}
