import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import type { Session } from '#auth/session.ts'
import type { Source } from '#clinical/source.ts'
import { patientQuery } from '#fhir/queries.ts'
import { isEmpty } from '#features/note/draft-content.ts'
import { NoteBar } from '#features/note/NoteBar.tsx'
import { useNoteDraft } from '#features/note/use-note-draft.ts'
import { Button } from '#ui/Button.tsx'
import { useStoredChoice } from '#ui/use-stored-choice.ts'
import { jumpTo } from './jump.ts'
import { missingWords } from './missing-scopes.ts'
import { NotePlace } from './NotePlace.tsx'
import { PatientBanner } from './PatientBanner.tsx'
import { PrintedAt } from './PrintedAt.tsx'
import { SessionBar } from './SessionBar.tsx'
import { SessionNotice } from './SessionNotice.tsx'
import { SheetColumns } from './SheetColumns.tsx'
import { ShortcutDialog } from './ShortcutDialog.tsx'
import { SignOutDialog } from './SignOutDialog.tsx'
import { useSessionClock } from './session-clock.ts'
import { useSheetAge } from './sheet-age.ts'
import { useShortcuts } from './shortcuts.ts'
import { useSheetStyle } from './use-sheet-style.ts'
import { useToday } from './use-today.ts'
import { WrongPatientPage } from './WrongPatientPage.tsx'

const SourcePanel = lazy(() => import('#features/source/SourcePanel.tsx').then((m) => ({ default: m.SourcePanel })))

/** Single keys can be switched off: WCAG 2.1.4. */
const ON_OFF = ['on', 'off'] as const

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
  const draft = useNoteDraft(session)
  const [asking, setAsking] = useState(false)
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
            onSignOut={() => (isEmpty(draft.content) ? onSignOut() : setAsking(true))}
          />
        </div>
        <SessionNotice clock={clock} onSignInAgain={onSignInAgain} />
      </header>
      {missing.length > 0 && <p className="quiet-line">{missing.join(' ')}</p>}
      <main className="sheet">
        <h1 className="vh">Visit preparation</h1>
        <SheetColumns session={session} today={today} ticks={draft.ticks} openSource={setSource} />
        <NotePlace session={session} patient={patient.data} draft={draft} today={today} />
      </main>
      <NoteBar draft={draft} onOpen={() => jumpTo('note')} />
      <PrintedAt />
      <Suspense>
        {source && <SourcePanel session={session} source={source} onClose={() => setSource(undefined)} />}
      </Suspense>
      {asking && (
        <SignOutDialog
          answerOut={draft.content.pending !== undefined}
          onSignOut={onSignOut}
          onClose={() => setAsking(false)}
        />
      )}
      {help && (
        <ShortcutDialog on={keys === 'on'} onTurn={(on) => setKeys(on ? 'on' : 'off')} onClose={() => setHelp(false)} />
      )}
    </>
  )
}
