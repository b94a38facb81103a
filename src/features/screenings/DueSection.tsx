import { useState } from 'react'
import type { ReactNode } from 'react'
import { dueNoteLine, rulesNoteLine } from '#clinical/screening/words.ts'
import type { RuleResult } from '#clinical/screening/result.ts'
import type { SectionProps } from '#features/section.ts'
import { Button } from '#ui/Button.tsx'
import { Fold } from '#ui/Fold.tsx'
import { RowList } from '#ui/RowList.tsx'
import { Section } from '#ui/Section.tsx'
import { CoverageDialog } from './CoverageDialog.tsx'
import { DueRow } from './DueRow.tsx'
import { countWords, groupsOf, isTold } from './groups.ts'
import { NoRules } from './NoRules.tsx'
import type { SiteRules } from './site-rules.ts'
import { useSays } from './use-says.ts'
import { useScreening } from './use-screening.ts'
import { useSiteRules } from './use-site-rules.ts'
import { WhyDialog } from './WhyDialog.tsx'
import './screenings.css'

type LaterProps = {
  readonly label: string
  readonly items: readonly RuleResult[]
  readonly row: (result: RuleResult) => ReactNode
}

function Later({ label, items, row }: LaterProps) {
  if (items.length === 0) return null
  return (
    <Fold label={`${items.length} ${label}`}>
      <RowList items={items} row={row} label={label} />
    </Fold>
  )
}

export function DueSection(props: SectionProps) {
  const { rules, retrying, retry } = useSiteRules(props.session)
  if (rules?.kind === 'rules') return <DueList {...props} rules={rules} />
  return <NoRules wrong={rules} retrying={retrying} retry={retry} />
}

function DueList({ session, ticks, today, openSource, rules }: SectionProps & { readonly rules: SiteRules }) {
  const { pack, text } = rules
  const { says, own, unread, put, take } = useSays(session, ticks, pack)
  const { screening, parts, reading } = useScreening(session, today, pack, says)
  const [why, setWhy] = useState<string>()
  const [coverage, setCoverage] = useState(false)
  const toggle = (result: RuleResult) => {
    const line = dueNoteLine(result)
    const rules = rulesNoteLine(text)
    if (!ticks.has(line.id) && !ticks.has(rules.id)) ticks.toggle(rules)
    ticks.toggle(line)
  }
  const row = (result: RuleResult) => (
    <DueRow
      key={result.rule.id}
      result={result}
      ticked={ticks.has(`due/${result.rule.id}`)}
      onToggle={() => toggle(result)}
      onWhy={() => setWhy(result.rule.id)}
      onSay={ticks.frozen ? undefined : put}
      today={today}
    />
  )
  const opened = screening?.results.find(({ rule }) => rule.id === why)
  return (
    <>
      <Section
        id="due"
        title="Due"
        query={parts}
        none="No rule speaks of this patient"
        count={({ items }) => countWords(reading ? items.filter(isTold) : items)}
        head={
          screening && (
            <Button variant="link" onClick={() => setCoverage(true)}>
              Rules and codes
            </Button>
          )
        }
      >
        {({ items }) => {
          const { open, ask, aside, done, notApplicable } = groupsOf(reading ? items.filter(isTold) : items)
          return (
            <>
              {screening?.flags.map((flag) => (
                <p className="note-warn" key={flag.text}>
                  {flag.text}
                </p>
              ))}
              {open.length === 0 && !reading && <p className="none">Nothing is due by these rules.</p>}
              <RowList items={open} row={row} />
              <Later label="to ask about" items={ask} row={row} />
              <Later label="declined or deferred" items={aside} row={row} />
              <Later label="up to date" items={done} row={row} />
              <Later label="not applicable" items={notApplicable} row={row} />
              {unread && (
                <p className="note-warn">
                  An earlier note could not be read. If it is one of this app, what it recorded as declined, deferred or
                  done elsewhere is not known here.
                </p>
              )}
              <p className="footnote">
                {text}. This list may differ from Health Maintenance, which Epic does not share.
              </p>
            </>
          )
        }}
      </Section>
      {opened && (
        <WhyDialog
          result={opened}
          says={says.filter(({ rule }) => rule === opened.rule.id)}
          own={own}
          today={today}
          openSource={openSource}
          onSay={ticks.frozen ? undefined : put}
          onUnsay={take}
          onClose={() => setWhy(undefined)}
        />
      )}
      {coverage && screening && (
        <CoverageDialog screening={screening} text={text} today={today} onClose={() => setCoverage(false)} />
      )}
    </>
  )
}
