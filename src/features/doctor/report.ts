import type { Issuer } from '#auth/config.ts'
import { MENDERS, VERDICTS, type Finding, type Group, type Verdict } from './finding.ts'

const countOf = (groups: readonly Group[], verdict: Verdict): number =>
  groups.flatMap(({ findings }) => findings).filter((finding) => finding.verdict === verdict).length

/** `1 check failed, 30 passed, 2 cannot be told.` */
export function summary(groups: readonly Group[]): string {
  const failed = countOf(groups, 'fail')
  const parts = [
    failed === 0 ? 'No check failed' : failed === 1 ? '1 check failed' : `${failed} checks failed`,
    `${countOf(groups, 'pass')} passed`,
    ...[countOf(groups, 'unknown')].filter((count) => count > 0).map((count) => `${count} cannot be told from here`),
    ...[countOf(groups, 'sign-in')].filter((count) => count > 0).map((count) => `${count} need a sign-in`),
  ]
  return `${parts.join(', ')}.`
}

type ReportOf = {
  readonly groups: readonly Group[]
  readonly issuer: Issuer | undefined
  readonly address: string
  readonly browser: string
  readonly now: number
}

/**
 * For the hospital's IT, as plain text. Made of the findings' own words, config.json's addresses, this site's and the
 * browser's name; so nothing of a patient, no token and no id can be in it.
 */
export function reportText({ groups, issuer, address, browser, now }: ReportOf): string {
  const { origin, pathname } = new URL('.', address)
  return [
    'HealthPrep Launch Doctor',
    `Time: ${new Date(now).toISOString().slice(0, 16)}Z`,
    `Site: ${origin}${pathname}`,
    `FHIR server: ${issuer?.fhirBase ?? 'none'}`,
    `Browser: ${browser}`,
    summary(groups),
    ...groups.flatMap(({ title, findings }) => ['', title, ...findings.map(lineOf)]),
    '',
  ].join('\n')
}

const lineOf = ({ id, title, verdict, says, mend }: Finding): string =>
  [`[${VERDICTS[verdict]}] ${title} (${id}): ${says}`, ...(mend ? [`    ${MENDERS[mend.by]}: ${mend.how}`] : [])].join(
    '\n',
  )
