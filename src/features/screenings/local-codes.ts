import type { Unmapped } from '#clinical/screening/list-index.ts'
import type { RulePack, SourceName } from '#clinical/screening/rule.ts'
import { matchesResult, matchesTitle } from '#clinical/screening/title-match.ts'
import type { Coding } from '#clinical/source.ts'

/** A title of the chart with a code that a site could map, and the services that its words look like. */
export type Mappable = {
  readonly unmapped: Unmapped
  readonly coding: Coding
  readonly fits: readonly { readonly rule: string; readonly modality: string; readonly title: string }[]
}

/** Observations that only some services look for. */
const SOME: ReadonlySet<SourceName> = new Set(['vitals', 'socialHistory', 'assessments'])

const isLookedFor = (from: SourceName, codes: readonly string[], { codeSets }: RulePack): boolean =>
  !SOME.has(from) || codes.some((set) => codeSets.get(set)?.in.includes(from))

/** What can be mapped: it has a code, and it is no document, since a document never counts by its code. */
export function mappableOf(all: readonly Unmapped[], pack: RulePack): readonly Mappable[] {
  const found = all.flatMap((unmapped): readonly Mappable[] => {
    const coding = unmapped.codes.find(({ system, code }) => system && code)
    if (unmapped.from === 'documents' || !coding) return []
    const fits = pack.rules.flatMap((rule) =>
      rule.modalities
        .filter(
          ({ titles, resultTitles, codes }) =>
            isLookedFor(unmapped.from, codes, pack) &&
            (matchesTitle(unmapped.text, titles) || matchesResult(unmapped.text, resultTitles)),
        )
        .slice(0, 1)
        .map(({ id }) => ({ rule: rule.id, modality: id, title: rule.title })),
    )
    return [{ unmapped, coding, fits }]
  })
  return [...found.filter(({ fits }) => fits.length > 0), ...found.filter(({ fits }) => fits.length === 0)]
}

/** A file of rules that maps what looks like a service; codes and nothing else of the chart. */
export function overlayOf(mappable: readonly Mappable[]): string {
  const localCodes = mappable.flatMap(({ coding: { system, code }, fits }) =>
    fits.map(({ rule, modality }) => ({ system, code, rule, modality })),
  )
  return JSON.stringify({ id: 'our-site', version: '1', localCodes }, null, 2)
}
