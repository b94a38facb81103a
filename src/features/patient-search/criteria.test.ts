import { describe, expect, it } from 'vitest'
import { checkSearch, type SearchFields } from './criteria.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const person: SearchFields = {
  mode: 'demographics',
  identifier: '',
  family: 'Lin',
  given: 'Derrick',
  birthDate: '1973-06-03',
  sex: '',
}

describe('a search by name and birth date', () => {
  it('needs family name, given name and birth date; sex may be added', () => {
    const criteria = { family: 'Lin', given: 'Derrick', birthDate: '1973-06-03' }
    expect(checkSearch(person, today)).toEqual({ ok: true, criteria })
    expect(checkSearch({ ...person, sex: 'male' }, today)).toEqual({ ok: true, criteria: { ...criteria, sex: 'male' } })
    expect(checkSearch({ ...person, sex: 'other' }, today)).toEqual({ ok: true, criteria })
  })

  it.each(['family', 'given', 'birthDate'] as const)('is not sent without %s, nor with spaces for it', (field) => {
    for (const value of ['', '  ']) {
      const checked = checkSearch({ ...person, [field]: value }, today)
      expect(!checked.ok && Object.keys(checked.problems)).toEqual([field])
    }
  })

  it.each([
    ['2026-11-23', true],
    ['2026-11-24', false],
    ['1896-01-01', true],
    ['1895-12-31', false],
    ['1973-02-29', false],
    ['1973-06', false],
    ['1973', false],
  ])('takes %s as a birth date: %s', (birthDate, ok) => {
    expect(checkSearch({ ...person, birthDate }, today).ok).toBe(ok)
  })

  it('drops spaces around the names', () => {
    const checked = checkSearch({ ...person, family: ' Lin ', given: ' Derrick' }, today)
    expect(checked).toMatchObject({ criteria: { family: 'Lin', given: 'Derrick' } })
  })
})

describe('a search by number', () => {
  it('takes the number alone, whatever stands in the other fields', () => {
    expect(checkSearch({ ...person, mode: 'identifier', identifier: ' 203713 ' }, today)).toEqual({
      ok: true,
      criteria: { identifier: '203713' },
    })
  })

  it('is not sent empty', () => {
    expect(checkSearch({ ...person, mode: 'identifier', identifier: ' ' }, today).ok).toBe(false)
  })
})
