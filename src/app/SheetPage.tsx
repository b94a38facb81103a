import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Session } from '#auth/session.ts'
import type { NoteLine, Ticks } from '#clinical/note.ts'
import type { Source } from '#clinical/source.ts'
import { patientQuery } from '#fhir/queries.ts'
import { SourcePanel } from '#features/source/SourcePanel.tsx'
import { Button } from '#ui/Button.tsx'
import { useStoredChoice } from '#ui/use-stored-choice.ts'
import { jumpTo } from './jump.ts'
import { missingWords } from './missing-scopes.ts'
import { PatientBanner } from './PatientBanner.tsx'
import { PrintedAt } from './PrintedAt.tsx'
import { SessionBar } from './SessionBar.tsx'
import { SessionNotice } from './SessionNotice.tsx'
import { SheetColumns } from './SheetColumns.tsx'
import { ShortcutDialog } from './ShortcutDialog.tsx'
import { useSessionClock } from './session-clock.ts'
import { useSheetAge } from './sheet-age.ts'
import { useShortcuts } from './shortcuts.ts'
import { useSheetStyle } from './use-sheet-style.ts'
import { useToday } from './use-today.ts'
import { WrongPatientPage } from './WrongPatientPage.tsx'

/** Single keys can be switched off: WCAG 2.1.4. */
const ON_OFF = ['on', 'off'] as const

function useLocalTicks(): Ticks {
  const [lines, setLines] = useState<ReadonlyMap<string, NoteLine>>(new Map())
  return {
    has: (id) => lines.has(id),
    toggle: (line) =>
      setLines((last) => {
        const next = new Map(last)
        if (!next.delete(line.id)) next.set(line.id, line)
        return next
      }),
  }
}

type SheetPageProps = {
  readonly session: Session
  readonly onSignInAgain: () => Promise<void>
  readonly onSignOut: () => void
  /** Only where the sign-in may search for another patient. */
  readonly onChangePatient: (() => void) | undefined
}

export function SheetPage({ session, onSignInAgain, onSignOut, onChangePatient }: SheetPageProps) {
  const clock = useSessionClock(session)
  const age = useSheetAge(session.key)
  const today = useToday()
  const [source, setSource] = useState<Source>()
  const ticks = useLocalTicks()
  const [help, setHelp] = useState(false)
  const [keys, setKeys] = useStoredChoice('healthprep.single-keys', ON_OFF, 'on')
  const patient = useQuery(patientQuery(session))
  const canRefresh = clock.phase !== 'ended' && !age.reading
  useSheetStyle(session)
  useShortcuts(keys === 'on', { help: () => setHelp(true), refresh: () => canRefresh && age.refresh() })

  const stranger = patient.data !== undefined && patient.data.id !== session.patientId
  if (stranger || patient.error?.code === 'wrong-patient') return <WrongPatientPage onSignOut={onSignOut} />

  const missing = missingWords(session.missingScopes)
  return (
    <>
      <header className="top">
        <nav className="skips" aria-label="Skip">
          <Button variant="link" onClick={() => jumpTo('prepare')}>
            To what changed
          </Button>
          <Button variant="link" onClick={() => jumpTo('record')}>
            To the record
          </Button>
          <Button variant="link" onClick={() => jumpTo('note')}>
            To the note
          </Button>
        </nav>
        <div className="banner">
          <PatientBanner session={session} today={today} />
          <SessionBar
            clock={clock}
            age={age}
            onHelp={() => setHelp(true)}
            onChangePatient={onChangePatient}
            onSignOut={onSignOut}
          />
        </div>
        <SessionNotice clock={clock} onSignInAgain={onSignInAgain} />
      </header>
      {missing.length > 0 && <p className="quiet-line">{missing.join(' ')}</p>}
      <main className="sheet">
        <h1 className="vh">Visit preparation</h1>
        <SheetColumns session={session} today={today} ticks={ticks} openSource={setSource} />
        <aside className="col note-col" id="note" aria-label="Note" tabIndex={-1} />
      </main>
      <PrintedAt />
      {source && <SourcePanel session={session} source={source} onClose={() => setSource(undefined)} />}
      {help && (
        <ShortcutDialog on={keys === 'on'} onTurn={(on) => setKeys(on ? 'on' : 'off')} onClose={() => setHelp(false)} />
      )}
    </>
  )
}
