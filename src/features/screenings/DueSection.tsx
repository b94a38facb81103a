import { lazy, Suspense, useState } from 'react'
import { onlyNewestWords } from '#clinical/screening/say-line.ts'
import { sentence } from '#clinical/screening/words.ts'
import type { SectionProps } from '#features/section.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Section } from '#ui/Section.tsx'
import type { CoverageDialogProps } from './CoverageDialog.tsx'
import { DueGroups } from './DueGroups.tsx'
import { countWords, isTold } from './groups.ts'
import { NoRules } from './NoRules.tsx'
import type { SiteRules } from './site-rules.ts'
import { useSays } from './use-says.ts'
import { useScreening } from './use-screening.ts'
import { useSiteRules } from './use-site-rules.ts'
import { WhyDialog } from './WhyDialog.tsx'
import './screenings.css'

/** Opened by those who keep the rules, so fetched then; where that fails, the section still stands. */
const CoverageDialog = lazy(() =>
  import('./CoverageDialog.tsx').then((m) => ({ default: m.CoverageDialog })).catch(() => ({ default: NoCoverage })),
)

const NoCoverage = ({ text, onClose }: CoverageDialogProps) => (
  <Dialog title="Rules and codes" onClose={onClose}>
    <p>{text}. The list of codes could not be loaded.</p>
  </Dialog>
)

export function DueSection(props: SectionProps) {
  const { rules, retrying, retry } = useSiteRules(props.session)
  if (rules?.kind === 'rules') return <DueList {...props} rules={rules} />
  return <NoRules wrong={rules} retrying={retrying} retry={retry} />
}

function DueList({ session, ticks, today, openSource, rules }: SectionProps & { readonly rules: SiteRules }) {
  const { pack, text } = rules
  const { says, own, unread, onlyNewest, put, take, toggle } = useSays(session, ticks, rules)
  const [why, setWhy] = useState<string>()
  const [coverage, setCoverage] = useState(false)
  const { screening, parts, reading } = useScreening(session, today, pack, says, coverage)
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
        {({ items }) => (
          <>
            {screening?.flags.map((flag) => (
              <p className="note-warn" key={flag.text}>
                {sentence(flag.text)}
              </p>
            ))}
            <DueGroups
              results={reading ? items.filter(isTold) : items}
              reading={reading}
              ticks={ticks}
              today={today}
              onToggle={toggle}
              onWhy={setWhy}
              onSay={put}
            />
            {unread && (
              <p className="note-warn">
                An earlier note could not be read. If it is one of this app, what it recorded as declined, deferred or
                done elsewhere is not known here.
              </p>
            )}
            {onlyNewest !== undefined && <p className="footnote">{onlyNewestWords(onlyNewest)}</p>}
            <p className="footnote">{text}. This list may differ from Health Maintenance, which Epic does not share.</p>
          </>
        )}
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
      {coverage && screening?.unmapped && (
        <Suspense fallback={null}>
          <CoverageDialog
            pack={pack}
            unmapped={screening.unmapped}
            text={text}
            today={today}
            onClose={() => setCoverage(false)}
          />
        </Suspense>
      )}
    </>
  )
}
