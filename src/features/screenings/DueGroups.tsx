import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { NoteLine, Ticks } from '#clinical/note.ts'
import { sayLine } from '#clinical/screening/say-line.ts'
import type { RuleResult } from '#clinical/screening/result.ts'
import type { Say } from '#clinical/screening/say.ts'
import { dueNoteLine, sentence, untoldNoteLine } from '#clinical/screening/words.ts'
import { Announce } from '#ui/Announce.tsx'
import { Fold } from '#ui/Fold.tsx'
import { RowList } from '#ui/RowList.tsx'
import { confirmed, offerOf } from './confirmed.ts'
import { confirmByKey, DueRow } from './DueRow.tsx'
import { groupsOf, whyNothing, type Untold } from './groups.ts'
import { UntoldRow } from './UntoldRow.tsx'

type DueGroupsProps = {
  readonly results: readonly RuleResult[]
  /** More may come: nothing may be said of all of it yet. */
  readonly reading: boolean
  readonly ticks: Ticks
  readonly today: Temporal.PlainDate
  readonly onToggle: (line: NoteLine) => void
  readonly onWhy: (rule: string) => void
  readonly onSay: (say: Say) => void
}

export function DueGroups({ results, reading, ticks, today, onToggle, onWhy, onSay }: DueGroupsProps) {
  const [told, setTold] = useState('')
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const { current } = list
    current?.addEventListener('keydown', confirmByKey)
    return () => current?.removeEventListener('keydown', confirmByKey)
  }, [])
  const { open, untold, ask, aside, done, notApplicable } = groupsOf(results)
  const confirm = (result: RuleResult) => {
    const probable = offerOf(result)
    if (!probable) return
    const say = confirmed(result, probable, today)
    onSay(say)
    setTold(`${sentence(sayLine(say, result.rule))} It is in the note; “Why” takes it back.`)
    // The row goes where it now belongs, and the button with it.
    document.getElementById('due')?.focus({ preventScroll: true })
  }
  const row = (result: RuleResult) => (
    <DueRow
      key={result.rule.id}
      result={result}
      ticked={ticks.has(`due/${result.rule.id}`)}
      onToggle={() => onToggle(dueNoteLine(result))}
      onWhy={() => onWhy(result.rule.id)}
      onConfirm={ticks.frozen ? undefined : () => confirm(result)}
    />
  )
  const untoldRow = (each: Untold) => {
    const line = untoldNoteLine(each.because, each.results)
    const ticked = ticks.has(line.id)
    return <UntoldRow key={line.id} untold={each} ticked={ticked} onToggle={() => onToggle(line)} onWhy={onWhy} />
  }
  const nothing = whyNothing(results)
  return (
    <div ref={list}>
      {open.length === 0 && untold.length === 0 && !reading && (
        <p className="none">{nothing !== undefined && `${sentence(nothing)} `}Nothing is due by these rules.</p>
      )}
      <RowList items={open} row={row} />
      <RowList items={untold} row={untoldRow} />
      <Announce>{told !== '' && <p className="footnote">{told}</p>}</Announce>
      <Later label="to ask about" items={ask} row={row} />
      <Later label="declined or deferred" items={aside} row={row} />
      <Later label="up to date" items={done} row={row} />
      <Later label="not applicable" items={notApplicable} row={row} />
    </div>
  )
}

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
