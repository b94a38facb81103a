import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import * as record from './fuzz/record.ts'
import * as rules from './fuzz/rules.ts'
import * as signIn from './fuzz/sign-in.ts'

/** In CI always the same cases; `npm run fuzz -- --minutes 30` tries others for so long and says with which seed. */
const minutes = Number(process.env['FUZZ_MINUTES'] ?? 0)
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_123)

const begun = Date.now()

type Target = readonly [name: string, property: fc.IRawProperty<unknown>, runs: number]
const target = (name: string, property: unknown, runs: number): Target => [
  name,
  property as fc.IRawProperty<unknown>,
  runs,
]
const targets: readonly Target[] = [
  target('launch addresses', signIn.launchUrls, 400),
  target('callbacks', signIn.callbacks, 300),
  target('token responses', signIn.tokenResponses, 300),
  target('id tokens', signIn.idTokens, 500),
  target('config files', signIn.configFiles, 1000),
  target('searchsets', record.searchsets, 500),
  target('refusals of a note', record.outcomes, 1000),
  target('drafts on the disk', record.drafts, 1000),
  target('words and files of documents', record.documents, 500),
  target('rule packs', rules.packs, 60),
  target('overlays of rules', rules.overlays, 200),
  target('vaccine schedules', rules.schedules, 10),
]

describe('whatever comes, it is read, or refused in our own words', () => {
  it.each(targets)('%s', { timeout: minutes > 0 ? minutes * 120_000 : 60_000 }, async (name, property, runs) => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    // The wall clock stands still: an id_token made as the run begins would be refused as too old five minutes later.
    vi.spyOn(Date, 'now').mockReturnValue(begun)
    const until = performance.now() + (minutes * 60_000) / targets.length
    let cases = 0
    let details
    // Round after round, each to its end: a case cut off by a time limit would go on beside those of the next kind.
    for (let round = 0; ; round += 1) {
      details = await fc.check(property, { seed: seed + round, numRuns: runs, includeErrorInReport: true })
      cases += details.numRuns
      if (details.failed || performance.now() >= until) break
    }
    // oxlint-disable-next-line no-console -- what a long run is for
    if (minutes > 0) console.log(`${cases} cases: ${name}`)
    expect(details.failed ? fc.defaultReportMessage(details)?.slice(0, 3000) : 'no case fails').toBe('no case fails')
  })
})
