import { cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { firstSections } from '#app/first-sections.ts'
import { sections } from '#app/sections.ts'
import { QUERIES } from '#fhir/queries.ts'
import { expectAxeClean } from '../axe.ts'
import { drawSection, still } from '../draw-section.tsx'
import { reading, session, unreadable } from '../fixtures.ts'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

const NONE = /(recorded|none|visit)\b.* as of 10:42\./

/** What is reasoned from several readings says "cannot tell" in its own way, and is held to that by its own tests. */
const REASONED = new Set(['due', 'vaccines-due'])

const each = sections.filter(({ id }) => !REASONED.has(id)).map((entry) => [entry.title, entry] as const)

describe.each(each)('%s', (title, entry) => {
  const queries = entry.reads.map((name) => QUERIES[name](session()))
  // What the last visit was, only the list of visits can tell; until then nothing else is asked.
  const asked = entry.id === 'since-last-visit' ? queries.slice(entry.reads.indexOf('encounters')).slice(0, 1) : queries
  const drawIn = async (client: ReturnType<typeof still>['client']) => {
    const View = firstSections[entry.id] ?? (await entry.load?.())
    if (!View) throw new Error(`Nothing draws ${title}`)
    drawSection(View, client)
    return screen.getByRole('region', { name: title })
  }

  it('while it is read, says so and claims nothing', async () => {
    const region = await drawIn(still().client)
    expect(region.getAttribute('aria-busy')).toBe('true')
    expect(region.textContent).toContain('Reading…')
    expect(region.textContent).not.toMatch(NONE)
    await expectAxeClean(region)
  })

  it('could not be read: says that it is unknown, and offers to try again', async () => {
    const { client, failed } = still()
    for (const query of queries) failed(query)
    const region = await drawIn(client)
    expect(region.textContent).toMatch(/could not be read/i)
    expect(region.textContent).toContain('is unknown')
    expect(screen.getByRole('button', { name: /Retry/ })).toBeTruthy()
    expect(region.textContent).not.toMatch(NONE)
    await expectAxeClean(region)
  })

  it('none: says so, as of when, in a complete reading', async () => {
    const { client, has } = still()
    for (const query of queries) has(query, reading([]))
    const region = await drawIn(client)
    expect(region.textContent).toMatch(NONE)
    await expectAxeClean(region)
  })

  it.each([
    ['the list was cut', { gaps: [{ kind: 'cut' }] }],
    ['some is withheld', { gaps: [{ kind: 'withheld-from-user' }] }],
    ['an entry could not be understood', { unread: [unreadable()] }],
    ['more is coming', { gaps: [{ kind: 'still-reading' }] }],
  ] as const)('%s: never none', async (_, lack) => {
    const claims: string[] = []
    for (const short of asked) {
      const { client, has } = still()
      for (const query of queries) has(query, reading([], query === short ? lack : {}))
      const region = await drawIn(client)
      claims.push(...(NONE.exec(region.textContent) ?? []))
      cleanup()
    }
    expect(claims).toEqual([])
  })
})
