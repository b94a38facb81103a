import { Announce } from '#ui/Announce.tsx'
import { Button } from '#ui/Button.tsx'
import { Tag } from '#ui/Tag.tsx'
import type { WrongRules } from './site-rules.ts'

type NoRulesProps = {
  /** Undefined: still on the way. */
  readonly wrong: WrongRules | undefined
  readonly retrying: boolean
  readonly retry: () => void
}

const HAPPENED: Readonly<Record<string, string>> = {
  'rules-missing': 'The file is not there, or did not come within ten seconds.',
  'rules-unreadable': 'The file is not JSON.',
}

/** In place of the list: while the rules of the site are not there, nothing may be said. */
export function NoRules({ wrong, retrying, retry }: NoRulesProps) {
  return (
    <section id="due" className="section" aria-labelledby="due-title" aria-busy={!wrong} tabIndex={-1}>
      <header>
        <h2 id="due-title">Due</h2>
        {wrong && <Tag tone="ask">Cannot tell</Tag>}
      </header>
      <Announce>
        {wrong ? (
          <div className="note-warn">
            <b>The screening rules of this site could not be read,</b> so what is due is unknown here: rules that are
            not the site’s own might contradict them. Look in Epic itself, and tell IT the code.{' '}
            {HAPPENED[wrong.code] ?? `${wrong.what}.`}{' '}
            <Button variant="link" unavailable={retrying} onClick={retry}>
              {retrying ? 'Trying again…' : 'Read them again'}
            </Button>{' '}
            <code>{wrong.code}</code>
          </div>
        ) : (
          <p className="waiting">Reading…</p>
        )}
      </Announce>
    </section>
  )
}
