import { useMemo, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Session } from '#auth/session.ts'
import type { NoteLine, Ticks } from '#clinical/note.ts'
import type { RulePack } from '#clinical/screening/rule.ts'
import type { Say } from '#clinical/screening/say.ts'
import { mergeSays, readSayLine, sayGroup, sayNoteLine, saysOfNote } from '#clinical/screening/say-line.ts'
import { rulesNoteLine } from '#clinical/screening/words.ts'
import { documentsQuery, ownNotesQuery } from '#fhir/queries.ts'
import type { SiteRules } from './site-rules.ts'

export type Says = {
  /** Of earlier notes and of this one; for each question the last word. */
  readonly says: readonly Say[]
  /** Of this note: what can be taken back. */
  readonly own: readonly Say[]
  /** An earlier note that may be ours could not be read: what it recorded is not known here. */
  readonly unread: boolean
  /** How many of the newest notes were opened, where there are more. */
  readonly onlyNewest: number | undefined
  readonly put: (say: Say) => void
  readonly take: (say: Say) => void
  /** Ticks or unticks a line of Due. */
  readonly toggle: (line: NoteLine) => void
}

const isSay = ({ id }: NoteLine): boolean => id.startsWith('say/')

/** The record behind what was confirmed stands in the line's source: the words alone do not name it. */
function sayOf(line: NoteLine, pack: RulePack): readonly Say[] {
  const say = readSayLine(line.text, pack)
  const [source] = line.sources
  if (say?.kind !== 'confirmed' || !source) return say ? [say] : []
  return [{ ...say, source, evidence: `${source.resourceType}/${source.id}` }]
}

/** What the clinician says of the rules. It lives in the draft, as lines of the note, and in the notes filed before. */
export function useSays(session: Session, ticks: Ticks, { pack, text }: SiteRules): Says {
  // Where the draft cannot be read back, what was said lasts as long as the section.
  const [kept, setKept] = useState<readonly NoteLine[]>([])
  const lines = useMemo(() => ticks.lines?.('due') ?? kept, [ticks, kept])
  const documents = useQuery(documentsQuery(session))
  const notes = useQuery(ownNotesQuery(session, documents.data))
  const texts = notes.data?.texts
  const own = useMemo(() => lines.filter(isSay).flatMap((line) => sayOf(line, pack)), [lines, pack])
  const earlier = useMemo(() => (texts ?? []).flatMap((text) => saysOfNote(text, pack)), [texts, pack])
  const says = useMemo(() => mergeSays(earlier, own), [earlier, own])
  const isOfRules = (line: NoteLine) =>
    line.id.startsWith('due/') ? line.id !== rulesNoteLine(text).id : isSay(line) && sayOf(line, pack).length > 0
  /** Takes lines out and puts one in; which rules these are stands in the note as long as anything said by them does. */
  const change = (out: readonly NoteLine[], line?: NoteLine) => {
    const ids = new Set(out.map(({ id }) => id))
    const stays = line !== undefined || !ticks.lines || lines.some((each) => isOfRules(each) && !ids.has(each.id))
    const rules = rulesNoteLine(text)
    if (stays !== ticks.has(rules.id)) ticks.toggle(rules)
    for (const each of out) if (ticks.has(each.id)) ticks.toggle(each)
    if (line && !ticks.has(line.id)) ticks.toggle(line)
  }
  const put = (say: Say) => {
    const rule = pack.rules.find(({ id }) => id === say.rule)
    if (!rule) return
    const line = sayNoteLine(say, rule)
    const before = lines.filter(({ id }) => id.startsWith(sayGroup(say)) && id !== line.id)
    change(before, line)
    setKept((last) => [...last.filter((each) => !before.includes(each) && each.id !== line.id), line])
  }
  const take = (say: Say) => {
    const gone = lines.filter(({ id }) => id.startsWith(sayGroup(say)))
    change(gone)
    setKept((last) => last.filter((each) => !gone.includes(each)))
  }
  const toggle = (line: NoteLine) => (ticks.has(line.id) ? change([line]) : change([], line))
  const unread = notes.data?.unread === true || notes.error !== null
  return { says, own, unread, onlyNewest: notes.data?.onlyNewest, put, take, toggle }
}
