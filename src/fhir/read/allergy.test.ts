import { describe, expect, it } from 'vitest'
import type { Allergy } from '#clinical/allergy.ts'
import { readAllergy } from './allergy.ts'
import { isUnreadable, REASONS } from './reader.ts'
import { CONTEXT, SAMPLES } from './samples.ts'

const { reaction: _reaction, ...bare } = SAMPLES.AllergyIntolerance
const read = (fields: object): Allergy => {
  const allergy = readAllergy({ ...bare, ...fields }, CONTEXT)
  if (isUnreadable(allergy)) throw new Error(allergy.unreadable)
  return allergy
}
const snomed = (code: string, display?: string) => ({ coding: [{ system: 'http://snomed.info/sct', code, display }] })

it('an allergy keeps its substance, reaction, criticality and source', () => {
  expect(readAllergy(SAMPLES.AllergyIntolerance, CONTEXT)).toMatchObject({
    id: 'AllergyIntolerance/eAll',
    substance: { text: 'Penicillin G', codings: [{ code: '77' }, { code: '7980' }] },
    says: 'allergy',
    kind: 'allergy',
    categories: ['medication'],
    reactions: ['Hives (moderate)'],
    criticality: 'high',
    status: 'active',
    verification: 'confirmed',
    onset: { text: '1999-05', precision: 'month' },
    recorded: { text: '2020-01-01' },
  })
})

describe('"none" is asserted', () => {
  it.each([
    ['no known allergy', { code: snomed('716186003', 'No known allergy') }],
    ['no known drug allergy', { code: snomed('409137002') }],
    ['no known environmental allergy', { code: snomed('428607008') }],
    ['no known food allergy', { code: snomed('429625007') }],
    [
      'the code among others',
      { code: { coding: [{ system: 'urn:oid:1.2', code: '9' }, ...snomed('716186003').coding] } },
    ],
    ['words without a code', { code: { text: 'No Known Allergies' } }],
    [
      'words with a local code',
      { code: { text: 'No Known Allergies', coding: [{ system: 'urn:oid:1.2', code: '9' }] } },
    ],
    [
      'words with a code that says the same',
      { code: { text: 'NKDA', coding: [{ system: 'x', code: '9', display: 'No known drug allergies' }] } },
    ],
  ])('by %s', (_what, fields) => expect(read(fields).says).toBe('none'))

  it.each([
    ['a substance', { code: snomed('91936005', 'Allergy to penicillin') }],
    ['the code of another system', { code: { text: 'x', coding: [{ system: 'urn:oid:1.2', code: '716186003' }] } }],
    [
      'words beside the code of a substance',
      { code: { text: 'No known allergies', ...snomed('91936005', 'Allergy to penicillin') } },
    ],
    ['words beside a standard code without words', { code: { text: 'No known allergies', ...snomed('91936005') } }],
    ['words that only begin so', { code: { text: 'No known allergies to eggs, but nuts' } }],
    ['an entry with a reaction', { code: snomed('716186003'), reaction: [{ manifestation: [{ text: 'Hives' }] }] }],
  ])('but not by %s', (_what, fields) => expect(read(fields).says).toBe('allergy'))
})

// As Epic answers for a patient whose allergies were never reviewed: active and unconfirmed, as if it were one.
const notOnFile = { code: { text: 'Not on File', ...snomed('1631000175102', 'Patient not asked') } }

describe('that nobody has asked is no allergy, and not "none" either', () => {
  it.each([
    ['Epic’s code and words', notOnFile],
    ['the code alone', { code: snomed('1631000175102') }],
    ['words with a local code', { code: { text: 'Not on File', coding: [{ system: 'urn:oid:1.2', code: '1' }] } }],
    ['words alone', { code: { text: 'Patient not asked' } }],
  ])('by %s', (_what, fields) => expect(read(fields).says).toBe('not-asked'))

  it('but an entry with a reaction is an allergy, and so is one with the code of a substance', () => {
    expect(read({ ...notOnFile, reaction: [{ manifestation: [{ text: 'Hives' }] }] }).says).toBe('allergy')
    expect(read({ code: { text: 'Not on file', ...snomed('91936005', 'Penicillin') } }).says).toBe('allergy')
  })
})

it.each([
  [{ reaction: [{ manifestation: [{ text: 'Hives' }, { text: 'Wheeze' }] }] }, ['Hives, Wheeze']],
  [{ reaction: [{ description: 'Swollen lips', severity: 'severe' }] }, ['Swollen lips (severe)']],
  [{ reaction: [{ severity: 'severe' }] }, ['Reaction not named (severe)']],
  [{ reaction: [{}, null] }, []],
])('%j reads %j', (fields, reactions) => expect(read(fields).reactions).toEqual(reactions))

it('the substance may stand in the reaction only', () => {
  expect(read({ code: undefined, reaction: [{ substance: { text: 'Latex' } }] }).substance.text).toBe('Latex')
  expect(readAllergy({ ...bare, code: undefined }, CONTEXT)).toEqual({ unreadable: REASONS.substance })
})

it.each([
  [{ clinicalStatus: undefined }, 'unknown', 'confirmed'],
  [{ clinicalStatus: 'active' }, 'unknown', 'confirmed'],
  [{ verificationStatus: undefined }, 'active', 'unknown'],
  [{ verificationStatus: { coding: [{ code: 'doubted' }] } }, 'unknown', 'unknown'],
  [{ verificationStatus: { coding: [{ code: 'refuted' }] } }, 'active', 'refuted'],
])('%j: %s, %s', (fields, status, verification) => expect(read(fields)).toMatchObject({ status, verification }))

it.each(['High', 3, undefined])('criticality %j is not guessed', (criticality) =>
  expect(read({ criticality }).criticality).toBeUndefined(),
)
