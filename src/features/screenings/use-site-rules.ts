import { useQuery } from '@tanstack/react-query'
import type { Session } from '#auth/session.ts'
import { readSiteFile } from '#auth/site-file.ts'
import { PLAIN_RULES, siteRulesOf, type SiteRules, type WrongRules } from './site-rules.ts'

/** The rules of this sign-in's site; undefined while its file is on the way. */
export function useSiteRules({ key, issuer: { screening: file } }: Session): {
  readonly rules: SiteRules | WrongRules | undefined
  readonly retrying: boolean
  readonly retry: () => void
} {
  const query = useQuery({
    queryKey: ['site-rules', key],
    queryFn: async () => (file === undefined ? PLAIN_RULES : siteRulesOf(await readSiteFile(file))),
    enabled: file !== undefined,
    // The rules do not change under the hands of the one who works by them.
    staleTime: Infinity,
  })
  return {
    rules: file === undefined ? PLAIN_RULES : query.data,
    retrying: query.isFetching,
    retry: () => void query.refetch(),
  }
}
