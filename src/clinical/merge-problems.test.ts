import { describe, expect, it } from 'vitest'
import { coding, ICD10, on, problem, SNOMED } from '../../tests/fixtures.ts'
import { viewProblems } from './merge-problems.ts'

const snomed = (code: string) => coding(SNOMED, code)
const icd = (code: string) => coding(ICD10, code)
const coded = (text: string, ...codings: ReturnType<typeof coding>[]) => ({ concept: { text, codings } })

const texts = (problems: readonly { concept: { text: string } }[]) => problems.map((one) => one.concept.text)

describe('entries of one code', () => {
  it('become one problem that keeps every source, the newest first, with the earliest onset', () => {
    const view = viewProblems([
      problem('Hypertension', {
        ...coded('Hypertension', snomed('38341003')),
        recorded: on('2019-02-01'),
        onset: on('2015'),
      }),
      problem('Essential hypertension', {
        ...coded('High blood pressure', snomed('38341003'), icd('I10')),
        recorded: on('2021-05-01'),
        onset: on('2018'),
      }),
    ])
    expect(texts(view.active)).toEqual(['High blood pressure'])
    expect(view.active[0]?.entries.map((entry) => entry.recorded?.text)).toEqual(['2021-05-01', '2019-02-01'])
    expect(view.active[0]?.since?.text).toBe('2015')
  })

  it('stay two where a broad ICD-10 code is shared and the SNOMED CT codes differ', () => {
    const view = viewProblems([
      problem('a', coded('Long-term use of insulin', snomed('710815001'), icd('Z79.899'))),
      problem('b', coded('Long-term use of anticoagulant', snomed('711150003'), icd('Z79.899'))),
    ])
    expect(view.active).toHaveLength(2)
  })

  it('stay two where only the bare code is the same, in another system or in none', () => {
    const view = viewProblems([
      problem('a', coded('a', snomed('1'))),
      problem('b', coded('b', icd('1'))),
      problem('c', { concept: { text: 'c', codings: [{ system: undefined, code: '1', display: undefined }] } }),
      problem('d', { concept: { text: 'c', codings: [{ system: undefined, code: '1', display: undefined }] } }),
    ])
    expect(view.active).toHaveLength(4)
  })

  it('are not merged across active and resolved: it may have come back', () => {
    const view = viewProblems([
      problem('a', coded('Gout', snomed('90560007'))),
      problem('b', { ...coded('Gout', snomed('90560007')), status: 'resolved' }),
    ])
    expect([texts(view.active), texts(view.past)]).toEqual([['Gout'], ['Gout']])
  })
})

describe('diagnoses of visits and health concerns', () => {
  const diagnosis = { category: 'encounter-diagnosis', status: 'unknown' } as const
  const gout = coded('Gout', snomed('90560007'))

  it('join the current problem they name, as further sources', () => {
    const view = viewProblems([problem('a', gout), problem('b', { ...gout, ...diagnosis, recorded: on('2026-10-01') })])
    expect(view.active[0]?.entries.map((entry) => entry.category)).toEqual(['problem-list', 'encounter-diagnosis'])
    expect(view.elsewhere).toEqual([])
  })

  it.each([
    ['before its end', '2026-03-30', true],
    ['on its last day', '2026-04-01', true],
    ['after its end', '2026-04-02', false],
    ['in the year of its end, no day given', '2026', false],
    ['at no time', undefined, false],
  ])('named %s of a resolved problem (%s): joined %s', (_, when, joined) => {
    const view = viewProblems([
      problem('a', { ...gout, status: 'resolved', abated: on('2026-04-01') }),
      problem('b', { ...gout, ...diagnosis, recorded: when === undefined ? undefined : on(when) }),
    ])
    expect(view.elsewhere).toHaveLength(joined ? 0 : 1)
    expect(view.past[0]?.entries).toHaveLength(joined ? 2 : 1)
  })

  it('stand apart where the list calls the problem resolved', () => {
    const view = viewProblems([problem('a', { ...gout, status: 'resolved' }), problem('b', { ...gout, ...diagnosis })])
    expect(texts(view.elsewhere)).toEqual(['Gout'])
  })
})

it.each(['refuted', 'entered-in-error'] as const)('%s is no problem, and is not lost', (verification) => {
  const view = viewProblems([problem('Asthma', { verification })])
  expect(view.active).toEqual([])
  expect(texts(view.setAside)).toEqual(['Asthma'])
})

it('lists the newest first, the undated last, and never calls an unknown status resolved', () => {
  const view = viewProblems([
    problem('undated'),
    problem('2015', { onset: on('2015') }),
    problem('Oct 2026', { recorded: on('2026-10-02'), status: 'unknown' }),
    problem('inactive', { status: 'inactive' }),
  ])
  expect(texts(view.active)).toEqual(['Oct 2026', '2015', 'undated'])
  expect(texts(view.past)).toEqual(['inactive'])
})

it('loses no entry, whatever their codes', () => {
  const entries = Array.from({ length: 60 }, (_, i) =>
    problem(`p${i}`, {
      ...coded(`p${i}`, snomed(String(i % 7)), icd(String(i % 5))),
      category: i % 3 === 0 ? 'problem-list' : i % 3 === 1 ? 'encounter-diagnosis' : 'health-concern',
      status: i % 4 === 0 ? 'active' : i % 4 === 1 ? 'resolved' : i % 4 === 2 ? 'unknown' : 'inactive',
      verification: i % 11 === 0 ? 'refuted' : 'confirmed',
    }),
  )
  const { active, past, elsewhere, setAside } = viewProblems(entries)
  const kept = [...active, ...past, ...elsewhere].flatMap((one) => one.entries).concat(setAside)
  expect(kept.map((entry) => entry.id).toSorted()).toEqual(entries.map((entry) => entry.id).toSorted())
})
