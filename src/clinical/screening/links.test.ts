import { describe, expect, it } from 'vitest'
import { ALSO, LINKS } from '../../../tests/screening/links.ts'
import { PACK } from './pack.ts'

const USPSTF = 'https://www.uspreventiveservicestaskforce.org/uspstf/recommendation/'

describe('each rule leads to the page of its own recommendation', () => {
  it.each(LINKS)('%s', (id, organisation, issued, page) => {
    const source = PACK.rules.find((rule) => rule.id === id)?.source
    expect(source).toMatchObject({ organisation, issued, url: page.includes(':') ? page : USPSTF + page })
  })

  it('every rule is in the table', () => {
    expect(LINKS.map(([rule]) => rule)).toEqual(PACK.rules.map(({ id }) => id))
  })

  it('and so does what it names beside it', () => {
    const named = PACK.rules.flatMap(({ id, source }) =>
      source.also.map(({ organisation, issued, url }) => [id, organisation, issued, url]),
    )
    expect(named).toEqual(ALSO)
  })
})
