import type { Outcome } from './agree.ts'

/** Per measure: cases, compared, agree, and what was left out for which reason; as Markdown. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const names = [...new Set(outcomes.map(({ measure }) => measure))]
  const row = (name: string, list: readonly Outcome[]): string => {
    const count = (kind: Outcome['kind']) => list.filter((each) => each.kind === kind).length
    const [agree, differ] = [count('agree'), count('differ')]
    return `| ${name} | ${list.length} | ${agree + differ} | ${agree} | ${differ} | ${count('excluded')} |`
  }
  const reasons = new Map<string, number>()
  for (const each of outcomes)
    if (each.kind === 'excluded') reasons.set(each.reason, (reasons.get(each.reason) ?? 0) + 1)
  return [
    '| measure | cases | compared | agree | differ | left out |',
    '| --- | --- | --- | --- | --- | --- |',
    ...names.map((name) =>
      row(
        name.replace(/FHIR$/, ''),
        outcomes.filter(({ measure }) => measure === name),
      ),
    ),
    row('all', outcomes),
    '',
    '| left out because | cases |',
    '| --- | --- |',
    ...[...reasons].toSorted((a, b) => b[1] - a[1]).map(([reason, count]) => `| ${reason} | ${count} |`),
  ].join('\n')
}
