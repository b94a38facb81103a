import { useMemo, useState } from 'react'
import type { NoteLine, Ticks } from '#clinical/note.ts'
import type { RulePack } from '#clinical/screening/rule.ts'
import type { Say } from '#clinical/screening/say.ts'
import { readSayLine, sayNoteLine } from '#clinical/screening/say-line.ts'

export type Says = {
  readonly says: readonly Say[]
  readonly put: (say: Say) => void
  readonly take: (say: Say) => void
}

const isSay = ({ id }: NoteLine): boolean => id.startsWith('say/')

/** The record behind what was confirmed stands in the line's source: the words alone do not name it. */
function sayOf(line: NoteLine, pack: RulePack): readonly Say[] {
  const say = readSayLine(line.text, pack)
  const [source] = line.sources
  if (say?.kind !== 'confirmed' || !source) return say ? [say] : []
  return [{ ...say, source, evidence: `${source.resourceType}/${source.id}` }]
}

/** What the clinician says of the rules. It lives in the draft, as lines of the note. */
export function useSays(ticks: Ticks, pack: RulePack): Says {
  // Where the draft cannot be read back, what was said lasts as long as the section.
  const [own, setOwn] = useState<readonly NoteLine[]>([])
  const lines = ticks.lines?.('due') ?? own
  const says = useMemo(() => lines.filter(isSay).flatMap((line) => sayOf(line, pack)), [lines, pack])
  const lineOf = (say: Say): NoteLine | undefined => {
    const rule = pack.rules.find(({ id }) => id === say.rule)
    return rule && sayNoteLine(say, rule)
  }
  const take = (say: Say) => {
    const line = lineOf(say)
    if (!line) return
    if (ticks.has(line.id)) ticks.toggle(line)
    setOwn((last) => last.filter(({ id }) => id !== line.id))
  }
  const put = (say: Say) => {
    const line = lineOf(say)
    if (!line) return
    if (ticks.has(line.id)) ticks.toggle(line)
    ticks.toggle(line)
    setOwn((last) => [...last.filter(({ id }) => id !== line.id), line])
  }
  return { says, put, take }
}
