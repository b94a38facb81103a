import { expect, it } from 'vitest'
import type { Procedure } from '#clinical/procedure.ts'
import { readProcedure } from './procedure.ts'
import { isUnreadable, REASONS } from './reader.ts'
import { CONTEXT, SAMPLES } from './samples.ts'

const read = (fields: object): Procedure => {
  const procedure = readProcedure({ ...SAMPLES.Procedure, ...fields }, CONTEXT)
  if (isUnreadable(procedure)) throw new Error(procedure.unreadable)
  return procedure
}

it('a procedure keeps its words, codes, days, performers and outcome', () => {
  expect(read({})).toMatchObject({
    id: 'Procedure/eProc',
    concept: { text: 'Colonoscopy', codings: [{ code: '77' }, { code: '73761001' }] },
    status: 'completed',
    performed: { text: '2020-02-03' },
    performedEnd: { text: '2020-02-03' },
    performers: ['Grace Sample, MD'],
    outcome: 'Complete',
    notes: ['To the cecum.'],
    source: { author: 'Grace Sample, MD', date: { text: '2020-02-03' } },
  })
})

it('a procedure keeps the notes beside it, in their order, and none that are empty', () => {
  const note = [{ text: 'Attempted, not completed.' }, { time: '2020-02-03' }, { text: 'Poor prep.' }]
  expect(read({ note }).notes).toEqual(['Attempted, not completed.', 'Poor prep.'])
})

const undated = { performedPeriod: undefined }
it.each([
  [{ status: 'not-done' }, { status: 'not-done' }],
  [{ status: 'done' }, { status: 'unknown' }],
  [{ ...undated, performedDateTime: '2019' }, { performed: { precision: 'year' } }],
  [
    { ...undated, performedString: 'in the nineties' },
    { performed: undefined, performedText: 'in the nineties' },
  ],
  [{ ...undated, performedAge: { value: 12, code: 'a' } }, { performedText: '12 years' }],
  [{ performedPeriod: { start: '2020-13' } }, { performed: undefined }],
])('%j', (fields, expected) => expect(read(fields)).toMatchObject(expected))

it('a procedure without a name is unreadable', () => {
  expect(readProcedure({ ...SAMPLES.Procedure, code: null }, CONTEXT)).toEqual({ unreadable: REASONS.procedure })
})
